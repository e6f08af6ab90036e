// Where triage sends a card: a known youth to their référent, everybody else to the RS of their sector. [capability 3]
import type { CardValues } from './card.ts'
import type { LaneId, UserId } from './ids.ts'
import { fold } from './names.ts'
import type { Place } from './place.ts'
import { proposeLane, type Sector, type SectorProposal, type Whereabouts } from './sectors.ts'

export interface Staffed extends Sector {
  readonly officers: readonly { readonly id: UserId; readonly name: string }[]
}

/** The lanes with who works there, and, on the telephone platform, the pool that works for all of them. */
export interface Staff {
  readonly lanes: readonly Staffed[]
  readonly pool: readonly { readonly id: UserId; readonly name: string }[]
}

export type Referent =
  /** `lane` null: an officer of the pool, who works in none. */
  | { readonly kind: 'here'; readonly officer: UserId; readonly lane: LaneId | null }
  /** Two people of this campaign have that name. */
  | { readonly kind: 'several' }
  /** Nobody here has that name: moved on, or of another structure. */
  | { readonly kind: 'left' }

/** Who an extract names as conseiller référent ("KOWALSKI Agnès"): the order of the names, accents and case do not count. */
export function findReferent(name: string, { lanes, pool }: Staff): Referent {
  const sought = unordered(name)
  const everybody = [
    ...lanes
      .filter((lane) => lane.archived !== true)
      .flatMap((lane) => lane.officers.map((officer) => ({ ...officer, lane: lane.id }))),
    ...pool.map((officer) => ({ ...officer, lane: null })),
  ]
  const found = sought === '' ? [] : everybody.filter((one) => unordered(one.name) === sought)
  const [first] = found
  if (!first) return { kind: 'left' }
  return found.length > 1
    ? { kind: 'several' }
    : { kind: 'here', officer: first.id, lane: first.lane }
}

/** Where a card goes without its rank, or why a person has to say. */
export type Dispatch =
  | {
      readonly kind: 'to'
      readonly at: Pick<Place, 'stage' | 'lane' | 'officer'>
      readonly why: 'referent' | 'referent-left' | 'territory' | 'post-code' | 'only-lane'
    }
  | { readonly kind: 'choose'; readonly sector: Exclude<SectorProposal, { kind: 'lane' }> }

/**
 * [BR-05, BR-06] A known youth whose référent works here goes to them at once (their RS sees it arrive: the copy); one
 * whose référent has left, and every unknown youth, goes to the RS of the sector, who gives the card to an officer.
 */
export function proposeDispatch(
  youth: Pick<CardValues, 'known' | 'referent'> & Whereabouts,
  staff: Staff,
): Dispatch {
  const isKnown = youth.known === 'known_active' || youth.known === 'known_inactive'
  const sector = proposeLane(youth, staff.lanes)
  const lane = sector.kind === 'lane' ? sector.lane : null
  const officer = isKnown ? youth.referent : null
  if (officer !== null) {
    const own = staff.lanes.find(
      (one) => one.archived !== true && one.officers.some(({ id }) => id === officer),
    )
    const inPool = staff.pool.some(({ id }) => id === officer)
    const at = own?.id ?? (inPool ? lane : null)
    if (at !== null) {
      return { kind: 'to', at: { stage: 'dispatched', lane: at, officer }, why: 'referent' }
    }
  }
  if (sector.kind !== 'lane') return { kind: 'choose', sector }
  return {
    kind: 'to',
    at: { stage: 'received', lane: sector.lane, officer: null },
    why: isKnown ? 'referent-left' : sector.why,
  }
}

function unordered(name: string): string {
  return fold(name).split(' ').toSorted().join(' ')
}
