const steps: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/sch|sh|ch|tch/g, 'c'],
  [/qu|q|ck|c(?=[aoul-nr])|kh|k/g, 'k'],
  [/c(?=[eiy])|ss|sc|z|x/g, 's'],
  [/gu(?=[ei])|gh/g, 'g'],
  [/dj|dg|j/g, 'j'],
  [/eau|au|oo|o/g, 'o'],
  [/ou|w|oe|eu|u/g, 'u'],
  [/ai|ei|ey|ay|e/g, 'e'],
  [/y|i/g, 'i'],
  [/h/g, ''],
  [/(.)\1+/g, '$1'],
  [/(?<=..)[stdxe]$/, ''],
]

/**
 * How a folded name without spaces sounds in French, roughly: Coulibaly and Koulibaly, Moreau and Moro are one.
 * Only for finding and weighing candidates, never proof by itself.
 */
export function soundOf(name: string): string {
  return steps.reduce((sound, [pattern, by]) => sound.replace(pattern, by), name)
}
