// [S4] What a stage asks of a card, and what an answer writes. Pure: the clock and the zone are the caller's.
import {
  channel,
  outcome,
  outcomes,
  type Attempt,
  type Channel,
  type Outcome,
} from '#shared/domain/attempt.ts'
import {
  handoverReason,
  sendBackReason,
  type CardField,
  type CardValues,
} from '#shared/domain/card.ts'
import { proposedAppointment } from '#shared/domain/clocks.ts'
import type { MissingFact } from '#shared/domain/completeness.ts'
import { day, localMinute, type Day, type LocalMinute } from '#shared/domain/day.ts'
import { sendsBack } from '#shared/domain/handover.ts'
import type { UserId } from '#shared/domain/ids.ts'
import { may, type Right } from '#shared/domain/permissions.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Actor, Role } from '#shared/domain/roles.ts'
import type { CampaignSettings } from '#shared/domain/templates.ts'
import type { CardView } from './card-view.ts'

/** What is asked: a fact of the stage, or why a manager sends the card back or hands it over. [S4, P3] */
export type Demand = Exclude<MissingFact, 'contact'> | 'handover'

/** The fact that the card's stage lacks; contact details are the dossier's. */
export function demandOf(view: Pick<CardView, 'missing'>): Demand | null {
  return view.missing.find((fact) => fact !== 'contact') ?? null
}

/** What a move to where the card now stands asks of who moved it. */
export function demandAfter(from: Place, view: CardView, role: Role): Demand | null {
  const { at } = view.card
  if (sendsBack(from, at, role)) return 'sent_back'
  if (role === 'manager' && from.lane !== at.lane && stillAsked('handover', view)) return 'handover'
  return from.stage === at.stage ? null : demandOf(view)
}

/** Whether `demand` still stands. */
export function stillAsked(demand: Demand, view: CardView): boolean {
  if (demand === 'handover') {
    const { handover } = view.card
    return handover !== null && handover.reason === undefined
  }
  return view.missing.includes(demand)
}

const fields = {
  registration: 'registration',
  follow_up: 'appointment',
  not_reached_reason: 'notReached',
  sent_back: 'sentBack',
  handover: 'handover',
} as const satisfies Record<Exclude<Demand, 'reached_attempt'>, CardField>

/** Key of the card that holds the answer; null: it is an attempt. */
export function fieldOf(demand: Demand): CardField | null {
  return demand === 'reached_attempt' ? null : fields[demand]
}

/** Whether this person may answer, as the server will judge it. */
export function mayTell(actor: Actor, demand: Demand, { card }: Pick<CardView, 'card'>): Right {
  const { at, handover } = card
  const field = fieldOf(demand)
  return field === null
    ? may(actor, 'attempt.add', { at })
    : may(actor, 'card.edit', { at, handover, field })
}

/** The answer that stands on the card, to be compared: another one than before is somebody's who was faster. */
export function standingAnswer(demand: Demand, { card, attempts }: CardView): string {
  switch (demand) {
    case 'reached_attempt':
      return JSON.stringify(attempts.findLast(isReached) ?? null)
    case 'follow_up':
      return JSON.stringify([card.appointment, card.referral])
    case 'handover':
      return JSON.stringify(card.handover?.reason ?? null)
    case 'registration':
    case 'not_reached_reason':
    case 'sent_back':
      return JSON.stringify(card[fields[demand]])
  }
}

export function isReached({ outcome: result }: Attempt): boolean {
  return outcomes[result] === 'reached'
}

export const toldStatuses = ['attended', 'absent', 'cancelled', 'postponed'] as const
export const notReachedReasons = [
  'policy_exhausted',
  'refusal',
  'wrong_details',
  'moved_away',
] as const
export const sendBackReasons = sendBackReason.options

export const handoverReasons = handoverReason.options

/** What is typed, for every demand at once; an empty text is not chosen yet. */
export interface Draft {
  readonly channel: Channel
  readonly outcome: Outcome | ''
  /** Local minute of the attempt. */
  readonly at: string
  readonly kind: 'registered' | 're_engaged'
  readonly on: string
  readonly imilo: 'recorded' | 'to_enter'
  readonly proposes: boolean
  /** Local minute of the appointment. */
  readonly appointment: string
  readonly status: (typeof toldStatuses)[number] | ''
  readonly reason: (typeof notReachedReasons)[number] | ''
  readonly backReason: (typeof sendBackReasons)[number] | ''
  readonly overReason: (typeof handoverReasons)[number] | ''
}

/** Hour that an appointment is proposed for. */
const usualHour = 'T10:00'

