/**
 * Jaro-Winkler similarity of two texts, 0 to 1. The same whichever comes first.
 * Winkler, W. E. (1990), "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model"; a common
 * beginning of at most four letters counts for a tenth of what is left.
 */
export function jaroWinkler(one: string, other: string): number {
  if (one === other) return one === '' ? 0 : 1
  // Greedy pairing may depend on who is first: the order is fixed, so that the answer is symmetric.
  const [a, b] =
    one.length < other.length || (one.length === other.length && one < other)
      ? [one, other]
      : [other, one]
  const jaro = jaroOf(a, b)
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1
  return jaro + prefix * 0.1 * (1 - jaro)
}

function jaroOf(a: string, b: string): number {
  if (a === '' || b === '') return 0
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Uint8Array(b.length)
  const matched: string[] = []
  for (let i = 0; i < a.length; i++) {
    const end = Math.min(b.length, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (taken[j] === 1 || a[i] !== b[j]) continue
      taken[j] = 1
      matched.push(a[i] ?? '')
      break
    }
  }
  if (matched.length === 0) return 0
  let out = 0
  let next = 0
  for (let j = 0; j < b.length; j++) {
    if (taken[j] !== 1) continue
    if (b[j] !== matched[next]) out += 1
    next += 1
  }
  const m = matched.length
  return (m / a.length + m / b.length + (m - out / 2) / m) / 3
}

/** Whether at most `most` letters (1 or 2) were added, left out, replaced or exchanged with their neighbour. */
export function withinEdits(a: string, b: string, most: 1 | 2): boolean {
  if (Math.abs(a.length - b.length) > most) return false
  return distance(a, b) <= most
}

/** Damerau-Levenshtein distance (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      }
      next.push(best)
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}
