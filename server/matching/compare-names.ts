import { fold } from '#shared/domain/names.ts'
import type { MatchCause } from '#shared/domain/match.ts'
import { jaroWinkler, withinEdits } from './jaro-winkler.ts'
import { soundOf } from './sound.ts'

/** A name made ready for many comparisons. */
export interface PreparedName {
  /** No accents, no case, no spaces: BEN ALI = Benali. */
  readonly compact: string
  readonly words: readonly string[]
  /** Words that carry the name; all of them where every word is a particle. */
  readonly carrying: readonly string[]
  readonly bare: string
  readonly sound: string
}

/** How alike two names are, and why. `score` 0 to 1. */
export interface NameLikeness {
  readonly score: number
  readonly cause: MatchCause
}

/** From here a name counts as strong evidence, as probable evidence, as a hint. (Thresholds of Splink, measured on our lists.) */
export const strong = 0.92
export const fair = 0.85

const particles: ReadonlySet<string> = new Set(
  'de du des d da das do dos del della di la le les l el al ben bin ibn ait van von der den dit st'.split(
    ' ',
  ),
)

export function prepareName(name: string | null): PreparedName {
  const words = fold(name ?? '')
    .split(' ')
    .filter((word) => word !== '')
  const kept = words.filter((word) => !particles.has(word))
  const carrying = kept.length > 0 ? kept : words
  const compact = words.join('')
  return { compact, words, carrying, bare: carrying.join(''), sound: soundOf(compact) }
}

/** Two family names. */
export function compareLastNames(a: PreparedName, b: PreparedName): NameLikeness {
  return compareNames(a, b)
}

/**
 * Two first names. Alexandre and Alexandra are two persons where their sexes are known to differ, and a case for a
 * person's eye where they are not.
 */
export function compareFirstNames(
  a: PreparedName,
  b: PreparedName,
  sexesDiffer: boolean,
): NameLikeness {
  const plain = compareNames(a, b)
  if (plain.score === 1 || plain.cause === 'part') return plain
  if (!differByEnding(a.compact, b.compact)) return plain
  return { score: sexesDiffer ? 0.6 : 0.78, cause: 'other_sex' }
}

/** A family name or a part of one that both have, of at least three letters. */
export function shareWord(a: PreparedName, b: PreparedName): boolean {
  return a.carrying.some((word) => word.length >= 3 && b.carrying.includes(word))
}

function compareNames(a: PreparedName, b: PreparedName): NameLikeness {
  if (a.compact === '' || b.compact === '') return { score: 0, cause: 'missing' }
  if (a.compact === b.compact) return { score: 1, cause: 'equal' }
  if (a.bare === b.bare) return { score: 0.97, cause: 'particle' }
  if (isPartOf(a, b) || isPartOf(b, a)) return { score: 0.93, cause: 'part' }
  const score = Math.max(spelling(a.compact, b.compact), spelling(a.bare, b.bare))
  const sounds = a.sound === b.sound && a.sound.length >= 2
  if (isShort(a, b)) {
    // BA and BAH, DIA and DIAW: one letter is a third of the name.
    return sounds ? { score: 0.88, cause: 'spelling' } : cause(Math.min(score, 0.69))
  }
  if (sounds) return { score: Math.max(score, strong), cause: 'spelling' }
  return cause(score)
}

/** Similarity of letters, kept below strong where the difference is another name's rather than a slip's. */
function spelling(a: string, b: string): number {
  const score = jaroWinkler(a, b)
  if (score < strong) return score
  // MARTIN and MARTINEZ, KONE and KONATE: a longer name with the same beginning.
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length >= 2) return 0.88
  return withinEdits(a, b, short.length >= 9 ? 2 : 1) ? score : 0.88
}

/** Every word of the shorter name is in the longer: DA SILVA, DA SILVA FERREIRA; Jean, Jean-Paul. */
function isPartOf(part: PreparedName, whole: PreparedName): boolean {
  return (
    part.carrying.length < whole.carrying.length &&
    part.carrying.every((word) => word.length >= 2 && whole.carrying.includes(word))
  )
}

const isShort = (a: PreparedName, b: PreparedName) =>
  Math.min(a.compact.length, b.compact.length) <= 4

function cause(score: number): NameLikeness {
  return { score, cause: score >= 0.7 ? 'spelling' : 'different' }
}

/** Alexandre, Alexandra; Gabriel, Gabrielle; Ibrahim, Ibrahima. */
function differByEnding(a: string, b: string): boolean {
  const [one, other] = [stemOf(a), stemOf(b)]
  return a !== b && one.length >= 2 && one === other
}

const stemOf = (name: string) => name.replace(/[aeiou]+$/, '').replace(/([lnt])\1$/, '$1')
