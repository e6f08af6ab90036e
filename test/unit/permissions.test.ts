import { describe, expect, test } from 'vitest'
import { cardFields } from '#shared/domain/card.ts'
import { day } from '#shared/domain/day.ts'
import { campaignId, laneId, userId } from '#shared/domain/ids.ts'
import { may, type Action, type Subject } from '#shared/domain/permissions.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Actor, Role } from '#shared/domain/roles.ts'
import { keysOf } from '#shared/keys.ts'

const me = userId.parse('me-myself')
const colleague = userId.parse('colleague')
const ours = laneId.parse('our-lane')
const theirs = laneId.parse('their-lane')

function anActor(role: Role, more: Partial<Actor> = {}): Actor {
  const campaign = campaignId.parse('campaign')
  return { user: me, campaign, role, lanes: [ours], template: 'mission_locale', ...more }
}

function aPlace(more: Partial<Place> = {}): Place {
  return { stage: 'dispatched', lane: ours, officer: null, rank: 'a0', ...more }
}

/** `yes`, or the rule and the code of the refusal. */
function answer(actor: Actor, action: Action, subject?: Subject): string {
  const right = may(actor, action, subject)
  return right.allowed ? 'yes' : `${right.rule} ${right.code}`
}

const roles: readonly Role[] = ['coordinator', 'manager', 'officer', 'observer', 'partner', 'admin']
const coordinatorOnly = 'P2 coordinator-only'
const readOnly = 'P5 read-only'
const partnerNo = 'P5 not-allowed'
const adminNo = 'P1 not-allowed'

/** A free card of one's own lane, which everybody who works there may touch. */
const free: Subject = { at: aPlace(), to: aPlace({ officer: me }) }
/** A colleague's card in another lane. */
const foreign: Subject = {
  at: aPlace({ lane: theirs, officer: colleague }),
  to: aPlace({ lane: theirs, officer: colleague, stage: 'registered' }),
}

type Row = readonly [action: Action, subject: Subject, answers: readonly string[]]
const rows: readonly Row[] = [
  ['board.open', {}, ['yes', 'yes', 'yes', 'yes', partnerNo, adminNo]],
  ['board.presence', {}, ['yes', 'yes', 'yes', 'yes', partnerNo, adminNo]],
  ['card.move', free, ['yes', 'yes', 'yes', readOnly, partnerNo, adminNo]],
  ['card.edit', free, ['yes', 'yes', 'yes', readOnly, partnerNo, adminNo]],
  ['attempt.add', free, ['yes', 'yes', 'yes', readOnly, partnerNo, adminNo]],
  ['dossier.open', free, ['yes', 'yes', 'yes', partnerNo, partnerNo, adminNo]],
  [
    'card.move',
    foreign,
    ['yes', 'P3 not-your-lane', 'P4 not-your-card', readOnly, partnerNo, adminNo],
  ],
  [
    'card.edit',
    foreign,
    ['yes', 'P3 not-your-lane', 'P4 not-your-card', readOnly, partnerNo, adminNo],
  ],
  [
    'attempt.add',
    foreign,
    ['yes', 'P3 not-your-lane', 'P4 not-your-card', readOnly, partnerNo, adminNo],
  ],
  [
    'dossier.open',
    foreign,
    ['yes', 'P7 not-your-lane', 'P7 not-your-card', partnerNo, partnerNo, adminNo],
  ],
  [
    'card.create',
    {},
    ['yes', coordinatorOnly, 'P4 coordinator-only', readOnly, partnerNo, adminNo],
  ],
  ['attempt.void', free, ['yes', coordinatorOnly, coordinatorOnly, readOnly, partnerNo, adminNo]],
  ['import.run', {}, ['yes', coordinatorOnly, coordinatorOnly, readOnly, partnerNo, adminNo]],
  ['triage.run', {}, ['yes', coordinatorOnly, coordinatorOnly, readOnly, partnerNo, adminNo]],
  ['lane.share', free, ['yes', 'yes', 'P4 take-it-yourself', readOnly, partnerNo, adminNo]],
  [
    'lane.share',
    {},
    ['yes', 'P3 not-your-lane', 'P4 take-it-yourself', readOnly, partnerNo, adminNo],
  ],
  ['lanes.edit', {}, ['yes', coordinatorOnly, coordinatorOnly, readOnly, partnerNo, 'yes']],
  ['people.edit', {}, ['yes', coordinatorOnly, coordinatorOnly, readOnly, partnerNo, 'yes']],
]

