import { describe, expect, test } from 'vitest'
import type { CardValues } from '#shared/domain/card.ts'
import {
  firstContactDue,
  nextDue,
  proposedAppointment,
  urgencyOf,
  type Due,
} from '#shared/domain/clocks.ts'
import { addDays, day, localMinute } from '#shared/domain/day.ts'
import { laneId, partnerId, userId } from '#shared/domain/ids.ts'
import type { Stage } from '#shared/domain/stages.ts'
import { stages } from '#shared/domain/stages.ts'
import { templates } from '#shared/domain/templates.ts'

const settings = templates.mission_locale
const receivedOn = day.parse('2020-04-06')
const by = userId.parse('somebody')

type Clocked = Parameters<typeof nextDue>[0]
function aCard(stage: Stage, more: Partial<CardValues> = {}): Clocked {
  return {
    at: { stage, lane: laneId.parse('our-lane'), officer: null, rank: 'a0' },
    received: { on: receivedOn, source: 'operator_list', list: null },
    registration: null,
    appointment: null,
    callback: null,
    referral: null,
    closed: null,
    noContact: null,
    ...more,
  }
}
const callback = { at: localMinute.parse('2020-04-24T17:30') }
const registration = { kind: 'registered', on: day.parse('2020-04-14'), imilo: 'to_enter' } as const
const appointment = (status: NonNullable<CardValues['appointment']>['status']) => ({
  at: localMinute.parse('2020-04-22T10:00'),
  status,
})

test('[C1] the first contact is due fifteen calendar days after the list was received', () => {
  expect(firstContactDue(receivedOn, settings)).toBe('2020-04-21')
  expect(firstContactDue(receivedOn, { ...settings, firstContactDays: 10 })).toBe('2020-04-16')
})

test('[C2] a registration proposes an appointment seven days later', () => {
  expect(proposedAppointment(registration.on, settings)).toBe('2020-04-21')
  expect(proposedAppointment(registration.on, { ...settings, appointmentDays: 3 })).toBe(
    '2020-04-17',
  )
})

describe('what is due next', () => {
  const contactDue = { kind: 'first_contact', on: '2020-04-21' }
  const rows: [name: string, card: Clocked, reached: boolean, due: Record<string, unknown>][] = [
    ['[C1] a card just received', aCard('received'), false, contactDue],
    ['[C1] a card not reached yet', aCard('dispatched'), false, contactDue],
    ['[C1] a first contact that nobody reached', aCard('first_contact'), false, contactDue],
    ['[C1] a youth who was reached', aCard('dispatched'), true, { kind: 'registration', on: null }],
    [
      '[C1] a first contact that was reached',
      aCard('first_contact'),
      true,
      { kind: 'registration', on: null },
    ],
    [
      '[A3] a callback that was asked for',
      aCard('dispatched', { callback }),
      false,
      { kind: 'callback', on: '2020-04-24' },
    ],
    [
      '[C2] a registration without appointment',
      aCard('registered', { registration }),
      true,
      { kind: 'appointment', on: '2020-04-21' },
    ],
    [
      '[C2] a planned appointment',
      aCard('registered', { registration, appointment: appointment('planned') }),
      true,
      { kind: 'appointment', on: '2020-04-22' },
    ],
    [
      '[S4] an appointment of which nobody told what happened',
      aCard('followed_up', { registration, appointment: appointment('unspecified') }),
      true,
      { kind: 'appointment', on: '2020-04-22' },
    ],
    [
      '[C2] an appointment that was kept',
      aCard('followed_up', { registration, appointment: appointment('attended') }),
      true,
      { kind: 'none', on: null },
    ],
    [
      '[S4] a youth not reached',
      aCard('not_reached'),
      false,
      { kind: 'referral_decision', on: null },
    ],
    [
      '[S4] a youth referred to a partner',
      aCard('not_reached', {
        referral: { partner: partnerId.parse('partner-1'), on: receivedOn, status: 'open' },
      }),
      false,
      { kind: 'referred', on: null },
    ],
  ]
  test.each(rows)('%s', (...[, card, reached, due]) => {
    expect(nextDue(card, reached, settings)).toEqual(due)
  })

  test.each(stages)('[A5] nothing is due for who asked not to be contacted, in %s', (stage) => {
    const card = aCard(stage, { callback, noContact: { by, on: receivedOn } })
    expect(nextDue(card, false, settings)).toEqual({ kind: 'none', on: null })
  })
  test.each(stages)('[S7] nothing is due on a closed card, in %s', (stage) => {
    const card = aCard(stage, { callback, closed: { by, on: receivedOn, situation: 'school' } })
    expect(nextDue(card, false, settings)).toEqual({ kind: 'none', on: null })
  })
})

describe('urgency', () => {
  const due: Due = { kind: 'first_contact', on: day.parse('2020-04-21') }
  test.each([
    [-1, 'late'],
    [0, 'soon'],
    [3, 'soon'],
    [4, 'later'],
  ])('[C1] due in %i days is %s', (days, urgency) => {
    expect(urgencyOf(due, addDays(day.parse('2020-04-21'), -days))).toBe(urgency)
  })
  test('[A3] a callback is not late on its day', () => {
    const on = day.parse('2020-04-24')
    expect(urgencyOf({ kind: 'callback', on }, on)).toBe('soon')
  })
  test('[C1] what has no day waits for somebody, unless nothing is asked', () => {
    const today = day.parse('2020-04-24')
    const kinds = ['registration', 'referral_decision', 'referred', 'none'] as const
    const urgencies = kinds.map((kind) => urgencyOf({ kind, on: null }, today))
    expect(urgencies).toEqual(['soon', 'soon', 'later', 'later'])
  })
})
