// Whose territory a youth lives in, by the post codes of the lanes. A proposal: a person sends the card.
import type { LaneId } from './ids.ts'

export interface Sector {
  readonly id: LaneId
  readonly postCodes: readonly string[]
  readonly archived?: boolean
}

export type SectorProposal =
  | { readonly kind: 'lane'; readonly lane: LaneId; readonly why: 'post-code' | 'only-lane' }
  /** Several lanes serve this post code: a person chooses. */
  | { readonly kind: 'several'; readonly lanes: readonly LaneId[] }
  | { readonly kind: 'none'; readonly why: 'no-post-code' | 'nobody-serves-it' }

/**
 * The lane that serves `postCode`, five digits as in the list. Archived lanes take no card. A campaign with one open
 * lane sends everybody there. The sixteenth arrondissement of Paris has two codes (75016 and 75116) and is one place.
 */
export function proposeLane(postCode: string | null, lanes: readonly Sector[]): SectorProposal {
  const open = lanes.filter((lane) => lane.archived !== true)
  const [only] = open
  if (only && open.length === 1) return { kind: 'lane', lane: only.id, why: 'only-lane' }
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
