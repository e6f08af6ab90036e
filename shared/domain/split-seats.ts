// The officers of an even split while cards are given to them, and what a card weighs in it. Pure.
import type { Day } from './day.ts'
import type { CardId, UserId } from './ids.ts'
import { shareOfPresence, type Absence } from './presence.ts'

export interface SplitOfficer {
  readonly id: UserId
  /** Cards a week; also what the officer may at most get in one split. */
  readonly weeklyQuota: number
  readonly absences: readonly Absence[]
  /** Cards being worked on already, those of the split not counted. */
  readonly active: number
  /** Cards that an earlier part of the same split has given them: load, and out of the quota. */
  readonly given: number
}

export interface SplitCard {
  readonly id: CardId
  readonly referent: UserId | null
  /** The same text on the cards of brothers and sisters; null: none known. */
  readonly household: string | null
  /** Who has a brother or sister already. */
  readonly siblingWith: UserId | null
  readonly minor: boolean
  /** Has asked to be called back. */
  readonly callback: boolean
  readonly qpv: boolean
  /** Sorts by deadline, the earliest first. */
  readonly due: string
}

export interface SplitRules {
  readonly keepReferent: boolean
  /** Weigh by quota and absence, give nothing to who is away today, and nobody more than their quota. */
  readonly workingTime: boolean
  readonly spreadQpv: boolean
}

export type Trait = 'minor' | 'callback' | 'qpv'

export interface Seat {
  readonly officer: UserId
  /** 0: takes nothing. */
  readonly weight: number
  /** Cards that may still be given. */
  room: number
  load: number
  readonly traits: Map<Trait, number>
}

export function seatOf(officer: SplitOfficer, today: Day, { workingTime }: SplitRules): Seat {
  const { id, weeklyQuota, absences, active, given } = officer
  const weight = workingTime ? weeklyQuota * shareOfPresence(absences, today) : 1
  const room = !workingTime ? Infinity : weight > 0 ? Math.max(0, weeklyQuota - given) : 0
  return { officer: id, weight, room, load: active + given, traits: new Map() }
}

export function giveTo(seat: Seat, card: SplitCard): void {
  seat.load += 1
  seat.room -= 1
  for (const trait of traitsOf(card)) seat.traits.set(trait, (seat.traits.get(trait) ?? 0) + 1)
}

function traitsOf(card: SplitCard): Trait[] {
  return [
    ...(card.minor ? (['minor'] as const) : []),
    ...(card.callback ? (['callback'] as const) : []),
    ...(card.qpv ? (['qpv'] as const) : []),
  ]
}

/** What a card is dealt by: the first of its traits that is spread over everybody. */
export function dealtBy(card: SplitCard, { spreadQpv }: SplitRules): Trait | null {
  return traitsOf(card).find((trait) => trait !== 'qpv' || spreadQpv) ?? null
}

/** The most urgent first: minors, callbacks, then by deadline. Total, so that every screen has the same order. */
export function byUrgency(a: SplitCard, b: SplitCard): number {
  return (
    Number(b.minor) - Number(a.minor) ||
    Number(b.callback) - Number(a.callback) ||
    byText(a.due, b.due) ||
    byText(a.id, b.id)
  )
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
