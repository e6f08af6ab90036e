import { expect, test } from 'vitest'
import { createTurns } from '#server/imports/turns.ts'

test('[G10] no more than two files are read at once, in the order they came, and a failure gives its turn on', async () => {
  const inTurn = createTurns(2)
  const started: number[] = []
  const ends: (() => void)[] = []
  const works = [0, 1, 2, 3].map((n) =>
    inTurn(async () => {
      started.push(n)
      await new Promise<void>((resolve) => ends.push(resolve))
      if (n === 0) throw new Error('unreadable')
      return n
    }),
  )
  const results = Promise.allSettled(works)
  expect(started).toEqual([0, 1])
  ends[0]?.()
  await expect(works[0]).rejects.toThrow('unreadable')
  expect(started).toEqual([0, 1, 2])
  ends[1]?.()
  await works[1]
  expect(started).toEqual([0, 1, 2, 3])
  ends[2]?.()
  ends[3]?.()
  expect((await results).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ])
  expect(await inTurn(() => Promise.resolve('free again'))).toBe('free again')
})
