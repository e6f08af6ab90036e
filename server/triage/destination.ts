// Where a decided card goes: what the coordinator chose, or what triage proposes. Pure.
import type { Destination } from '#shared/contracts/triage.ts'
import type { CardValues } from '#shared/domain/card.ts'
import { findReferent, proposeDispatch, type Staff } from '#shared/domain/dispatch.ts'
import type { UserId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import { whereaboutsOf } from '#shared/domain/sectors.ts'
import { unusable } from '#server/errors.ts'

/** What triage says of the youth, written with the place. */
export type Said = Pick<CardValues, 'known' | 'referent'>

/** The officer of this campaign whom i-milo names as référent; null where there is none, or nobody here any more. */
export function referentHere(advisor: string | null, staff: Staff): UserId | null {
  const found = advisor === null ? null : findReferent(advisor, staff)
  return found?.kind === 'here' ? found.officer : null
}

type At = Pick<Place, 'stage' | 'lane' | 'officer'>

/** The place without its rank; null where a person has to choose. */
export function proposedPlace(card: CardValues, said: Said, staff: Staff): At | null {
  const proposed = proposeDispatch({ ...said, ...whereaboutsOf(card) }, staff)
  return proposed.kind === 'to' ? proposed.at : null
}

/**
 * A chosen place without its rank: given to an officer it is "Transmis", to a lane it waits in "Reçu" until its RS gives it
 * [BR-05, BR-06]. Throws 422 for a lane that takes no card, or an officer who does not work there.
 */
export function chosenPlace({ lane, officer }: Destination, staff: Staff): At {
  const open = staff.lanes.find((one) => one.id === lane && one.archived !== true)
  if (!open) throw unusable('lane-unknown', 'This lane takes no card any more.')
  const works = [...open.officers, ...staff.pool].some((one) => one.id === officer)
  if (officer !== null && !works) {
    throw unusable('officer-elsewhere', 'This officer does not work in this lane.')
  }
  return { stage: officer === null ? 'received' : 'dispatched', lane, officer }
}
