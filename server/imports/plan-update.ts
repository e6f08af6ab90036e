// What a later list changes of a card that exists, decided from values alone: the preview shows it, the import writes it.
import { cardFields, type CardValues } from '#shared/domain/card.ts'
import { ageOn, type Day } from '#shared/domain/day.ts'
import { dossierFields, type PhoneNumber } from '#shared/documents/dossier-shape.ts'
import { keysOf } from '#shared/keys.ts'
import { hashOf, isGroup, saysNothing, type Facts } from './facts.ts'
import type { Received } from './received.ts'
import { phoneKey } from './values/phones.ts'
import type { AsListed } from './youth.ts'

/** Numbers that a list, or a duplicate, may add up to. */
export const maxNumbers = 20

/** The dossier as it stands. */
export interface StandingDossier {
  readonly person: Readonly<Record<string, unknown>>
  readonly numbers: readonly PhoneNumber[]
}

export interface DossierPlan {
  /** Fields to write, with their next value; one that would not change is not here. */
  readonly person: Readonly<Record<string, unknown>>
  /** Numbers to add. */
  readonly numbers: readonly PhoneNumber[]
}

/** Whether the list may write over a value that stands there now. */
export type MayWrite = (name: string, current: unknown) => boolean

/** A fact is replaced only while it is what a list said, so that nothing a colleague typed is lost. */
export function mayWriteOver({ said, listedOn }: Received, receivedOn: Day): MayWrite {
  const isOlder = listedOn !== null && receivedOn < listedOn
  return (name, current) => {
    if (saysNothing(current)) return true
    return !isOlder && said.facts[name] === hashOf(current)
  }
}

export function planDossier(
  { person, numbers }: StandingDossier,
  facts: Facts,
  mayWrite: MayWrite,
): DossierPlan {
  const next: Record<string, unknown> = {}
  const { asListed, callDate, ...said } = facts.dossier
  for (const [field, value] of Object.entries(said)) {
    if (value === null) continue
    const current = person[field]
    const group = isGroup(value) ? mergeGroup(field, value, { current, mayWrite }) : value
    if ((isGroup(value) || mayWrite(field, current)) && differs(current, group)) next[field] = group
  }
  // The last call is the last, whichever list tells of it.
  const called = dossierFields.callDate.safeParse(person['callDate']).data ?? null
  if (callDate !== null && (called === null || called < callDate)) next['callDate'] = callDate
  const texts = mergeTexts({ person, next }, asListed ?? {})
  if (differs(person['asListed'], texts)) next['asListed'] = texts
  const known = new Set(numbers.map(phoneKey))
  const added = facts.numbers
    .filter((number) => !known.has(phoneKey(number)))
    .slice(0, Math.max(0, maxNumbers - numbers.length))
  return { person: next, numbers: added }
}

/** Texts as listed follow the facts that are written: a fact that stays keeps the text of the list that said it. */
function mergeTexts(
  { person, next }: Readonly<Record<'person' | 'next', Readonly<Record<string, unknown>>>>,
  listed: AsListed,
): AsListed | null {
  const before = dossierFields.asListed.safeParse(person['asListed']).data ?? {}
  const merged: Record<string, string | undefined> = { ...before }
  for (const field of keysOf(factOfText)) {
    const [name, key] = factOfText[field]
    const isWritten =
      name in next && (key === null || differs(leafIn(person[name], key), leafIn(next[name], key)))
    if (isWritten) merged[field] = listed[field]
  }
  const texts = Object.fromEntries(Object.entries(merged).filter(([, text]) => text !== undefined))
  return Object.keys(texts).length === 0 ? null : texts
}

/** The fact that each text says. Names stand on the board, and no later list changes them. */
const factOfText = {
  usageName: ['usageName', null],
  birthDate: ['birthDate', null],
  postCode: ['address', 'postCode'],
  commune: ['address', 'commune'],
  level: ['schooling', 'level'],
  exitDate: ['schooling', 'exitDate'],
  callDate: ['callDate', null],
} as const satisfies Partial<Record<keyof AsListed, readonly [string, string | null]>>

function leafIn(group: unknown, key: string): unknown {
  return isGroup(group) ? (group[key] ?? null) : null
}

export type BoardPlan = Partial<Pick<CardValues, 'who' | 'wish' | 'territory'>>

/** `person` is the dossier once it is written: the board shows the same home, and the age that the birth date makes. */
export function planBoard(
  { who, wish, received }: Pick<CardValues, 'who' | 'wish' | 'received'>,
  { board }: Facts,
  {
    mayWrite,
    person,
  }: { readonly mayWrite: MayWrite; readonly person: Readonly<Record<string, unknown>> },
): BoardPlan {
  const { address } = person
  const home = isGroup(address) ? address : null
  const birthDate = dossierFields.birthDate.safeParse(person['birthDate']).data ?? null
  const written = <T>(name: string, said: T | null, current: T | null) =>
    said !== null && mayWrite(name, current) ? said : current
  const next = {
    ...who,
    age: (birthDate && ageWhen(birthDate, received.on)) ?? who.age,
    sex: written('sex', board.sex, who.sex),
    qpv: written('qpv', board.qpv, who.qpv),
    ...(home ? { postCode: home['postCode'], commune: home['commune'] } : {}),
  }
  return {
    ...(differs(who, next) ? { who: cardFields.who.parse(next) } : {}),
    ...(board.wish !== null && mayWrite('wish', wish) && differs(wish, board.wish)
      ? { wish: board.wish }
      : {}),
  }
}

/** Null for a birth date that cannot be. */
function ageWhen(birthDate: Day, on: Day): number | null {
  const age = ageOn(birthDate, on)
  return age >= 0 && age <= 120 ? age : null
}

/** What did not change makes no history. */
export function differs(current: unknown, next: unknown): boolean {
  return hashOf(current ?? null) !== hashOf(next)
}

/** The group as it stands, with the leaves that the list may write. */
function mergeGroup(
  field: string,
  said: Readonly<Record<string, unknown>>,
  { current, mayWrite }: { readonly current: unknown; readonly mayWrite: MayWrite },
): Readonly<Record<string, unknown>> {
  const before = isGroup(current) ? current : {}
  const next: Record<string, unknown> = { ...said, ...before }
  for (const [key, leaf] of Object.entries(said)) {
    if (!saysNothing(leaf) && mayWrite(`${field}.${key}`, before[key])) next[key] = leaf
  }
  // Somebody who has moved has left the old street too, even where the list does not know the new one.
  const moved = ['postCode', 'commune'].some(
    (key) => key in before && hashOf(before[key]) !== hashOf(next[key]),
  )
  if (field === 'address' && moved && saysNothing(said['lines'])) {
    if (mayWrite('address.lines', before['lines'])) next['lines'] = []
  }
  return next
}
