// "À répartir" to the lanes, and working time as it is typed.
import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { createBoardIndex } from '#client/board/board-index.ts'
import {
  groupPlans,
  isTriaged,
  planFor,
  staffIn,
  waitingCards,
} from '#client/board/desk/dispatch-plan.ts'
import { faultOf, sameHours, toRequest } from '#client/board/desk/hours.ts'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { editCard, moveCard } from '#shared/documents/board-edits.ts'
import { day } from '#shared/domain/day.ts'
import { fillBoard, lanesOfFixture } from '#test/support/board-fixture.ts'

const today = day.parse('2026-11-23')

/** Cards in "À répartir", each with its post code; the fixture's lanes serve 75010 to 75013. */
function aBoard(codes: readonly (string | null)[]) {
  const doc = new Y.Doc()
  const cards = fillBoard(doc, { cards: codes.length, seed: 3 })
  for (const [i, card] of cards.entries()) {
    moveCard(doc, card, { stage: 'received', lane: null, officer: null, rank: 'a0' })
    const map = boardTypes(doc).cards.get(card)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fixture wrote it
    map?.set('who', { ...(map.get('who') as object), postCode: codes[i] ?? null })
    editCard(doc, card, { known: 'unknown' })
  }
  const index = createBoardIndex(doc, { today, onChange: () => {} })
  const plan = (n: number, chosen = new Map()) =>
    planFor(must(index.view(must(cards[n], 'a card')), 'its view'), staffIn(index.frame()), chosen)
  return { doc, cards, index, plan }
}
const [east, north] = lanesOfFixture

describe('to the lanes', () => {
  test('[3] an unknown youth goes to the RS of their post code; who has none, or one nobody serves, waits for a person', () => {
    const { plan } = aBoard(['75010', null, '13001'])
    expect(plan(0)).toMatchObject({
      at: { stage: 'received', lane: east?.id, officer: null },
      why: 'post-code',
    })
    expect(plan(1)).toMatchObject({ at: null, why: 'no-post-code' })
    expect(plan(2)).toMatchObject({ at: null, why: 'nobody-serves-it' })
  })
  test('[3] a post code of several lanes is a person’s to decide, and what they choose counts', () => {
    const { doc, cards, plan } = aBoard(['75010'])
    const { lanes } = boardTypes(doc)
    const id = must(north, 'a lane').id
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fixture wrote it
    lanes.set(id, { ...(lanes.get(id) as object), postCodes: ['75010'] })
    expect(plan(0)).toMatchObject({ at: null, why: 'several' })
    const card = must(cards[0], 'a card')
    expect(plan(0, new Map([[card, id]]))).toMatchObject({ at: { lane: id }, why: 'hand' })
    expect(plan(0, new Map([[card, null]]))).toMatchObject({ at: null, why: 'hand' })
  })
  test('[3] a known youth goes to the référent at once; counts a lane say so', () => {
    const { doc, cards, index, plan } = aBoard(['75010', '75010', null])
    const card = must(cards[0], 'a card')
    const officer = must(east?.officers[0], 'an officer')
    boardTypes(doc).cards.get(card)?.set('referent', officer)
    editCard(doc, card, { known: 'known_active' })
    expect(plan(0)).toMatchObject({ at: { stage: 'dispatched', officer }, why: 'referent' })
    const plans = waitingCards(index.views()).map((view) =>
      planFor(view, staffIn(index.frame()), new Map()),
    )
    const { lanes, open } = groupPlans(plans, index.frame())
    expect(lanes.map((one) => [one.lane, one.plans.length, one.referents])).toEqual([
      [east?.id, 2, 1],
    ])
    expect(open).toHaveLength(1)
  })
  test('[3] [A5] who is not triaged is told apart, and who asked not to be contacted is not sent on', () => {
    const { doc, cards, index } = aBoard(['75010', '75010'])
    editCard(doc, must(cards[0], 'a card'), { known: 'untriaged' })
    const by = must(east?.officers[0], 'an officer')
    editCard(doc, must(cards[1], 'a card'), { noContact: { by, on: today } })
    const waiting = waitingCards(index.views())
    expect(waiting.map((view) => view.id)).toEqual([cards[0]])
    expect(waiting.map(isTriaged)).toEqual([false])
  })
})

describe('working time as it is typed', () => {
  const absence = { from: '2026-12-21', to: '2027-01-02' }
  test.each([
    ['', 'quota'],
    ['1e2', 'quota'],
    ['501', 'quota'],
  ])('[P3] a quota of "%s" is not saved', (quota, kind) => {
    expect(faultOf({ quota, absences: [] })).toEqual({ kind })
  })
  test('[P3] an absence needs two days in their order', () => {
    expect(faultOf({ quota: '8', absences: [absence] })).toBeNull()
    const backwards = { from: absence.to, to: absence.from }
    expect(faultOf({ quota: '8', absences: [absence, backwards] })).toEqual({ kind: 'days', at: 1 })
    expect(faultOf({ quota: '8', absences: [{ from: '', to: '' }] })).toEqual({
      kind: 'days',
      at: 0,
    })
  })
  test('[P3] what was typed and taken back is no change', () => {
    const draft = { quota: ' 8', absences: [absence] }
    expect(sameHours(draft, { quota: '8', absences: [absence] })).toBe(true)
    expect(sameHours(draft, { quota: '8', absences: [] })).toBe(false)
    expect(toRequest(draft)).toEqual({ weeklyQuota: 8, absences: [absence] })
  })
})
