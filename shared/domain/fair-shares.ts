// Sharing whole cards over people with different working time and different loads.

export interface Bin {
  readonly load: number
  /** 0: takes nothing. */
  readonly weight: number
  /** Most it may take; a whole number, or Infinity. */
  readonly room: number
}

export interface Share {
  /** What would end exactly even. */
  readonly exact: number
  readonly whole: number
}

/**
 * `count` cards over `bins`. Exactly even is water poured into vessels: every vessel that takes any ends at one level for
 * its weight, none above its room. Whole cards follow by the largest remainder, so that no share is a card or more away
 * from the exact one. What nobody has room for is in no share.
 */
export function fairShares(count: number, bins: readonly Bin[]): Share[] {
  const exact = pour(count, bins)
  const whole = exact.map((share) => Math.floor(share + tolerance))
  const missing = Math.round(sum(exact)) - sum(whole)
  const order = exact
    .map((share, i) => ({ i, rest: share - (whole[i] ?? 0), tie: levelOf(bins[i]) }))
    .filter(({ rest }) => rest > tolerance)
    .toSorted((a, b) => b.rest - a.rest || a.tie - b.tie || a.i - b.i)
  for (const { i } of order.slice(0, missing)) whole[i] = (whole[i] ?? 0) + 1
  return exact.map((share, i) => ({ exact: share, whole: whole[i] ?? 0 }))
}

/** Two shares this near are equal: far above what bisection leaves, far below a card. */
const tolerance = 1e-6

function pour(count: number, bins: readonly Bin[]): number[] {
  const takes = (level: number) =>
    bins.map(({ load, weight, room }) => Math.min(room, Math.max(0, weight * level - load)))
  const open = bins.filter((bin) => bin.weight > 0 && bin.room > 0)
  const rooms = sum(open.map((bin) => bin.room))
  if (open.length === 0 || count <= 0) return bins.map(() => 0)
  const wanted = Math.min(count, rooms)
  let low = 0
  // At this level even the fullest of the open vessels would take everything.
  let high = Math.max(...open.map((bin) => (bin.load + wanted) / bin.weight))
  for (let turn = 0; turn < 80; turn += 1) {
    const middle = (low + high) / 2
    if (sum(takes(middle)) < wanted) low = middle
    else high = middle
  }
  return takes(high)
}

function levelOf(bin: Bin | undefined): number {
  return bin && bin.weight > 0 ? bin.load / bin.weight : Infinity
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
