import type { Day } from '#shared/domain/day.ts'
import { fold } from '#shared/domain/names.ts'
import { nameKey } from './values/names.ts'
import { phoneKey } from './values/phones.ts'
import type { Youth } from './youth.ts'

/** What tells one youth from another, in comparable form. */
export interface Identity {
  readonly lastKey: string
  readonly firstKey: string
  /** Words of the first name. */
  readonly firstWords: readonly string[]
  readonly birthDate: Day | null
  readonly ine: string | null
  readonly imiloFile: string | null
  /** The youth's own numbers, read or as they stand; a guardian's number is no evidence. */
  readonly phones: ReadonlySet<string>
  readonly email: string | null
}

export function identityOf(youth: Youth): Identity {
  return {
    lastKey: nameKey(youth.lastName ?? ''),
    firstKey: nameKey(youth.firstName ?? ''),
    firstWords: fold(youth.firstName ?? '').split(' '),
    birthDate: youth.birthDate,
    ine: youth.ine,
    imiloFile: youth.imiloFile,
    phones: new Set(youth.phones.filter((phone) => phone.owner === 'youth').map(phoneKey)),
    email: youth.email,
  }
}

/**
 * Whether two rows are one youth. Only certain evidence: the same names and birth date; the same names and a shared
 * number where a birth date is missing; the same pupil number, and a person who agrees with it. Anything fuzzier is for
 * people to decide at triage. Twins share everything but the first name.
 */
export function isSameYouth(a: Identity, b: Identity): boolean {
  const sameNames = a.lastKey === b.lastKey && a.firstKey === b.firstKey
  const sameBirth = a.birthDate !== null && a.birthDate === b.birthDate
  const birthUnknown = a.birthDate === null || b.birthDate === null
  const sameNumber = same(a.ine, b.ine) || same(a.imiloFile, b.imiloFile)
  const otherNumber = a.ine !== null && b.ine !== null && a.ine !== b.ine
  if (sameNames && sameBirth) return !otherNumber || sharesContact(a, b)
  if (sameNames && birthUnknown) return sameNumber || (!otherNumber && sharesContact(a, b))
  if (!sameNumber) return false
  // One number on two persons happens: the first name and one more fact must agree.
  return agreeingFirstNames(a, b) && (a.lastKey === b.lastKey || sameBirth)
}

/** Where to look for the same youth: two rows that `isSameYouth` accepts share at least one of these. */
export function blocksOf(identity: Identity): string[] {
  return [
    `names:${identity.lastKey} ${identity.firstKey}`,
    ...(identity.ine ? [`ine:${identity.ine}`] : []),
    ...(identity.imiloFile ? [`imilo:${identity.imiloFile}`] : []),
  ]
}

function sharesContact(a: Identity, b: Identity): boolean {
  if (a.email !== null && a.email === b.email) return true
  for (const phone of a.phones) if (b.phones.has(phone)) return true
  return false
}

/** Equal, or one the beginning of the other: Jean and Jean-Paul. */
function agreeingFirstNames(a: Identity, b: Identity): boolean {
  if (a.firstKey === b.firstKey) return true
  const [short, long] = a.firstWords.length < b.firstWords.length ? [a, b] : [b, a]
  return (
    short.firstWords.length < long.firstWords.length &&
    short.firstWords.every((word, index) => word === long.firstWords[index])
  )
}

function same(a: string | null, b: string | null): boolean {
  return a !== null && a === b
}
