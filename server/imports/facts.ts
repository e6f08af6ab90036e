import { createHash } from 'node:crypto'
import type { CardValues } from '#shared/domain/card.ts'
import type { DossierValues, PhoneNumber } from '#shared/documents/dossier-shape.ts'
import { phoneKey } from './values/phones.ts'
import type { Youth } from './youth.ts'

/** What a list says of a youth, in the pieces that are compared and written one by one; null is not said. */
type DossierFacts = { readonly [F in keyof DossierValues]: DossierValues[F] }
type BoardFacts = Pick<CardValues, 'wish'> & Pick<CardValues['who'], 'sex' | 'qpv'>
export interface Facts {
  readonly dossier: DossierFacts
  readonly board: BoardFacts
  readonly numbers: readonly PhoneNumber[]
}

/** Numbers of one person; more is a spilt column. */
const maxNumbers = 20

export function factsOf(youth: Youth): Facts {
  return {
    dossier: {
      birthDate: youth.birthDate,
      birthPlace: youth.birthPlace,
      usageName: youth.usageName,
      ine: youth.ine,
      imiloFile: youth.imiloFile,
      email: youth.email,
      address: filled({
        lines: [...youth.address],
        postCode: youth.postCode,
        commune: youth.commune,
      }),
      guardian: filled({ name: youth.guardianName }),
      school: filled({
        uai: youth.schoolUai,
        name: youth.schoolName,
        commune: youth.schoolCommune,
      }),
      schooling: filled({
        programme: youth.programme,
        mefCode: youth.mefCode,
        level: youth.level,
        diploma: youth.diploma,
        exitDate: youth.exitDate,
        exitReason: youth.exitReason,
      }),
      situation: youth.situation,
      slots: youth.slots,
      territory: youth.territory,
      knownByList: youth.known,
      comment: youth.comment,
      callDate: youth.callDate,
      advisor: youth.advisor,
      site: youth.site,
      asListed: Object.keys(youth.asListed).length === 0 ? null : youth.asListed,
    },
    board: { sex: youth.sex, qpv: youth.qpv, wish: youth.wish },
    numbers: youth.phones
      .slice(0, maxNumbers)
      .map(({ raw, e164, owner }) => ({ raw, e164, owner, status: 'untried' as const })),
  }
}

/** What a list said, as hashes. */
export interface Said {
  readonly facts: Readonly<Record<string, string>>
  readonly phones: readonly string[]
}

export const saidNothing: Said = { facts: {}, phones: [] }

export function saidBy(facts: Facts): Said {
  return {
    facts: Object.fromEntries(stated(facts).map(([name, value]) => [name, hashOf(value)])),
    phones: facts.numbers.map((number) => hashOf(phoneKey(number))),
  }
}

/** Names of the facts that a row says otherwise than the list before it did; `phones` for a new number. */
export function changedFacts(before: Said, facts: Facts): string[] {
  const known = new Set(before.phones)
  const changed = stated(facts)
    .filter(([name, value]) => before.facts[name] !== hashOf(value))
    .map(([name]) => name)
  const hasNewNumber = facts.numbers.some((number) => !known.has(hashOf(phoneKey(number))))
  return hasNewNumber ? [...changed, 'phones'] : changed
}

/** What both lists together have said: a later blank takes nothing back. */
export function saidSince(before: Said, now: Said): Said {
  return {
    facts: { ...before.facts, ...now.facts },
    phones: [...new Set([...before.phones, ...now.phones])],
  }
}

/** Twelve characters: enough to tell two values of one field of one card apart. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url').slice(0, 12)
}

/** Leaf by leaf (`school.name`), so that a cell left empty takes nothing back of what stands beside it. */
function stated({ dossier, board }: Facts): [string, unknown][] {
  // Every list has called on another day, and another writing of the same fact is no other fact.
  const { callDate: _, asListed: __, ...said } = dossier
  const entries = Object.entries({ ...said, ...board }).flatMap(
    ([name, value]): [string, unknown][] =>
      isGroup(value)
        ? Object.entries(value).map(([key, leaf]): [string, unknown] => [`${name}.${key}`, leaf])
        : [[name, value]],
  )
  return entries.filter(([, value]) => !saysNothing(value))
}

/** A fact made of several cells. */
export function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function saysNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

function canonical(value: unknown): string {
  // Keys in order: a value read back from the database may have them otherwise.
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/** null for an object that says nothing. */
function filled<T extends object>(value: T): T | null {
  return Object.values(value).every(saysNothing) ? null : value
}
