// What a target means for a card, and what is said of it before the drop.
import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { createBoardIndex } from '#client/board/board-index.ts'
import { judge, placeFor, shownTarget, type Target } from '#client/board/targets.ts'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { day } from '#shared/domain/day.ts'
import { campaignId, userId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import { fillBoard, lanesOfFixture } from '#test/support/board-fixture.ts'

const [east, north] = [must(lanesOfFixture[0], 'a lane').id, must(lanesOfFixture[1], 'another').id]
const caller = userId.parse('u_caller')
const actor = {
  user: userId.parse('u_coord'),
  campaign: campaignId.parse('camp01'),
  role: 'coordinator',
  lanes: [],
  template: 'platform',
} as const
const waiting: Place = { stage: 'received', lane: null, officer: null, rank: 'a0' }
const inNorth: Place = { stage: 'first_contact', lane: north, officer: null, rank: 'a0' }

/** A telephone platform: no lane has officers of its own, one pool works for all of them. */
function platform() {
  const doc = new Y.Doc()
  fillBoard(doc, { cards: 1, seed: 1 })
  const { lanes, settings } = boardTypes(doc)
  settings.set('campaign', { name: 'Platform', template: 'platform' })
  settings.set('pool', [{ id: caller, name: 'Caller', weeklyQuota: 15, absences: [] }])
  for (const { id } of lanesOfFixture) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fixture wrote it
    lanes.set(id, { ...(lanes.get(id) as object), officers: [] })
  }
  return createBoardIndex(doc, { today: day.parse('2026-11-23'), onChange: () => {} }).frame()
}

describe('an officer of the pool', () => {
  const toCaller: Target = { kind: 'officer', lane: null, officer: caller }

  test('[P4] gets a card in the lane it has, whichever lanes come before it', () => {
    const verdict = judge(inNorth, toCaller, { actor, frame: platform(), proposedLane: () => east })
    expect(verdict).toEqual({
      kind: 'free',
      to: { stage: 'first_contact', lane: north, officer: caller, rank: 'a0' },
    })
  })
  test('[3] gets a card of « À répartir » in the lane that triage proposes', () => {
    const verdict = judge(waiting, toCaller, { actor, frame: platform(), proposedLane: () => east })
    expect(verdict).toMatchObject({
      kind: 'free',
      to: { stage: 'dispatched', lane: east, officer: caller },
    })
  })
  test('[S3] gets none that has no lane and is proposed for none', () => {
    const verdict = judge(waiting, toCaller, { actor, frame: platform(), proposedLane: () => null })
    expect(verdict).toEqual({ kind: 'barred', code: 'lane-needed' })
  })
  test('gets it in another lane where that one was named', () => {
    const named: Target = { kind: 'officer', lane: east, officer: caller }
    expect(placeFor(inNorth, named, { actor })).toMatchObject({ lane: east, officer: caller })
  })
  test('[W1] colleagues see the card over the cell it would have, not over a first lane', () => {
    const frame = platform()
    const verdict = judge(inNorth, toCaller, { actor, frame })
    expect(shownTarget({ target: toCaller, verdict })).toEqual({
      over: { stage: 'first_contact', lane: north },
      officer: caller,
    })
    const barred = judge(waiting, toCaller, { actor, frame })
    expect(shownTarget({ target: toCaller, verdict: barred })).toEqual({
      over: null,
      officer: caller,
    })
  })
})

test('[W1] over the head of a lane colleagues see the card over the cell it would have there', () => {
  const frame = platform()
  const toEast: Target = { kind: 'lane', lane: east }
  const verdict = judge(inNorth, toEast, { actor, frame })
  expect(shownTarget({ target: toEast, verdict })).toEqual({
    over: { stage: 'first_contact', lane: east },
    officer: null,
  })
  const out: Target = { kind: 'lane', lane: null }
  const back = judge(inNorth, out, { actor, frame })
  expect(shownTarget({ target: out, verdict: back })).toEqual({
    over: { stage: 'received', lane: null },
    officer: null,
  })
})