describe('every role, every action', () => {
  const cases = rows.flatMap(([action, subject, answers]) =>
    roles.map((role, i) => ({ role, action, subject, expected: answers[i] })),
  )
  test.each(cases)('[P2–P7] $role, $action: $expected', ({ role, action, subject, expected }) => {
    expect(answer(anActor(role), action, subject)).toBe(expected)
  })
})

describe('managers', () => {
  const manager = anActor('manager')
  const moved = (to: Partial<Place>, at: Partial<Place> = {}) =>
    answer(manager, 'card.move', { at: aPlace(at), to: aPlace(to) })

  test('[P3] a manager gives a card of their lane to any officer, at any stage', () => {
    expect(moved({ officer: colleague, stage: 'not_reached' })).toBe('yes')
  })
  test('[P3] a manager sends a card of their lane back to "À répartir"', () => {
    expect(moved({ lane: null, stage: 'received' })).toBe('yes')
  })
  test('[P3] a manager hands a card over to another lane, whose manager chooses the officer', () => {
    expect(moved({ lane: theirs })).toBe('yes')
    expect(moved({ lane: theirs, officer: colleague })).toBe('P3 not-your-lane')
  })
  test('[P3] a manager takes no card out of "À répartir" or another lane', () => {
    expect(moved({}, { lane: null, stage: 'received' })).toBe('P3 not-your-lane')
    expect(moved({}, { lane: theirs })).toBe('P3 not-your-lane')
  })
  test('[P3] a manager without a lane has no card', () => {
    const nobody = anActor('manager', { lanes: [] })
    expect(answer(nobody, 'card.edit', { at: aPlace() })).toBe('P3 not-your-lane')
    expect(answer(nobody, 'card.edit', {})).toBe('P3 not-your-lane')
  })
})

test('[P3] [S4] who sends a card back to nobody’s lane may still say why, and nothing else', () => {
  const at = aPlace({ stage: 'received', lane: null })
  const said = (role: Role, field: keyof typeof cardFields, where = at) =>
    answer(anActor(role), 'card.edit', { at: where, field })
  expect(said('manager', 'sentBack')).toBe('yes')
  expect(said('manager', 'wish')).toBe('P3 not-your-lane')
  expect(said('manager', 'sentBack', aPlace({ lane: theirs }))).toBe('P3 not-your-lane')
  expect(said('officer', 'sentBack')).toBe('P4 not-your-card')
  expect(said('observer', 'sentBack')).toBe('P5 read-only')
})

test('[P3] who handed a card over may take it back into their lane and say why, as long as it waits there', () => {
  const handover = { from: ours, to: theirs, by: me, on: day.parse('2026-11-02') }
  const at = aPlace({ lane: theirs })
  const moved = (role: Role, to: Partial<Place>, more: Partial<Subject> = {}) =>
    answer(anActor(role), 'card.move', { at, to: aPlace(to), handover, ...more })
  expect(moved('manager', {})).toBe('yes')
  expect(moved('manager', {}, { handover: null })).toBe('P3 not-your-lane')
  expect(moved('manager', { lane: laneId.parse('third-lane') })).toBe('P3 not-your-lane')
  expect(moved('manager', {}, { at: aPlace({ lane: laneId.parse('third-lane') }) })).toBe(
    'P3 not-your-lane',
  )
  expect(moved('officer', {})).toBe('P4 not-your-card')
  const says = (field: keyof typeof cardFields) =>
    answer(anActor('manager'), 'card.edit', { at, field, handover })
  expect([says('handover'), says('wish')]).toEqual(['yes', 'P3 not-your-lane'])
})