export function firstDraft(
  view: CardView,
  sight: { settings: CampaignSettings; now: LocalMinute },
): Draft {
  const today = day.parse(sight.now.slice(0, 10))
  const { known, appointment } = view.card
  const isKnown = known === 'known_active' || known === 'known_inactive'
  const registering = view.card.at.stage === 'registered'
  return {
    channel: 'phone',
    outcome: '',
    at: sight.now,
    kind: isKnown ? 're_engaged' : 'registered',
    on: today,
    imilo: 'to_enter',
    proposes: true,
    appointment:
      appointment?.at ??
      `${registering ? proposedAppointment(today, sight.settings) : today}${usualHour}`,
    status: '',
    reason: '',
    backReason: '',
    overReason: '',
  }
}

/** The same draft for another day of registration: the proposal follows while nobody has set an hour of their own. */
export function withDay(draft: Draft, on: string, settings: CampaignSettings): Draft {
  const proposal = proposalFor(draft.on, settings)
  const next = proposalFor(on, settings)
  const follows = proposal !== null && next !== null && draft.appointment === proposal
  return { ...draft, on, appointment: follows ? next : draft.appointment }
}

function proposalFor(on: string, settings: CampaignSettings): string | null {
  const parsed = day.safeParse(on)
  return parsed.success ? `${proposedAppointment(parsed.data, settings)}${usualHour}` : null
}

export type Fault = 'needed' | 'badDay' | 'future'
export type Faults = { readonly [K in keyof Draft]?: Fault }

export type Answer =
  | { readonly kind: 'attempt'; readonly attempt: Attempt }
  | { readonly kind: 'edit'; readonly values: { [F in CardField]?: CardValues[F] } }
  | { readonly kind: 'faulty'; readonly faults: Faults }

/** What the draft writes, or what it lacks. */
export function answerOf(
  demand: Demand,
  draft: Draft,
  by: { view: CardView; user: UserId; now: LocalMinute; instantOf: (at: LocalMinute) => string },
): Answer {
  const today: Day = day.parse(by.now.slice(0, 10))
  switch (demand) {
    case 'reached_attempt': {
      const at = localMinute.safeParse(draft.at)
      if (draft.outcome === '') return faulty({ outcome: 'needed' })
      if (!at.success) return faulty({ at: 'badDay' })
      if (at.data > by.now) return faulty({ at: 'future' })
      const { channel: by_, outcome: result } = draft
      return {
        kind: 'attempt',
        attempt: {
          card: by.view.id,
          channel: by_,
          outcome: result,
          at: by.instantOf(at.data),
          by: by.user,
        },
      }
    }
    case 'registration': {
      const on = day.safeParse(draft.on)
      if (!on.success) return faulty({ on: 'badDay' })
      if (on.data > today) return faulty({ on: 'future' })
      const registration = { kind: draft.kind, on: on.data, imilo: draft.imilo }
      if (!draft.proposes || by.view.card.appointment !== null) {
        return { kind: 'edit', values: { registration } }
      }
      const at = localMinute.safeParse(draft.appointment)
      if (!at.success) return faulty({ appointment: 'badDay' })
      return {
        kind: 'edit',
        values: { registration, appointment: { at: at.data, status: 'planned' } },
      }
    }
    case 'follow_up': {
      const at = localMinute.safeParse(draft.appointment)
      if (draft.status === '') return faulty({ status: 'needed' })
      if (!at.success) return faulty({ appointment: 'badDay' })
      return { kind: 'edit', values: { appointment: { at: at.data, status: draft.status } } }
    }
    case 'not_reached_reason':
      if (draft.reason === '') return faulty({ reason: 'needed' })
      return { kind: 'edit', values: { notReached: { reason: draft.reason } } }
    case 'sent_back':
      if (draft.backReason === '') return faulty({ backReason: 'needed' })
      return {
        kind: 'edit',
        values: { sentBack: { reason: draft.backReason, by: by.user, on: today } },
      }
    case 'handover': {
      const { handover } = by.view.card
      if (draft.overReason === '' || !handover) return faulty({ overReason: 'needed' })
      return { kind: 'edit', values: { handover: { ...handover, reason: draft.overReason } } }
    }
  }
}

function faulty(faults: Faults): Answer {
  return { kind: 'faulty', faults }
}

export const channels = channel.options

/** Outcomes that stop the clock of the first contact, then the others. [C1] */
export const outcomeGroups = {
  reached: outcome.options.filter((one) => outcomes[one] === 'reached'),
  notReached: outcome.options.filter((one) => outcomes[one] !== 'reached'),
} as const
