import type { Outcome } from '#shared/domain/attempt.ts'
import type { CardValues } from '#shared/domain/card.ts'
import { addDays } from '#shared/domain/day.ts'
import { proposedAppointment } from '#shared/domain/clocks.ts'
import { afterWorkingDays, toLocalMinute, workingDayFrom, type Moment } from './calendar.ts'
import type { Held, Step } from './step.ts'

// What follows a youth who was reached: a refusal, a solution of their own, or registration, appointment and follow-up.

type Situation = Exclude<NonNullable<CardValues['closed']>['situation'], 'undone' | 'duplicate'>

const solutions: Partial<Record<Outcome, Situation>> = {
  in_employment: 'short_employment',
  in_training: 'training',
  in_apprenticeship: 'apprenticeship',
  in_school: 'school',
  in_civic_service: 'civic_service',
}

/** Where a youth stands who will not be accompanied; null when they will. */
export function refused(
  held: Held,
  outcome: Outcome,
  moment: Moment,
): Required<Pick<Step, 'place' | 'values'>> | null {
  const place = { stage: 'not_reached', lane: held.lane, officer: held.officer } as const
  if (outcome === 'moved_away') return { place, values: { notReached: { reason: 'moved_away' } } }
  if (outcome === 'do_not_contact') {
    const noContact = { by: held.officer, on: moment.on }
    return { place, values: { notReached: { reason: 'refusal' }, noContact } }
  }
  if (outcome === 'refused' || outcome === 'searching_alone')
    return { place, values: { notReached: { reason: 'refusal' } } }
  return null
}

export function afterContact(held: Held, outcome: Outcome, reached: Moment): Step[] {
  const { random } = held
  const found = solutions[outcome]
  if (found)
    return random.chance(0.7) ? [closing(held, afterWorkingDays(reached.on, 2), found)] : []
  // Some say yes on the phone and are not heard of again.
  return random.chance(0.84) ? registration(held, reached) : []
}

function registration(held: Held, reached: Moment): Step[] {
  const { random, crew, officer, lane } = held
  const on = afterWorkingDays(
    reached.on,
    random.weighted([
      [1, 40],
      [2, 25],
      [4, 25],
      [8, 10],
    ]),
  )
  const due = {
    on: workingDayFrom(proposedAppointment(on, crew.settings)),
    minute: random.int(18, 32) * 30,
  }
  const facts: Step['values'] = {
    registration: {
      kind: held.known === 'unknown' ? 'registered' : 're_engaged',
      on,
      imilo: random.chance(0.8) ? 'recorded' : 'to_enter',
    },
    appointment: { at: toLocalMinute(due), status: 'planned' },
  }
  const registered: Step = {
    by: officer,
    on,
    minute: random.int(560, 1060),
    place: { stage: 'registered', lane, officer },
    // Now and then nobody fills the form: "à compléter".
    values: random.chance(0.97) ? facts : {},
  }
  return [registered, ...verification(held, registered), ...appointment(held, due)].toSorted(inTime)
}

/** [P6] The coordinator checks the i-milo entry and enters the RIO dispositif. */
function verification({ random, crew }: Held, registered: Moment): Step[] {
  const by = crew.coordinator
  if (!random.chance(0.8)) return []
  const on = afterWorkingDays(registered.on, random.int(1, 5))
  const verified: Step = { by, on, minute: 560, values: { imiloVerified: { by, on } } }
  if (!random.chance(0.8)) return [verified]
  const later = afterWorkingDays(on, random.int(0, 4))
  return [verified, { by, on: later, minute: 561, values: { rioEntered: { by, on: later } } }]
}

function appointment(held: Held, due: Moment): Step[] {
  const { random, officer, lane } = held
  const at = toLocalMinute(due)
  const said: Moment = { on: due.on, minute: 1090 }
  const what = random.weighted<'attended' | 'absent' | 'postponed' | 'unsaid'>([
    ['attended', 66],
    ['absent', 15],
    ['postponed', 14],
    ['unsaid', 9],
  ])
  switch (what) {
    case 'attended':
      return [
        {
          by: officer,
          ...said,
          place: { stage: 'followed_up', lane, officer },
          values: { appointment: { at, status: 'attended' } },
        },
        ...followUp(held, due),
      ]
    case 'absent':
      return [{ by: officer, ...said, values: { appointment: { at, status: 'absent' } } }]
    case 'postponed': {
      const later = { on: workingDayFrom(addDays(due.on, 9)), minute: due.minute }
      return [
        {
          by: officer,
          ...said,
          values: { appointment: { at: toLocalMinute(later), status: 'planned' } },
        },
        {
          by: officer,
          on: later.on,
          minute: 1090,
          place: { stage: 'followed_up', lane, officer },
          values: { appointment: { at: toLocalMinute(later), status: 'attended' } },
        },
      ]
    }
    case 'unsaid': {
      // Nobody wrote down what happened, for a while.
      const on = afterWorkingDays(due.on, random.int(2, 12))
      return [
        {
          by: officer,
          on,
          minute: 1090,
          place: { stage: 'followed_up', lane, officer },
          values: { appointment: { at, status: 'attended' } },
        },
        ...followUp(held, { on, minute: 1090 }),
      ]
    }
  }
}

function followUp(held: Held, seen: Moment): Step[] {
  const { random, crew, officer } = held
  const on = afterWorkingDays(seen.on, random.int(8, 20))
  if (random.chance(0.25)) {
    const partner = random.pick(crew.partners)
    const sent = afterWorkingDays(seen.on, random.int(1, 4))
    return [
      {
        by: officer,
        on: sent,
        minute: 1065,
        values: { referral: { partner, on: sent, status: 'open' } },
      },
      {
        by: officer,
        on,
        minute: 1066,
        values: {
          referral: { partner, on: sent, status: random.pick(['accepted', 'accepted', 'refused']) },
        },
      },
    ]
  }
  if (!random.chance(0.35)) return []
  return [
    closing(
      held,
      on,
      random.pick([
        'training',
        'apprenticeship',
        'lasting_employment',
        'school',
        'second_chance',
        'ml_support',
      ]),
    ),
  ]
}

/** [S7] Off the board, with the situation found. */
function closing({ officer }: Held, on: Moment['on'], situation: Situation): Step {
  return { by: officer, on, minute: 1095, values: { closed: { situation, by: officer, on } } }
}

function inTime(a: Moment, b: Moment): number {
  return a.on === b.on ? a.minute - b.minute : a.on < b.on ? -1 : 1
}
