// Who has more than their share of what could still change hands: how many cards each could give away.
import { fairShares } from './fair-shares.ts'

export interface Holder {
  /** All cards they carry. */
  readonly load: number
  /** Of these, how many nobody has begun to work on. */
  readonly movable: number
  readonly weight: number
}

/**
 * How many movable cards each holder is above what would be even, were `arriving` cards more shared with them.
 * Whole numbers, at most what is movable: whoever is at or under their share keeps every card. Who is not there
 * (weight 0) keeps theirs too: covering an absence is a decision of its own.
 */
export function surplusOf(holders: readonly Holder[], arriving: number): readonly number[] {
  const there = holders.filter((one) => one.weight > 0)
  const pool = arriving + there.reduce((sum, one) => sum + one.movable, 0)
  const shares = fairShares(
    pool,
    there.map(({ load, movable, weight }) => ({ load: load - movable, weight, room: Infinity })),
  )
  const shareOf = new Map(there.map((one, i) => [one, shares[i]?.whole ?? 0]))
  return holders.map((one) => Math.max(0, one.movable - (shareOf.get(one) ?? one.movable)))
}
