// Where the new cards of a list would go, before triage and dispatch decide it. Pure.
import { proposeLane } from '#shared/domain/sectors.ts'
import type { CampaignAnswer } from '#shared/contracts/campaigns.ts'
import type { ImportAnswer } from '#shared/contracts/imports.ts'
import type { LaneId } from '#shared/domain/ids.ts'

/** Why nobody is proposed; a person chooses. */
export type Unplaced = 'several' | 'no-post-code' | 'nobody-serves-it'

export interface BySector {
  /** In the order of the lanes, those with nobody left out. */
  readonly lanes: readonly {
    readonly id: LaneId
    readonly name: string
    readonly count: number
  }[]
  readonly unplaced: readonly { readonly why: Unplaced; readonly count: number }[]
}

/** Null where post codes say nothing: no lane has any, or there is one lane for everybody. */
export function bySector(
  postCodes: ImportAnswer['postCodes'],
  lanes: CampaignAnswer['lanes'],
): BySector | null {
  if (lanes.length < 2 || lanes.every((lane) => lane.postCodes.length === 0)) return null
  const placed = new Map<LaneId, number>()
  const unplaced = new Map<Unplaced, number>()
  for (const { postCode, count } of postCodes) {
    const proposal = proposeLane({ postCode, territory: null }, lanes)
    if (proposal.kind === 'lane') add(placed, proposal.lane, count)
    else add(unplaced, proposal.kind === 'several' ? 'several' : proposal.why, count)
  }
  return {
    lanes: lanes.flatMap(({ id, name }) => {
      const count = placed.get(id)
      return count === undefined ? [] : [{ id, name, count }]
    }),
    unplaced: [...unplaced].map(([why, count]) => ({ why, count })),
  }
}

function add<K>(to: Map<K, number>, key: K, count: number): void {
  to.set(key, (to.get(key) ?? 0) + count)
}
