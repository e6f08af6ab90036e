// Hand-overs that wait for an answer, as one lane sees them. [P3]
import { may } from '#shared/domain/permissions.ts'
import type { LaneId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { CardView } from '../card-view.ts'

export interface Waiting {
  readonly incoming: readonly CardView[]
  readonly outgoing: readonly CardView[]
}

export function waitingIn(lane: LaneId, views: Iterable<CardView>): Waiting {
  const incoming: CardView[] = []
  const outgoing: CardView[] = []
  for (const view of views) {
    const { handover } = view.card
    if (handover?.to === lane) incoming.push(view)
    if (handover?.from === lane) outgoing.push(view)
  }
  return { incoming: sorted(incoming), outgoing: sorted(outgoing) }
}

/** The other manager, or the coordinator in their place. */
export function mayAnswer(actor: Actor | null, { card }: CardView): boolean {
  const { at, handover } = card
  if (!actor || !handover || at.lane !== handover.to || actor.role === 'officer') return false
  return (
    may(actor, 'card.edit', { at, field: 'handover', handover }).allowed && !isSender(actor, card)
  )
}

export function mayTakeBack(actor: Actor | null, { card }: CardView): boolean {
  return actor !== null && isSender(actor, card)
}

function isSender(actor: Actor, { handover }: CardView['card']): boolean {
  return actor.role === 'manager' && handover !== null && actor.lanes.includes(handover.from)
}

function sorted(views: CardView[]): CardView[] {
  return views.toSorted((a, b) => (a.dueKey < b.dueKey ? -1 : Number(a.dueKey > b.dueKey)))
}
