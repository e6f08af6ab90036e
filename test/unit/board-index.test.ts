import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { createBoardIndex, type BoardIndex } from '#client/board/board-index.ts'
import { comparison } from '#client/board/card-view.ts'
import { matcher, noFilters, type Filters } from '#client/board/filters.ts'
import { must } from '#shared/assert.ts'
import { readCard } from '#shared/documents/board.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { addAttempt, editCard, moveCard } from '#shared/documents/board-edits.ts'
import { attemptId, laneId, userId, type CardId } from '#shared/domain/ids.ts'
import { day } from '#shared/domain/day.ts'
import { outcome } from '#shared/domain/attempt.ts'
import { known } from '#shared/domain/card.ts'
import { stages } from '#shared/domain/stages.ts'
import { fillBoard, lanesOfFixture, pickFrom, seeded } from '#test/support/board-fixture.ts'

const today = day.parse('2026-11-23')

function dump(index: BoardIndex) {
  return {
    cells: Object.fromEntries([...index.cells()].filter(([, ids]) => ids.length > 0)),
    tally: Object.fromEntries(index.tally().entries()),
    views: [...index.views()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

test.each([1, 2, 3, 4, 5])(
  '[G7] the screen patched event by event equals the screen made anew (seed %i)',
  (seed) => {
    const random = seeded(seed)
    const doc = new Y.Doc()
    const cards = fillBoard(doc, { cards: 150, seed })
    const seen: string[][] = []
    const index = createBoardIndex(doc, {
      today,
      onChange: (change) => seen.push([...change.cells]),
    })
    const filters: Filters = { ...noFilters, flags: new Set(seed % 2 ? ['overdue'] : ['known']) }
    for (let step = 0; step < 400; step += 1) {
      if (step === 200) index.setFilters(filters)
      const before = new Map(index.cells())
      seen.length = 0
      randomEdit({ doc, cards, random, step })
      const told = new Set(seen.flat())
      const changed = [...index.cells()].filter(([key, ids]) => ids !== before.get(key))
      expect(changed.filter(([key]) => !told.has(key))).toEqual([])
    }
    const anew = createBoardIndex(doc, { today, onChange: () => {} })
    anew.setFilters(filters)
    expect(dump(index)).toEqual(dump(anew))
    const keep = matcher(filters)
    for (const [, ids] of index.cells()) {
      const views = ids.map((id) => index.view(id)).filter((view) => view !== undefined)
      expect(views).toEqual(views.toSorted(comparison('due')))
      expect(views.every(keep)).toBe(true)
    }
  },
)

test('cards stand by deadline, then by fewer attempts, then by name', () => {
  const doc = new Y.Doc()
  const cards = fillBoard(doc, { cards: 30, seed: 3 })
  const index = createBoardIndex(doc, { today, onChange: () => {} })
  const lane = laneId.parse('lane_east')
  for (const card of cards) {
    moveCard(doc, card, { stage: 'dispatched', lane, officer: null, rank: 'a0' })
  }
  const views = index.cell(`dispatched|${lane}`).map((id) => index.view(id))
  const keys = views.map((view) => [
    view?.dueKey ?? '',
    String(view?.attempts.length).padStart(3, '0'),
    view?.search ?? '',
  ])
  expect(keys).toEqual(keys.toSorted((a, b) => (a.join('|') < b.join('|') ? -1 : 1)))
  expect(keys).toHaveLength(30)
})

test('a name is found whatever its accents, its case and the order of its words', () => {
  const doc = new Y.Doc()
  const [card] = fillBoard(doc, { cards: 1, seed: 1 })
  const map = must(boardTypes(doc).cards.get(must(card, 'one card')), 'the card is there')
  map.set('who', {
    ...readCard(must(card, 'one card'), map).who,
    firstName: 'Élodie',
    lastName: 'N’Guessan-Lefèvre',
  })
  const index = createBoardIndex(doc, { today, onChange: () => {} })
  for (const text of ['elodie', 'NGUESSAN', 'lefevre elo', 'élo n guessan']) {
    index.setFilters({ ...noFilters, text })
    expect([text, index.shown()]).toEqual([text, 1])
  }
})

function randomEdit(by: {
  doc: Y.Doc
  cards: readonly CardId[]
  random: () => number
  step: number
}): void {
  const { doc, cards, random, step } = by
  const pick = <T>(list: readonly T[]): T => pickFrom(list, random)
  const card = pick(cards)
  const lane = pick(lanesOfFixture)
  switch (Math.floor(random() * 7)) {
    case 0:
    case 1:
      moveCard(doc, card, {
        stage: pick(stages.slice(1)),
        lane: lane.id,
        officer: pick([null, ...lane.officers]),
        rank: `a${step}`,
      })
      break
    case 2:
      moveCard(doc, card, { stage: 'received', lane: null, officer: null, rank: 'a0' })
      break
    case 3:
      editCard(doc, card, { known: pick(known.options) })
      break
    case 4:
      addAttempt(doc, attemptId.parse(`attempt${step}`), {
        card,
        channel: 'phone',
        outcome: pick(outcome.options),
        at: `2026-11-${10 + Math.floor(random() * 12)}T10:00:00+01:00`,
        by: userId.parse('officer_01'),
      })
      break
    case 5: {
      const attempts = [...boardTypes(doc).attempts.keys()]
      if (attempts.length > 0) {
        boardTypes(doc).voids.set(pick(attempts), {
          reason: 'other',
          by: 'officer_01',
          at: '2026-11-23T10:00:00Z',
        })
      }
      break
    }
    default:
      editCard(doc, card, {
        closed:
          random() < 0.5
            ? null
            : { situation: 'school', by: userId.parse('officer_01'), on: today },
      })
  }
}
