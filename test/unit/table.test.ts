import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { createBoardIndex } from '#client/board/board-index.ts'
import { columns, sorted, sortKey } from '#client/board/table/columns.ts'
import { wayOf } from '#client/board/table/walking.ts'
import { day } from '#shared/domain/day.ts'
import { fillBoard } from '#test/support/board-fixture.ts'

test.each(columns)(
  'the column %s sorts both ways, keeps every card, and puts what it lacks last',
  (column) => {
    const doc = new Y.Doc()
    fillBoard(doc, { cards: 120, seed: 13 })
    const index = createBoardIndex(doc, { today: day.parse('2026-11-23'), onChange: () => {} })
    const frame = index.frame()
    for (const descending of [false, true]) {
      const rows = sorted(index.views(), { column, descending }, frame)
      expect(new Set(rows.map((view) => view.id)).size).toBe(120)
      const keys = rows.map((view) => sortKey(view, column, frame))
      const first = keys.indexOf(null)
      const known = first < 0 ? keys : keys.slice(0, first)
      expect(keys.slice(known.length).every((key) => key === null)).toBe(true)
      for (const [i, key] of known.entries()) {
        const before = known[i - 1] ?? null
        if (before === null || key === null) continue
        expect(descending ? before >= key : before <= key).toBe(true)
      }
    }
  },
)

test('keys walk from row to row, hold at the ends, and leave what has a modifier alone', () => {
  const rows = { at: 5, last: 9, page: 4 }
  const way = (key: string, more = {}) =>
    wayOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...more }, rows)
  expect(
    ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].map((key) => way(key)),
  ).toEqual([6, 4, 9, 1, 0, 9])
  expect(way('x')).toBe(null)
  expect(way('ArrowDown', { ctrlKey: true })).toBe(null)
})
