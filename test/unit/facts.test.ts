import { describe, expect, test } from 'vitest'
import {
  answerOf,
  demandAfter,
  demandOf,
  firstDraft,
  withDay,
  type Draft,
} from '#client/board/facts.ts'
import { viewCard, type CardView } from '#client/board/card-view.ts'
import { instantOf, minuteAt } from '#client/board/field-time.ts'
import { day, localMinute } from '#shared/domain/day.ts'
import { cardId, laneId, userId } from '#shared/domain/ids.ts'
import { templates } from '#shared/domain/templates.ts'
import type { Card } from '#shared/domain/card.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Stage } from '#shared/domain/stages.ts'

const settings = templates.mission_locale
const now = localMinute.parse('2026-11-23T15:20')
const lane = laneId.parse('lane_north')
const user = userId.parse('u_officer')

function aPlace(stage: Stage, more: Partial<Place> = {}): Place {
  return { stage, lane, officer: null, rank: 'a0', ...more }
}

function aView(at: Place, more: Partial<Card> = {}): CardView {
  const card: Card = {
    id: cardId.parse('card_000'),
    who: {
      lastName: 'Nom',
      firstName: 'Prénom',
      age: 17,
      sex: null,
      postCode: null,
      commune: null,
      qpv: null,
    },
    received: { on: day.parse('2026-11-02'), source: 'operator_list', list: null },
    contact: { phones: 1, email: false, toRepair: false },
    at,
    known: 'unknown',
    referent: null,
    wish: null,
    territory: null,
    registration: null,
    appointment: null,
    callback: null,
    notReached: null,
    referral: null,
    sentBack: null,
    handover: null,
    imiloVerified: null,
    rioEntered: null,
    tags: [],
    agreementWithdrawn: null,
    noContact: null,
    setAside: null,
    closed: null,
    erased: null,
    ...more,
  }
  return viewCard(card, [], { settings, today: day.parse('2026-11-23') })
}

function answered(view: CardView, change: Partial<Draft>) {
  const demand = demandOf(view)
  if (!demand) throw new Error('nothing is asked')
  const draft = { ...firstDraft(view, { settings, now }), ...change }
  return answerOf(demand, draft, { view, user, now, instantOf })
}

test.each([
  ['dispatched', null],
  ['first_contact', 'reached_attempt'],
  ['registered', 'registration'],
  ['followed_up', 'follow_up'],
  ['not_reached', 'not_reached_reason'],
] as const)('[S4] a move to %s asks for %s', (stage, demand) => {
  expect(demandAfter(aPlace('received'), aView(aPlace(stage)), 'officer')).toBe(demand)
})

test('[S4] a move that keeps the stage asks for nothing, nor does contact details that are missing', () => {
  const view = aView(aPlace('first_contact', { officer: user }))
  expect(demandAfter(aPlace('first_contact'), view, 'manager')).toBeNull()
  const bare = aView(aPlace('dispatched'), {
    contact: { phones: 0, email: false, toRepair: false },
  })
  expect(demandAfter(aPlace('received'), bare, 'manager')).toBeNull()
})

test('[P3] a manager who sends a card back is asked why; the coordinator is not', () => {
  const back = aView(aPlace('received', { lane: null }))
  expect(demandAfter(aPlace('dispatched'), back, 'manager')).toBe('sent_back')
  expect(demandAfter(aPlace('dispatched'), back, 'coordinator')).toBeNull()
})

describe('[S4] answers', () => {
  test('a first contact writes an attempt, at the hour of the field', () => {
    const view = aView(aPlace('first_contact'))
    expect(answered(view, { outcome: 'appointment_made' })).toEqual({
      kind: 'attempt',
      attempt: {
        card: view.id,
        channel: 'phone',
        outcome: 'appointment_made',
        at: '2026-11-23T14:20:00.000Z',
        by: user,
      },
    })
    expect(answered(view, {})).toEqual({ kind: 'faulty', faults: { outcome: 'needed' } })
    expect(answered(view, { outcome: 'refused', at: '2026-11-23T15:21' })).toEqual({
      kind: 'faulty',
      faults: { at: 'future' },
    })
  })

  test('[C2] a registration proposes an appointment at J+7, unless there is one or none is wanted', () => {
    const view = aView(aPlace('registered'))
    const registration = { kind: 'registered', on: '2026-11-23', imilo: 'to_enter' }
    const appointment = { at: '2026-11-30T10:00', status: 'planned' }
    expect(answered(view, {})).toEqual({ kind: 'edit', values: { registration, appointment } })
    expect(answered(view, { proposes: false })).toEqual({ kind: 'edit', values: { registration } })
    const there = aView(aPlace('registered'), {
      appointment: { at: localMinute.parse('2026-12-01T09:00'), status: 'planned' },
    })
    expect(answered(there, {})).toEqual({ kind: 'edit', values: { registration } })
    expect(answered(view, { on: '' })).toEqual({ kind: 'faulty', faults: { on: 'badDay' } })
  })

  test('[C2] the proposal follows the day of registration until an hour of one’s own is set', () => {
    const draft = firstDraft(aView(aPlace('registered')), { settings, now })
    expect(withDay(draft, '2026-11-20', settings).appointment).toBe('2026-11-27T10:00')
    const own = { ...draft, appointment: '2026-12-02T14:30' }
    expect(withDay(own, '2026-11-20', settings).appointment).toBe('2026-12-02T14:30')
  })

  test('a known young person is re-engaged, an unknown one registered', () => {
    const known = aView(aPlace('registered'), { known: 'known_inactive' })
    expect(firstDraft(known, { settings, now }).kind).toBe('re_engaged')
  })

  test('what happened is told of the appointment that stands', () => {
    const at = localMinute.parse('2026-11-20T09:00')
    const view = aView(aPlace('followed_up'), { appointment: { at, status: 'planned' } })
    expect(answered(view, { status: 'attended' })).toEqual({
      kind: 'edit',
      values: { appointment: { at, status: 'attended' } },
    })
    expect(answered(view, {})).toEqual({ kind: 'faulty', faults: { status: 'needed' } })
  })

  test('[S5] a reason is needed', () => {
    const view = aView(aPlace('not_reached'))
    expect(answered(view, {})).toEqual({ kind: 'faulty', faults: { reason: 'needed' } })
    expect(answered(view, { reason: 'refusal' })).toEqual({
      kind: 'edit',
      values: { notReached: { reason: 'refusal' } },
    })
  })
})

test.each([
  ['2026-11-23T15:20', '2026-11-23T14:20:00.000Z'],
  ['2026-07-14T00:05', '2026-07-13T22:05:00.000Z'],
  ['2026-03-29T03:30', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T12:00', '2026-10-25T11:00:00.000Z'],
])('%s in the field is %s', (local, instant) => {
  expect(instantOf(localMinute.parse(local))).toBe(instant)
  expect(minuteAt(new Date(instant))).toBe(local)
})
