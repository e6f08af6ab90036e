import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { createBoardIndex } from '#client/board/board-index.ts'
import { comparison, sinceOf } from '#client/board/card-view.ts'
import {
  communeOf,
  countValues,
  facets,
  matcher,
  noFilters,
  readFilters,
  writeFilters,
  type Filters,
} from '#client/board/filters.ts'
import { inStageSince } from '#shared/domain/in-stage.ts'
import { must } from '#shared/assert.ts'
import { editCard } from '#shared/documents/board-edits.ts'
import { day } from '#shared/domain/day.ts'
import { userId } from '#shared/domain/ids.ts'
import { fillBoard } from '#test/support/board-fixture.ts'

const today = day.parse('2026-11-23')

function aBoard(cards = 200, seed = 11) {
  const doc = new Y.Doc()
  const ids = fillBoard(doc, { cards, seed })
  const index = createBoardIndex(doc, { today, onChange: () => {} })
  return { doc, ids, index, views: () => [...index.views()] }
}

test('what a link says is what it was made from but for a name, and what it does not know is left out', () => {
  const filters: Filters = {
    flags: new Set(['overdue', 'minor']),
    officer: 'none',
    commune: 'Paris 20',
    list: '2026-11-02',
    tag: 'à relancer',
    text: '',
    notice: 12,
    among: null,
  }
  const written = writeFilters({ ...filters, text: 'Élodie' })
  expect(JSON.stringify(written)).not.toContain('lodie')
  expect(
    readFilters(Object.fromEntries(Object.entries(written).map(([k, v]) => [k, v ?? '']))),
  ).toEqual(filters)
  expect(readFilters({ f: 'overdue,invented', tag: undefined })).toEqual({
    ...noFilters,
    flags: new Set(['overdue']),
  })
  expect(Object.values(writeFilters(noFilters)).every((value) => value === null)).toBe(true)
})

test('each value of a facet keeps exactly as many cards as its count says', () => {
  const { doc, ids, views } = aBoard()
  editCard(doc, must(ids[0], 'a card'), { tags: ['fratrie', 'urgent'] })
  editCard(doc, must(ids[1], 'a card'), { tags: ['urgent'] })
  for (const facet of facets) {
    const counts = countValues(views(), facet)
    expect(counts.size).toBeGreaterThan(0)
    for (const [value, count] of counts) {
      const keep = matcher({ ...noFilters, [facet]: value })
      expect([facet, value, views().filter(keep).length]).toEqual([facet, value, count])
    }
  }
  expect(countValues(views(), 'tag').get('urgent')).toBe(2)
})

test('the filters keep the same cards whether the lists were narrowed or made anew', () => {
  const { index, doc } = aBoard()
  const filters: Filters = { ...noFilters, flags: new Set(['overdue']), officer: 'none' }
  index.setFilters(filters)
  const anew = createBoardIndex(doc, { today, onChange: () => {} })
  anew.setFilters(filters)
  expect(index.cells()).toEqual(anew.cells())
  const kept = index.shown()
  const total = [...index.cells().keys()].reduce((sum, key) => sum + index.total(key), 0)
  expect(total).toBe(200)
  expect(kept).toBeLessThan(total)
  index.setFilters(noFilters)
  expect(index.shown()).toBe(200)
})

test('a filter tells only the cells that it changes', () => {
  const doc = new Y.Doc()
  fillBoard(doc, { cards: 200, seed: 5 })
  let told: ReadonlySet<string> = new Set()
  const index = createBoardIndex(doc, { today, onChange: (change) => (told = change.cells) })
  const before = new Map(index.cells())
  index.setFilters({ ...noFilters, flags: new Set(['overdue']) })
  const changed = [...index.cells()].filter(([key, ids]) => ids !== before.get(key))
  expect(told).toEqual(new Set(changed.map(([key]) => key)))
  index.setFilters({ ...noFilters, flags: new Set(['overdue']) })
  expect(told.size).toBe(0)
})

test.each([
  ['PARIS 20E', '75020', 'Paris 20'],
  ['PARIS', '75116', 'Paris 16'],
  ['MONTREUIL', '93100', 'Montreuil'],
  ['SAINT-DENIS', null, 'Saint-Denis'],
  [null, null, null],
])('%s %s is filtered as %s', (commune, postCode, expected) => {
  const who = { lastName: '', firstName: '', age: null, sex: null, postCode, commune, qpv: null }
  expect(communeOf(who)).toBe(expected)
})

test('the age in a stage is told from the facts: who waits longest comes first', () => {
  const { views } = aBoard()
  const ordered = views().toSorted(comparison('age'))
  const since = ordered.map((view) => sinceOf(view))
  expect(since).toEqual(since.toSorted((a, b) => (a < b ? -1 : 1)))
  const by = userId.parse('officer_01')
  const at = { stage: 'first_contact', lane: null, officer: null, rank: 'a0' } as const
  const received = { on: day.parse('2026-11-02'), source: 'operator_list', list: null } as const
  const card = { at, received, registration: null, appointment: null }
  const attempt = (outcome: 'no_answer' | 'appointment_made', on: string) => ({
    card: must(views()[0], 'a card').id,
    channel: 'phone' as const,
    outcome,
    at: `${on}T10:00:00+01:00`,
    by,
  })
  expect(inStageSince(card, [])).toBe('2026-11-02')
  expect(
    inStageSince(card, [
      attempt('no_answer', '2026-11-04'),
      attempt('appointment_made', '2026-11-06'),
    ]),
  ).toBe('2026-11-06')
  expect(
    inStageSince({ ...card, at: { ...at, stage: 'not_reached' } }, [
      attempt('no_answer', '2026-11-04'),
    ]),
  ).toBe('2026-11-04')
})
