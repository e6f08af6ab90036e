import { expect, test } from 'vitest'
import { stepIn, nextOf } from '#client/board/walk.ts'
import { cardId } from '#shared/domain/ids.ts'

/** Ten cards, four abreast: rows of 0 to 3, 4 to 7, and 8 and 9. */
const list = { count: 10, columns: 4 }

test.each([
  ['ArrowRight', 3, 4],
  ['ArrowLeft', 4, 3],
  ['ArrowDown', 1, 5],
  ['ArrowUp', 5, 1],
  ['ArrowDown', 7, 9],
  ['Home', 6, 0],
  ['End', 2, 9],
])('%s leads from card %i to card %i', (key, at, to) => {
  expect(stepIn(list, { key, at })).toBe(to)
})

test.each([
  ['ArrowRight', 9],
  ['ArrowLeft', 0],
  ['ArrowDown', 8],
  ['ArrowUp', 3],
  ['PageDown', 2],
])('%s leads out of the list from card %i', (key, at) => {
  expect(stepIn(list, { key, at })).toBeNull()
})

const [a, b, c, d] = ['card_a', 'card_b', 'card_c', 'card_d'].map((id) => cardId.parse(id))

test('one goes on with the next card that is still in the list, at its end with the one before, else with none', () => {
  const ids = [a, b, c, d].filter((id) => id !== undefined)
  const next = (from: typeof a, ...gone: (typeof a)[]) =>
    from && nextOf(from, ids, (id) => id !== from && !gone.includes(id))
  expect(next(b)).toBe(c)
  expect(next(b, c)).toBe(d)
  expect(next(d)).toBe(c)
  expect(next(c, d, b)).toBe(a)
  expect(next(a, b, c, d)).toBe(null)
})
