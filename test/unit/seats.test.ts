import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { createBoardIndex } from '#client/board/board-index.ts'
import { readFrame } from '#client/board/frame.ts'
import {
  rowsOf,
  seatedOfficers,
  seatedStages,
  seatFrom,
  seatsOf,
} from '#client/board/lane-page/seats.ts'
import { noFilters } from '#client/board/filters.ts'
import { judge } from '#client/board/targets.ts'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { moveCard } from '#shared/documents/board-edits.ts'
import { day } from '#shared/domain/day.ts'
import { campaignId, userId } from '#shared/domain/ids.ts'
import { fillBoard, lanesOfFixture } from '#test/support/board-fixture.ts'

const lane = must(lanesOfFixture[0], 'a lane')
const [first, second] = [must(lane.officers[0], 'an officer'), must(lane.officers[1], 'another')]

function aBoard() {
  const doc = new Y.Doc()
  const cards = fillBoard(doc, { cards: 40, seed: 7 })
  const index = createBoardIndex(doc, { today: day.parse('2026-11-23'), onChange: () => {} })
  const seats = () => seatedStages.map((stage) => seatsOf(index.cell(`${stage}|${lane.id}`), index))
  return { doc, cards, index, seats }
}

test('each card of a cell sits with its officer, in the order of the cell', () => {
  const { doc, cards, index } = aBoard()
  for (const [i, card] of cards.entries()) {
    const officer = i % 3 === 0 ? null : i % 3 === 1 ? first : second
    moveCard(doc, card, { stage: 'dispatched', lane: lane.id, officer, rank: 'a0' })
  }
  const ids = index.cell(`dispatched|${lane.id}`)
  const seats = seatsOf(ids, index)
  expect(new Set(seats.keys())).toEqual(new Set([null, first, second]))
  for (const [officer, seated] of seats) {
    expect(seated).toEqual(ids.filter((id) => index.view(id)?.card.at.officer === officer))
  }
})

test('nobody’s card is without a row: unassigned ones come first, those of who is gone last', () => {
  const { doc, cards, index, seats } = aBoard()
  for (const card of cards) {
    moveCard(doc, card, { stage: 'received', lane: null, officer: null, rank: 'a0' })
  }
  expect(rowsOf(index.frame(), lane.id, seats())).toEqual(lane.officers)
  const gone = userId.parse('officer_gone')
  const [one, other] = [must(cards[0], 'a card'), must(cards[1], 'a card')]
  moveCard(doc, one, { stage: 'registered', lane: lane.id, officer: gone, rank: 'a0' })
  moveCard(doc, other, { stage: 'dispatched', lane: lane.id, officer: null, rank: 'a0' })
  expect(rowsOf(index.frame(), lane.id, seats())).toEqual([null, ...lane.officers, gone])
})

test('filters take no row away: who is gone and nobody are there with the cards they hide', () => {
  const { doc, cards, index } = aBoard()
  const gone = userId.parse('officer_gone')
  for (const [i, card] of cards.entries()) {
    const officer = i % 2 === 0 ? null : gone
    moveCard(doc, card, { stage: 'registered', lane: lane.id, officer, rank: 'a0' })
  }
  index.setFilters({ ...noFilters, text: 'nobody of this name' })
  expect(index.cell(`registered|${lane.id}`)).toEqual([])
  expect(index.all(`registered|${lane.id}`)).toHaveLength(cards.length)
  const screen = { store: { index } }
  expect(seatedOfficers(screen, lane.id)).toEqual([null, ...lane.officers, gone])
})

test('a seat is a stage and an officer at once, and the arrows hold at the edges', () => {
  const page = { lane: lane.id, officers: [first, second] }
  const from = { stage: 'dispatched', officer: first } as const
  const seat = (stage: string, officer: string | null) => ({
    kind: 'seat',
    stage,
    lane: lane.id,
    officer,
  })
  expect(seatFrom(from, { stages: 1 }, page)).toEqual(seat('first_contact', first))
  expect(seatFrom(from, { stages: -1 }, page)).toEqual(seat('dispatched', first))
  expect(seatFrom(from, { lanes: 1 }, page)).toEqual(seat('dispatched', second))
  expect(seatFrom(from, { lanes: -1 }, page)).toEqual(seat('received', null))
  expect(seatFrom({ stage: 'received', officer: null }, { lanes: 1 }, page)).toEqual(from2())
  expect(seatFrom({ stage: 'received', officer: null }, { lanes: -1 }, page)).toEqual(
    seat('received', null),
  )
  expect(
    seatFrom({ stage: 'not_reached', officer: second }, { stages: 1, lanes: 1 }, page),
  ).toEqual(seat('not_reached', second))
  function from2() {
    return seat('dispatched', first)
  }
})

test('[P4] a seat of somebody else’s row says why before the drop', () => {
  const { index } = aBoard()
  const actor = {
    user: first,
    campaign: campaignId.parse('camp01'),
    role: 'officer',
    lanes: [lane.id],
    template: 'mission_locale',
  } as const
  const at = { stage: 'dispatched', lane: lane.id, officer: first, rank: 'a0' } as const
  const by = { actor, frame: index.frame() }
  const seat = (officer: typeof first | null) =>
    judge(at, { kind: 'seat', stage: 'first_contact', lane: lane.id, officer }, by)
  expect(seat(first).kind).toBe('free')
  expect(seat(second)).toEqual({ kind: 'barred', code: 'take-it-yourself' })
})

test('an archived lane takes no card, and its cards stay within reach', () => {
  const { doc, index } = aBoard()
  const { lanes } = boardTypes(doc)
  const entry = lanes.get(lane.id)
  lanes.set(lane.id, { ...(typeof entry === 'object' ? entry : {}), archived: true })
  const frame = readFrame(doc)
  expect(frame.lanes.map((one) => one.id)).not.toContain(lane.id)
  expect(frame.archived.map((one) => one.id)).toEqual([lane.id])
  expect([...index.cells().keys()].some((key) => key.endsWith(`|${lane.id}`))).toBe(true)
})
