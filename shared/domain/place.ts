import { z } from 'zod'
import { laneId, userId, type LaneId, type UserId } from './ids.ts'
import { needsLane, stage } from './stages.ts'

/** [S2] A card's place is one value, written at once. `lane` null is "À répartir"; `officer` null is "À attribuer". */
export const place = z.strictObject({
  stage,
  lane: laneId.nullable(),
  officer: userId.nullable(),
  /** Fractional index inside the cell, compared by code unit; ties by card id. */
  rank: z.string().regex(/^[0-9A-Za-z]{1,60}$/, 'not a rank'),
})
export type Place = z.infer<typeof place>

/** What a place is checked against: the lanes that are open, and who may hold cards in each. */
export interface Ground {
  readonly hasLane: (lane: LaneId) => boolean
  /** On the telephone platform every officer may hold cards of every lane. */
  readonly officerOf: (officer: UserId, lane: LaneId) => boolean
}

export type PlaceFault = 'lane-needed' | 'lane-unknown' | 'officer-needs-lane' | 'officer-elsewhere'

/** What is wrong with a place, or null. [S3] */
export function faultOf(at: Place, ground: Ground): PlaceFault | null {
  if (at.lane === null) {
    if (needsLane(at.stage)) return 'lane-needed'
    return at.officer === null ? null : 'officer-needs-lane'
  }
  if (!ground.hasLane(at.lane)) return 'lane-unknown'
  if (at.officer !== null && !ground.officerOf(at.officer, at.lane)) return 'officer-elsewhere'
  return null
}
