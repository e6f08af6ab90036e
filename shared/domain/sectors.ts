// Whose a youth is, by the PSAD that the list names and by the post codes of the lanes. A proposal: a person sends the card.
import type { CardValues } from './card.ts'
import type { LaneId } from './ids.ts'
import type { TemplateName } from './templates.ts'
import { laneNamed, type Named } from './territories.ts'

export interface Sector extends Named {
  readonly postCodes: readonly string[]
  readonly archived?: boolean
}

export type SectorProposal =
  | {
      readonly kind: 'lane'
      readonly lane: LaneId
      readonly why: 'territory' | 'post-code' | 'only-lane'
    }
  /** Several lanes serve this post code: a person chooses. */
  | { readonly kind: 'several'; readonly lanes: readonly LaneId[] }
  | { readonly kind: 'none'; readonly why: 'no-post-code' | 'nobody-serves-it' }

/** What of a youth says where they belong. */
export interface Whereabouts {
  /** The PSAD or sector, as the list names it. */
  readonly territory: string | null
  /** Five digits, as in the list. */
  readonly postCode: string | null
}

/** The same of a card. */
export function whereaboutsOf({
  territory,
  who,
}: Pick<CardValues, 'territory' | 'who'>): Whereabouts {
  return { territory, postCode: who.postCode }
}

/** Names by which lists may mean a lane: SIEI lists name PSADs, and nobody's lists name the sectors of a mission locale. */
export function listNamesOf(
  { name, alsoWritten = [] }: { name: string; alsoWritten?: readonly string[] | undefined },
  template: TemplateName,
): readonly string[] {
  return template === 'platform' ? [name, ...alsoWritten] : []
}

/**
 * The lane that the list names, else the one that serves the post code. Archived lanes take no card. A campaign with one
 * open lane sends everybody there. The sixteenth arrondissement of Paris has two codes (75016 and 75116) and is one place.
 */
export function proposeLane(
  { territory, postCode }: Whereabouts,
  lanes: readonly Sector[],
): SectorProposal {
  const open = lanes.filter((lane) => lane.archived !== true)
  const [only] = open
  if (only && open.length === 1) return { kind: 'lane', lane: only.id, why: 'only-lane' }
  const named = laneNamed(territory, open)
  if (named !== null) return { kind: 'lane', lane: named, why: 'territory' }
  if (postCode === null || postCode.trim() === '') return { kind: 'none', why: 'no-post-code' }
  const code = onePlace(postCode)
  const serving = open.filter((lane) => lane.postCodes.some((one) => onePlace(one) === code))
  const [first] = serving
  if (!first) return { kind: 'none', why: 'nobody-serves-it' }
  if (serving.length > 1) return { kind: 'several', lanes: serving.map((lane) => lane.id) }
  return { kind: 'lane', lane: first.id, why: 'post-code' }
}

function onePlace(postCode: string): string {
  const code = postCode.trim()
  return code === '75116' ? '75016' : code
}
