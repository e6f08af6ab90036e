import { createRoot } from 'solid-js'
import { expect, test } from 'vitest'
import { createSelection } from '#client/board/selection.ts'
import { createBoardIndex } from '#client/board/board-index.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { moveCard } from '#shared/documents/board-edits.ts'
import { day } from '#shared/domain/day.ts'
import { cardId, laneId } from '#shared/domain/ids.ts'
import * as Y from 'yjs'

const lane = laneId.parse('lane_north')
const ids = [0, 1, 2, 3, 4].map((n) => cardId.parse(`card_00${n}`))
const [first, second, third, fourth, fifth] = ids

function aSelection() {
  const doc = new Y.Doc()
  for (const [n, id] of ids.entries()) {
    const map = new Y.Map<unknown>()
    boardTypes(doc).cards.set(id, map)
    map.set('who', {
      lastName: `Nom${n}`,
      firstName: 'A',
      age: null,
      sex: null,
      postCode: null,
      commune: null,
      qpv: null,
    })
    map.set('received', { on: day.parse('2026-11-02'), source: 'operator_list', list: null })
    map.set('contact', { phones: 1, email: false, toRepair: false })
    map.set('known', 'unknown')
    map.set('at', { stage: 'dispatched', lane, officer: null, rank: `a${n}` })
  }
  const index = createBoardIndex(doc, { today: day.parse('2026-11-23'), onChange: () => {} })
  return { doc, selection: createRoot(() => createSelection(index)) }
}

test('a range goes from the card chosen last to this one, in the order of the cell, either way', () => {
  const { selection } = aSelection()
  if (!first || !fourth || !second) throw new Error('five cards')
  selection.toggle(fourth)
  selection.extendTo(second)
  expect(selection.cards().toSorted()).toEqual([second, third, fourth])
  expect(selection.has(first)).toBe(false)
})

test('a card of another cell is chosen alone, and the next range starts there', () => {
  const { doc, selection } = aSelection()
  if (!first || !fifth) throw new Error('five cards')
  moveCard(doc, fifth, { stage: 'registered', lane, officer: null, rank: 'a0' })
  selection.toggle(first)
  selection.extendTo(fifth)
  expect(selection.cards()).toEqual([first, fifth])
})

test('an act on a chosen card concerns all that are chosen, on another only itself', () => {
  const { selection } = aSelection()
  if (!first || !second || !third) throw new Error('five cards')
  selection.toggle(first)
  selection.toggle(second)
  expect(selection.groupOf(first)).toEqual([first, second])
  expect(selection.groupOf(third)).toEqual([third])
  selection.toggle(first)
  expect(selection.groupOf(second)).toEqual([second])
  selection.clear()
  expect(selection.cards()).toEqual([])
})
