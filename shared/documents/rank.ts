import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/** A rank between two neighbours (null: the end on that side). Ranks compare by code unit. */
export function rankBetween(before: string | null, after: string | null): string {
  // Two cards may share a rank (concurrent drops): their order is then their id's, and any key after the first will do.
  if (before !== null && after !== null && before >= after) return generateKeyBetween(before, null)
  return generateKeyBetween(before, after)
}

/** `count` ranks in order, after `before`. */
export function ranksAfter(before: string | null, count: number): string[] {
  return generateNKeysBetween(before, null, count)
}
