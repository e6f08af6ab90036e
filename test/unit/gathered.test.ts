import { expect, test } from 'vitest'
import { gathered } from '#server/database/gathered.ts'

test('who asks at once is answered by one question, who comes meanwhile by the next: no answer is older than its asker', async () => {
  const asked: string[][] = []
  const holds: (() => void)[] = []
  let state = 'before'
  const read = gathered(async (keys: readonly string[]) => {
    asked.push([...keys])
    const seen = state
    await new Promise<void>((resolve) => holds.push(resolve))
    return (key: string) => `${key} ${seen}`
  })
  const first = [read('a'), read('b')]
  await expect.poll(() => asked).toEqual([['a', 'b']])
  state = 'after'
  const later = [read('c'), read('a')]
  holds[0]?.()
  expect(await Promise.all(first)).toEqual(['a before', 'b before'])
  await expect
    .poll(() => asked)
    .toEqual([
      ['a', 'b'],
      ['c', 'a'],
    ])
  holds[1]?.()
  expect(await Promise.all(later)).toEqual(['c after', 'a after'])
})

test('a question that fails fails those who asked it, and nobody after them', async () => {
  let fails = true
  const read = gathered(async (_keys: readonly number[]) => {
    if (fails) throw new Error('no answer')
    return (key: number) => key * 2
  })
  await expect(Promise.all([read(1), read(2)])).rejects.toThrow('no answer')
  fails = false
  expect(await read(3)).toBe(6)
})
