// "À répartir" to the lanes: what would go where, and what a person has to decide. Pure.
import { proposeDispatch, type Dispatch, type Staff } from '#shared/domain/dispatch.ts'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import { listNamesOf, whereaboutsOf } from '#shared/domain/sectors.ts'
import type { CardView } from '../card-view.ts'
import type { Frame } from '../frame.ts'

export type PlanReason =
  | 'referent'
  | 'referent-left'
  | 'territory'
  | 'post-code'
  | 'only-lane'
  | 'hand'
  | 'several'
  | 'no-post-code'
  | 'nobody-serves-it'

/** `at` null: it stays in "À répartir", because a person has to decide or has decided so. */
export interface Plan {
  readonly card: CardId
  readonly at: Pick<Place, 'stage' | 'lane' | 'officer'> | null
  readonly why: PlanReason
}

/** What a person chose for a card; null: it stays. */
export type Chosen = ReadonlyMap<CardId, LaneId | null>

export function staffIn(frame: Frame): Staff {
  return {
    lanes: frame.lanes.map(({ id, entry }) => ({
      id,
      names: listNamesOf(entry, frame.template),
      postCodes: entry.postCodes,
      officers: entry.officers,
    })),
    pool: frame.pool,
  }
}

export function proposalFor({ card }: CardView, staff: Staff): Dispatch {
  const { known, referent } = card
  return proposeDispatch({ known, referent, ...whereaboutsOf(card) }, staff)
}

export function planFor(view: CardView, staff: Staff, chosen: Chosen): Plan {
  const card = view.id
  const lane = chosen.get(card)
  if (lane !== undefined) {
    const at = lane === null ? null : ({ stage: 'received', lane, officer: null } as const)
    return { card, at, why: 'hand' }
  }
  const proposal = proposalFor(view, staff)
  if (proposal.kind === 'to') return { card, at: proposal.at, why: proposal.why }
  const { sector } = proposal
  return { card, at: null, why: sector.kind === 'several' ? 'several' : sector.why }
}

/** Cards that wait in "À répartir"; [A5] nobody sends on who asked not to be contacted. */
export function waitingCards(views: Iterable<CardView>): CardView[] {
  const found: CardView[] = []
  for (const view of views) {
    if (view.card.at.lane === null && view.card.noContact === null) found.push(view)
  }
  return found.toSorted((a, b) => (a.dueKey < b.dueKey ? -1 : Number(a.dueKey > b.dueKey)))
}

/** Triage comes first: who is not yet known or unknown may have a référent. */
export function isTriaged({ card }: CardView): boolean {
  return card.known !== 'untriaged'
}

export interface LanePlan {
  readonly lane: LaneId
  readonly plans: readonly Plan[]
  readonly referents: number
}

/** By lane in the board's order, and what is left to a person. */
export function groupPlans(
  plans: readonly Plan[],
  frame: Frame,
): { readonly lanes: readonly LanePlan[]; readonly open: readonly Plan[] } {
  const lanes = frame.lanes.flatMap(({ id }): LanePlan[] => {
    const own = plans.filter((plan) => plan.at?.lane === id)
    const referents = own.filter((plan) => plan.why === 'referent').length
    return own.length > 0 ? [{ lane: id, plans: own, referents }] : []
  })
  return { lanes, open: plans.filter((plan) => plan.at === null) }
}
