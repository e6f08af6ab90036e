import type { FieldMatch, MatchField, MatchVerdict } from '#shared/domain/match.ts'

/** Where each verdict's scores stand, 0 to 100: a score never says more than its verdict. */
const bands: Readonly<Record<MatchVerdict, readonly [number, number]>> = {
  certain: [95, 100],
  probable: [80, 94],
  to_check: [45, 79],
  unknown: [0, 44],
}

/** What each field weighs; one that a side does not know weighs nothing. */
const weights: readonly (readonly [MatchField, number])[] = [
  ['lastName', 28],
  ['firstName', 26],
  ['birthDate', 26],
  ['phone', 12],
  ['address', 5],
  ['email', 3],
]

/** A number for the eye, 0 to 100: how much of what both sides know agrees, drawn into the band of the verdict. */
export function scoreOf(
  verdict: MatchVerdict,
  fields: Readonly<Record<MatchField, FieldMatch>>,
  names: { readonly last: { readonly score: number }; readonly first: { readonly score: number } },
): number {
  let weight = 0
  let agreed = 0
  for (const [field, weighs] of weights) {
    const { is, cause } = fields[field]
    if (is === 'missing') continue
    weight += weighs
    if (cause === 'swapped') agreed += 0.9 * weighs
    else if (field === 'lastName') agreed += names.last.score * weighs
    else if (field === 'firstName') agreed += names.first.score * weighs
    else if (is !== 'different') agreed += (is === 'same' ? 1 : 0.7) * weighs
  }
  const [low, high] = bands[verdict]
  return Math.round(low + (weight === 0 ? 0 : agreed / weight) * (high - low))
}
