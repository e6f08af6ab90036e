// Which characters of a candidate's value differ from the list's: what is underlined in the table. Pure.
import { fold } from '#shared/domain/names.ts'

/** A run of characters that are the same on both sides, or are not. */
export interface Run {
  readonly text: string
  readonly differs: boolean
}

const segmenter = new Intl.Segmenter()

/** A letter with its accents is one, however it was written. */
function lettersOf(text: string): string[] {
  return Array.from(segmenter.segment(text), (part) => part.segment)
}

/** Longer texts are not compared letter by letter: an address is another one, or it is not. */
const longest = 80

/** `value` in runs, beside `other`. Accents, case and signs are no difference. */
export function runsOf(value: string, other: string): Run[] {
  const shown = lettersOf(value)
  if (shown.length > longest || lettersOf(other).length > longest)
    return [{ text: value, differs: false }]
  const letters = shown.map((character) => fold(character))
  const wanted = lettersOf(other)
    .map((character) => fold(character))
    .filter((one) => one !== '')
  const common = inCommon(
    letters.flatMap((letter, at) => (letter === '' ? [] : [{ letter, at }])),
    wanted,
  )
  const runs: { text: string; differs: boolean }[] = []
  for (const [at, character] of shown.entries()) {
    const last = runs.at(-1)
    // A space or a hyphen belongs to what stands before it.
    const differs = letters[at] === '' ? (last?.differs ?? false) : !common.has(at)
    if (last?.differs === differs) last.text += character
    else runs.push({ text: character, differs })
  }
  return runs
}

/** Positions of `ours` that a longest common subsequence with `theirs` takes. */
function inCommon(
  ours: readonly { readonly letter: string; readonly at: number }[],
  theirs: readonly string[],
): ReadonlySet<number> {
  const width = theirs.length + 1
  const lengths = new Uint16Array((ours.length + 1) * width)
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = ours.length - 1; i >= 0; i--) {
    for (let j = theirs.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        ours[i]?.letter === theirs[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const kept = new Set<number>()
  for (let i = 0, j = 0; i < ours.length && j < theirs.length;) {
    const one = ours[i]
    if (one?.letter === theirs[j]) {
      if (one) kept.add(one.at)
      i++
      j++
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return kept
}

/** Two numbers of one length with at most two digits otherwise, or one and the same with two exchanged: a slip. */
export function isSlip(one: string, other: string): boolean {
  if (one.length !== other.length || one === other) return false
  const wrong = lettersOf(one).filter((digit, at) => digit !== other[at]).length
  return wrong <= 2
}
