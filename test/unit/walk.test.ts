import { expect, test } from 'vitest'
import { stepIn } from '#client/board/walk.ts'

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
