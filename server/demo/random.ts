/** Seeded draws: the same text gives the same numbers on every machine, so a demonstration is the same all day. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number, both ends included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** Picks by weight from `[[value, weight], …]`. */
  weighted<T>(pairs: readonly (readonly [T, number])[]): T
  shuffle<T>(list: readonly T[]): T[]
  /** A short id of the alphabet of `shared/domain/ids.ts`. */
  id(): string
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export function createRandom(seed: string): Random {
  let state = hash(seed)

  // Mulberry32: a counter and two rounds of mixing; plenty for invented people.
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const pick = <T>(list: readonly T[]): T => at(list, int(0, list.length - 1))

  return {
    next,
    int,
    pick,
    chance: (probability) => next() < probability,
    weighted(pairs) {
      let rest = next() * pairs.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of pairs) {
        rest -= weight
        if (rest < 0) return value
      }
      return at(pairs, pairs.length - 1)[0]
    },
    shuffle(list) {
      const copy = [...list]
      for (let i = copy.length - 1; i > 0; i--) {
        const j = int(0, i)
        const kept = at(copy, i)
        copy[i] = at(copy, j)
        copy[j] = kept
      }
      return copy
    },
    id: () => Array.from({ length: 12 }, () => alphabet[int(0, alphabet.length - 1)]).join(''),
  }
}

function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new Error('A draw from an empty list')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the index was just checked
  return list[index] as T
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (const char of text) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return h | 0
}