describe('officers of a mission locale', () => {
  const officer = anActor('officer')
  const moved = (at: Partial<Place>, to: Partial<Place>) =>
    answer(officer, 'card.move', { at: aPlace(at), to: aPlace(to) })

  test('[P4] an officer moves their own cards inside their lane', () => {
    expect(moved({ officer: me }, { officer: me, stage: 'registered' })).toBe('yes')
  })
  test('[P4] an officer takes a free card, but works none without taking it', () => {
    expect(moved({}, { officer: me, stage: 'first_contact' })).toBe('yes')
    expect(moved({}, { stage: 'first_contact' })).toBe('P4 take-it-yourself')
    expect(moved({}, { officer: colleague })).toBe('P4 take-it-yourself')
  })
  test('[P4] [S6] an officer puts back a card they hold', () => {
    expect(moved({ officer: me }, {})).toBe('yes')
  })
  test('[P4] an officer touches no card of a colleague, even in their lane', () => {
    expect(moved({ officer: colleague }, { officer: me })).toBe('P4 not-your-card')
    expect(answer(officer, 'attempt.add', { at: aPlace({ officer: colleague }) })).toBe(
      'P4 not-your-card',
    )
  })
  test('[P4] an officer keeps a card assigned to them outside their lane, but moves none across lanes', () => {
    expect(answer(officer, 'card.edit', { at: aPlace({ lane: theirs, officer: me }) })).toBe('yes')
    expect(moved({ officer: me }, { officer: me, lane: theirs })).toBe('P4 not-your-lane')
    expect(moved({ officer: me }, { lane: null, stage: 'received' })).toBe('P4 not-your-lane')
  })
  test('[P4] an officer has nothing in "À répartir"', () => {
    const at = aPlace({ lane: null, stage: 'received' })
    expect(answer(officer, 'card.edit', { at })).toBe('P4 not-your-card')
    expect(answer(officer, 'dossier.open', { at })).toBe('P7 not-your-card')
  })
})

describe('officers of a telephone platform', () => {
  const officer = anActor('officer', { template: 'platform', lanes: [] })
  const places: [string, Place][] = [
    ['in "À répartir"', aPlace({ lane: null, stage: 'received' })],
    ['of a colleague', aPlace({ officer: colleague })],
    ['of any lane', aPlace({ lane: theirs })],
  ]
  test.each(places)('[P4] any card of the pool is theirs to work: one %s', (_, at) => {
    const to = aPlace({ lane: theirs, officer: colleague })
    const actions: Action[] = [
      'card.move',
      'card.edit',
      'attempt.add',
      'dossier.open',
      'lane.share',
    ]
    const answers = actions.map((action) => answer(officer, action, { at, to }))
    expect(answers).toEqual(['yes', 'yes', 'yes', 'yes', 'yes'])
  })
  test('[P4] an officer of the pool makes a card of an inbound call', () => {
    expect(answer(officer, 'card.create')).toBe('yes')
  })
})

describe('fields', () => {
  test.each(['imiloVerified', 'rioEntered'] as const)(
    '[P6] only the coordinator ticks %s',
    (field) => {
      const answers = roles.map((role) => answer(anActor(role), 'card.edit', { ...free, field }))
      const no = 'P6 coordinator-only'
      expect(answers).toEqual(['yes', no, no, no, no, no])
    },
  )
  test.each(['who', 'received', 'contact', 'referent', 'setAside'] as const)(
    '[P2] nobody but the server writes %s',
    (field) => {
      const answers = roles.map((role) => answer(anActor(role), 'card.edit', { ...free, field }))
      expect(new Set(answers)).toEqual(new Set(['P2 server-only']))
    },
  )
  test('[P4] a place written as a fact is judged as the move it is', () => {
    const subject: Subject = { at: aPlace(), to: aPlace({ stage: 'registered' }), field: 'at' }
    expect(answer(anActor('officer'), 'card.edit', subject)).toBe('P4 take-it-yourself')
  })
  test('[P5] an observer edits no field', () => {
    const refused = keysOf(cardFields).filter(
      (field) => answer(anActor('observer'), 'card.edit', { ...free, field }) !== 'yes',
    )
    expect(refused).toEqual(keysOf(cardFields))
  })
})
