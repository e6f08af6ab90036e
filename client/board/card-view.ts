// A card as the board shows it: one immutable value, made anew when something it is made of changes.
import type { Attempt, Reach } from '#shared/domain/attempt.ts'
import { outcomes } from '#shared/domain/attempt.ts'
import type { Card } from '#shared/domain/card.ts'
import { nextDue, urgencyOf, type Due, type Urgency } from '#shared/domain/clocks.ts'
import { missingFacts, type MissingFact } from '#shared/domain/completeness.ts'
import { addDays, type Day } from '#shared/domain/day.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { inStageSince } from '#shared/domain/in-stage.ts'
import { fold, fullName } from '#shared/domain/names.ts'
import type { CampaignSettings } from '#shared/domain/templates.ts'

export interface CardView {
  readonly id: CardId
  readonly card: Card
  /** First name, then last name, as people say it. */
  readonly name: string
  /** Folded words of the name, then each part in one piece: "N’Guessan" is found by both "guessan" and "nguessan". */
  readonly search: string
  readonly due: Due
  readonly urgency: Urgency
  /** Oldest first; void ones are left out. */
  readonly attempts: readonly Attempt[]
  readonly missing: readonly MissingFact[]
  /** Sorts by deadline: late days, then what is to be done at once, then later days, then nothing due. */
  readonly dueKey: string
}

/** What every card is seen against. */
export interface Sight {
  readonly settings: CampaignSettings
  readonly today: Day
}

export function viewCard(card: Card, attempts: readonly Attempt[], sight: Sight): CardView {
  const sorted = attempts.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const reached = sorted.some((attempt) => reachOf(attempt) === 'reached')
  const due = nextDue(card, reached, sight.settings)
  const urgency = urgencyOf(due, sight.today)
  const { firstName, lastName } = card.who
  return {
    id: card.id,
    card,
    name: fullName(card.who),
    search: searchable(lastName, firstName),
    due,
    urgency,
    attempts: sorted,
    missing: missingFacts(card, sorted),
    dueKey: dueKeyOf(due, urgency, sight.today),
  }
}

function searchable(lastName: string, firstName: string): string {
  const last = fold(lastName)
  const first = fold(firstName)
  return `${last} ${first} ${last.replaceAll(' ', '')} ${first.replaceAll(' ', '')}`
}

export function reachOf(attempt: Attempt): Reach {
  return outcomes[attempt.outcome]
}

function dueKeyOf(due: Due, urgency: Urgency, today: Day): string {
  if (due.on !== null) return due.on
  // To be registered or decided now: after what is late, before what is due today.
  return urgency === 'soon' ? `${addDays(today, -1)}~` : '9999'
}

export type Order = 'due' | 'name' | 'age' | 'rank'
export const orders = ['due', 'name', 'age', 'rank'] as const satisfies readonly Order[]

/** Comparison of two cards of one cell; total, so that every screen shows the same order. */
export function comparison(order: Order): (a: CardView, b: CardView) => number {
  switch (order) {
    case 'due':
      return (a, b) =>
        codeUnits(a.dueKey, b.dueKey) || a.attempts.length - b.attempts.length || byName(a, b)
    case 'name':
      return byName
    case 'age':
      return (a, b) => codeUnits(sinceOf(a), sinceOf(b)) || byName(a, b)
    case 'rank':
      return (a, b) => codeUnits(a.card.at.rank, b.card.at.rank) || codeUnits(a.id, b.id)
  }
}

/** The day since when the card is in its stage; told only where it is asked for, and then kept. */
const sinces = new WeakMap<CardView, Day>()
export function sinceOf(view: CardView): Day {
  let since = sinces.get(view)
  if (since === undefined) {
    since = inStageSince(view.card, view.attempts)
    sinces.set(view, since)
  }
  return since
}

function byName(a: CardView, b: CardView): number {
  return codeUnits(a.search, b.search) || codeUnits(a.id, b.id)
}

function codeUnits(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
