// The texts of a list, kept beside what they were read into.
import { keysOf } from '#shared/keys.ts'
import type { AsListed } from './youth.ts'
import { readText } from './values/text.ts'

/** What the list says of these fields, wherever it is kept otherwise. */
export function textsAsListed(
  read: Readonly<Record<keyof AsListed, string | null>>,
  listed: (field: keyof AsListed) => string,
): AsListed {
  const texts: { -readonly [F in keyof AsListed]: string } = {}
  for (const field of keysOf(read)) {
    const text = readText(listed(field), 100)
    const value = read[field]
    // Of what is read into nothing, its note says what stands there; a level without its scale has none.
    const isKept = value !== null || field === 'level'
    if (text !== null && isKept && text !== value && text !== inFrench(value)) texts[field] = text
  }
  return texts
}

/** A day as the lists write it. */
function inFrench(value: string | null): string | null {
  return value === null ? null : value.split('-').toReversed().join('/')
}
