import type { Prepared } from './identity.ts'

/**
 * Where to look for a person: two who might be one share at least one of these keys (`domain.md` §7.3). Birth date, own
 * numbers, names in either order, birth year with the first sounds of the family name, the sound of both names, and each
 * word of the family name with the first sounds of the first name, for one of two names and no date.
 */
export function blocksOf({ identity, lastNames, firstName }: Prepared): string[] {
  const { birthDate, phones, ine, imiloFile } = identity
  const keys = phones.map((phone) => `p${phone}`)
  if (birthDate !== null) keys.push(`d${birthDate}`)
  if (ine !== null) keys.push(`i${ine}`)
  if (imiloFile !== null) keys.push(`f${imiloFile}`)
  for (const last of lastNames) {
    if (last.compact === '') continue
    keys.push(`n${inOrder(last.compact, firstName.compact)}`)
    keys.push(`b${inOrder(last.bare, firstName.bare)}`)
    keys.push(`s${inOrder(last.sound, firstName.sound)}`)
    for (const word of last.carrying) keys.push(`w${word} ${firstName.sound.slice(0, 3)}`)
    if (birthDate !== null) keys.push(`y${birthDate.slice(0, 4)}${last.sound.slice(0, 3)}`)
  }
  return [...new Set(keys)]
}

const inOrder = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`)
