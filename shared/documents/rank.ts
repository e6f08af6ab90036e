import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/** A rank between two neighbours (null: the end on that side). Ranks compare by code unit. */
export function rankBetween(before: string | null, after: string | null): string {
  const [low, high] = [asKey(before), asKey(after)]
  // Two cards may share a rank (concurrent drops): their order is then their id's, and any key after the first will do.
  if (low !== null && high !== null && low >= high) return generateKeyBetween(low, null)
  return generateKeyBetween(low, high)
}

/** `count` ranks in order, after `before`. */
export function ranksAfter(before: string | null, count: number): string[] {
  return generateNKeysBetween(asKey(before), null, count)
}

/**
 * The rank, or null when nothing can be put beside it: any letters pass as a rank, and a card that somebody has given odd
 * ones must not keep others from being moved or imported.
 */
function asKey(rank: string | null): string | null {
  return rank !== null && isKey(rank) ? rank : null
}

export function isKey(rank: string): boolean {
  try {
    generateKeyBetween(rank, null)
    return true
  } catch {
    return false // it says so by throwing only
  }
}
