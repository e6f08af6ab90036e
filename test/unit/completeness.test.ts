import { describe, expect, test } from 'vitest'
import type { Outcome } from '#shared/domain/attempt.ts'
import type { CardValues } from '#shared/domain/card.ts'
import { missingFacts } from '#shared/domain/completeness.ts'
import { day, localMinute } from '#shared/domain/day.ts'
import { cardId, laneId, partnerId, userId } from '#shared/domain/ids.ts'
import { faultOf, type Ground, type Place } from '#shared/domain/place.ts'
import { stages, type Stage } from '#shared/domain/stages.ts'

const lane = laneId.parse('our-lane')
const officer = userId.parse('officer')
const on = day.parse('2020-04-14')

type Facts = Parameters<typeof missingFacts>[0]
function aCard(stage: Stage, more: Partial<CardValues> = {}): Facts {
  return {
    at: { stage, lane, officer: null, rank: 'a0' },
    contact: { phones: 1, email: false, toRepair: false },
    registration: null,
    appointment: null,
    referral: null,
    notReached: null,
    sentBack: null,
    ...more,
  }
}
const anAttempt = (outcome: Outcome) => ({
  card: cardId.parse('card-1'),
  channel: 'phone' as const,
  outcome,
  at: '2020-04-14T10:00:00+02:00',
  by: officer,
})
const appointment = (status: NonNullable<CardValues['appointment']>['status']) => ({
  at: localMinute.parse('2020-04-22T10:00'),
  status,
})

describe('what a stage demands', () => {
  test('[S4] received and dispatched demand nothing', () => {
    expect([missingFacts(aCard('received'), []), missingFacts(aCard('dispatched'), [])]).toEqual([
      [],
      [],
    ])
  })
  test('[P3] [S4] a card that was sent back demands its reason for as long as it waits to be given out', () => {
    const signed = { by: officer, on }
    const at = { stage: 'received', lane: null, officer: null, rank: 'a0' } as const
    expect(missingFacts(aCard('received', { at, sentBack: signed }), [])).toEqual(['sent_back'])
    const told = { ...signed, reason: 'overload' } as const
    expect(missingFacts(aCard('received', { at, sentBack: told }), [])).toEqual([])
    expect(missingFacts(aCard('received', { sentBack: signed }), [])).toEqual([])
  })
  test('[S4] a first contact demands an attempt that reached the youth', () => {
    const card = aCard('first_contact')
    expect(missingFacts(card, [])).toEqual(['reached_attempt'])
    expect(missingFacts(card, [anAttempt('no_answer')])).toEqual(['reached_attempt'])
    expect(missingFacts(card, [anAttempt('no_answer'), anAttempt('appointment_made')])).toEqual([])
  })
  test.each(['registered', 're_engaged'] as const)(
    '[S4] registered demands the date: %s',
    (kind) => {
      expect(missingFacts(aCard('registered'), [])).toEqual(['registration'])
      const registration = { kind, on, imilo: 'to_enter' } as const
      expect(missingFacts(aCard('registered', { registration }), [])).toEqual([])
    },
  )
  test.each([
    ['planned', ['follow_up']],
    ['unspecified', ['follow_up']],
    ['attended', []],
    ['absent', []],
    ['cancelled', []],
    ['postponed', []],
  ] as const)('[S4] followed up, the appointment %s: %j', (status, missing) => {
    const card = aCard('followed_up', { appointment: appointment(status) })
    expect(missingFacts(card, [])).toEqual(missing)
  })
  test('[S4] a referral is a follow-up; nothing at all is not', () => {
    const referral = { partner: partnerId.parse('partner-1'), on, status: 'open' } as const
    expect(missingFacts(aCard('followed_up'), [])).toEqual(['follow_up'])
    expect(missingFacts(aCard('followed_up', { referral }), [])).toEqual([])
  })
  test('[S4] not reached demands a reason', () => {
    expect(missingFacts(aCard('not_reached'), [])).toEqual(['not_reached_reason'])
    const notReached = { reason: 'refusal' } as const
    expect(missingFacts(aCard('not_reached', { notReached }), [])).toEqual([])
  })
})

describe('contact details', () => {
  test.each([
    [{ phones: 0, email: false, toRepair: false }, ['contact']],
    [{ phones: 1, email: false, toRepair: true }, ['contact']],
    [{ phones: 0, email: true, toRepair: false }, []],
  ])('[S4] %j misses %j, at every stage', (contact, missing) => {
    const found = stages.map((stage) =>
      missingFacts(aCard(stage, { contact }), []).filter((fact) => fact === 'contact'),
    )
    expect(found).toEqual(stages.map(() => missing))
  })
})

const at = (more: Partial<Place>): Place => ({
  stage: 'dispatched',
  lane,
  officer: null,
  rank: 'a0',
  ...more,
})

describe('places', () => {
  const ground: Ground = {
    hasLane: (one) => one === lane,
    officerOf: (who, where) => who === officer && where === lane,
  }
  test('[S3] a card enters in no lane; every later stage needs one', () => {
    const faults = stages.map((stage) => faultOf(at({ stage, lane: null }), ground))
    expect(faults).toEqual([null, ...Array.from({ length: 5 }, () => 'lane-needed')])
  })
  test('[S3] nobody holds a card that is still to dispatch', () => {
    expect(faultOf(at({ stage: 'received', lane: null, officer }), ground)).toBe(
      'officer-needs-lane',
    )
  })
  test('[S2] a lane exists and its officer belongs to it', () => {
    expect(faultOf(at({ officer }), ground)).toBeNull()
    expect(faultOf(at({ lane: laneId.parse('no-lane') }), ground)).toBe('lane-unknown')
    expect(faultOf(at({ officer: userId.parse('stranger') }), ground)).toBe('officer-elsewhere')
  })
})
