// Finding people by name, order and accents ignored. Pure.
import { fold } from '#shared/domain/names.ts'

/** What a name has to show to be searched: `search` as a card's view has it, or the folded name. */
export interface Named {
  readonly name: string
  readonly search: string
}

/**
 * The `limit` best of those whose name holds every word of `text`: first those whose words all begin a word of the
 * name, then those that hold them inside ("ina" finds "Inaya", then "Nina"); each in the order of the names.
 */
export function findNamed<T extends Named>(
  people: Iterable<T>,
  text: string,
  limit: number,
): readonly T[] {
  const words = fold(text).split(' ').filter(Boolean)
  if (words.length === 0) return []
  const begins: T[] = []
  const holds: T[] = []
  for (const one of people) {
    const search = ` ${one.search}`
    if (words.every((word) => search.includes(` ${word}`))) begins.push(one)
    else if (words.every((word) => search.includes(word))) holds.push(one)
  }
  const byName = (a: T, b: T) => (a.search < b.search ? -1 : 1)
  begins.sort(byName)
  return begins.length >= limit
    ? begins.slice(0, limit)
    : [...begins, ...holds.toSorted(byName)].slice(0, limit)
}

const segmenter = new Intl.Segmenter()

/** The name in pieces, those that were searched for marked. */
export function markFound(
  name: string,
  text: string,
): readonly { readonly text: string; readonly found: boolean }[] {
  const letters = Array.from(segmenter.segment(name), (piece) => piece.segment)
  const folded = letters.map((letter) => fold(letter))
  const hit = letters.map(() => false)
  for (const word of fold(text).split(' ').filter(Boolean)) {
    const at = whereIs(word, folded)
    if (at) hit.fill(true, at.from, at.to)
  }
  const pieces: { text: string; found: boolean }[] = []
  for (const [i, letter] of letters.entries()) {
    const found = hit[i] ?? false
    const last = pieces.at(-1)
    if (last?.found === found) last.text += letter
    else pieces.push({ text: letter, found })
  }
  return pieces
}

/** The letters that spell `word`, from the start of a word if any does, over apostrophes and hyphens if need be. */
function whereIs(word: string, folded: readonly string[]): { from: number; to: number } | null {
  let inside: { from: number; to: number } | null = null
  for (const [from, letter] of folded.entries()) {
    if (letter === '') continue
    let spelled = ''
    let to = from
    while (to < folded.length && spelled.length < word.length) {
      spelled += folded[to] ?? ''
      to += 1
    }
    if (!spelled.startsWith(word)) continue
    if ((folded[from - 1] ?? '') === '') return { from, to }
    inside ??= { from, to }
  }
  return inside
}
