// Handing a card over to another lane: it goes there at once, and the other RS accepts or returns it. [P3]
import type { CardValues } from './card.ts'
import type { Day } from './day.ts'
import type { Place } from './place.ts'
import type { Actor } from './roles.ts'

type Handover = CardValues['handover']

/** A manager gives a card of a lane back to "À répartir": whatever reason an earlier one had is not this one's. */
export function sendsBack(
  from: Pick<Place, 'lane'>,
  to: Pick<Place, 'lane'>,
  role: Actor['role'],
): boolean {
  return role === 'manager' && from.lane !== null && to.lane === null
}

/**
 * What a move makes of a card's hand-over: a new one when a manager sends it to a lane that is not theirs; none any more
 * once it is given to an officer there (accepted), or has left that lane (returned, taken back); else as it is.
 */
export function handoverAfter(
  { at, handover }: Pick<CardValues, 'at' | 'handover'>,
  to: Pick<Place, 'lane' | 'officer'>,
  by: { readonly actor: Actor; readonly today: Day },
): Handover {
  const { actor, today } = by
  const returns = handover !== null && to.lane === handover.from
  if (
    actor.role === 'manager' &&
    at.lane !== null &&
    to.lane !== null &&
    to.lane !== at.lane &&
    !actor.lanes.includes(to.lane) &&
    !returns
  ) {
    return { from: at.lane, to: to.lane, by: actor.user, on: today }
  }
  if (handover === null) return null
  return to.lane === handover.to && to.officer === null ? handover : null
}
