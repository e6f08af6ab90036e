// The order by hand: between which ranks a card comes to stand, with the cards that a filter hides in their places.
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { ranksBeside } from '#client/board/between.ts'
import { createBoardIndex } from '#client/board/board-index.ts'
import { noFilters } from '#client/board/filters.ts'
import { must } from '#shared/assert.ts'
import { editCard, moveCard } from '#shared/documents/board-edits.ts'
import { rankBetween } from '#shared/documents/rank.ts'
import { day } from '#shared/domain/day.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { fillBoard, lanesOfFixture } from '#test/support/board-fixture.ts'

const cell = {
  stage: 'dispatched',
  lane: must(lanesOfFixture[0], 'a lane').id,
  officer: null,
} as const

/** One cell by hand, a card a rank; a rank in brackets is of a card that the filter hides. */
function aCell(...ranks: string[]) {
  const doc = new Y.Doc()
  const cards = fillBoard(doc, { cards: ranks.length, seed: 1 })
  for (const [i, rank] of ranks.entries()) {
    const card = must(cards[i], 'a card a rank')
    moveCard(doc, card, { ...cell, rank: rank.replaceAll(/[()]/g, '') })
    editCard(doc, card, { known: rank.startsWith('(') ? 'unknown' : 'known_active' })
  }
  const index = createBoardIndex(doc, { today: day.parse('2026-11-23'), onChange: () => {} })
  index.setOrder('rank')
  index.setFilters({ ...noFilters, flags: new Set(['known']) })
  const at = (place: number): CardId => must(cards[place], 'a card of the cell')
  return {
    shown: index.shown(),
    /** The order of all, by their places in `ranks`, once the first card has come beside another. */
    orderAfter: (other: number, side: -1 | 1) => {
      const { before, after } = ranksBeside(at(0), { other: at(other), side }, index)
      moveCard(doc, at(0), { ...cell, rank: rankBetween(before, after) })
      return index.all(`${cell.stage}|${cell.lane}`).map((id) => cards.indexOf(id))
    },
  }
}

test('a card dropped between two has the place beside the one it was dropped on, and shares no hidden card’s rank', () => {
  const filtered = aCell('a9', 'a1', '(a2)', 'a3')
  expect(filtered.shown).toBe(3)
  expect(filtered.orderAfter(1, 1)).toEqual([1, 0, 2, 3])
  expect(aCell('a9', 'a1', '(a2)', 'a3').orderAfter(3, -1)).toEqual([1, 2, 0, 3])
})

test('beside the first or the last that is shown, the hidden ones keep their ends', () => {
  expect(aCell('a9', '(a1)', 'a2', '(a3)').orderAfter(2, -1)).toEqual([1, 0, 2, 3])
  expect(aCell('a9', '(a1)', 'a2', '(a3)').orderAfter(2, 1)).toEqual([1, 2, 0, 3])
})

test('cards that share a rank are passed together, hidden ones too', () => {
  expect(aCell('a9', 'a1', '(a1)', '(a1)', 'a2').orderAfter(1, 1)).toEqual([1, 2, 3, 0, 4])
  expect(aCell('a9', 'a0', '(a1)', 'a1', 'a2').orderAfter(3, -1)).toEqual([1, 0, 2, 3, 4])
})

test('a card passes its neighbour in its own cell, and stays there beside itself', () => {
  expect(aCell('a1', 'a2', 'a3').orderAfter(1, 1)).toEqual([1, 0, 2])
  expect(aCell('a1', 'a2', 'a3').orderAfter(1, -1)).toEqual([0, 1, 2])
})
