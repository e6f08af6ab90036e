// What a later list changes of a card that exists, decided from values alone: the preview shows it, the import writes it.
import { cardFields, type CardValues } from '#shared/domain/card.ts'
import type { Day } from '#shared/domain/day.ts'
import type { PhoneNumber } from '#shared/documents/dossier-shape.ts'
import { hashOf, isGroup, saysNothing, type Facts } from './facts.ts'
import type { Received } from './received.ts'
import { phoneKey } from './values/phones.ts'

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
  for (const [field, value] of Object.entries(facts.dossier)) {
    if (value === null) continue
    const current = person[field]
    const group = isGroup(value) ? mergeGroup(field, value, { current, mayWrite }) : value
    if ((isGroup(value) || mayWrite(field, current)) && differs(current, group)) next[field] = group
  }
  const known = new Set(numbers.map(phoneKey))
  const added = facts.numbers
    .filter((number) => !known.has(phoneKey(number)))
    .slice(0, Math.max(0, maxNumbers - numbers.length))
  return { person: next, numbers: added }
}

export type BoardPlan = Partial<Pick<CardValues, 'who' | 'wish' | 'territory'>>

/** `address` is the dossier's once it is written: the board shows the same home. */
export function planBoard(
  { who, wish }: Pick<CardValues, 'who' | 'wish'>,
  { board }: Facts,
  { mayWrite, address }: { readonly mayWrite: MayWrite; readonly address: unknown },
): BoardPlan {
  const home = isGroup(address) ? address : null
  const next = {
    ...who,
    sex: board.sex ?? who.sex,
    qpv: board.qpv ?? who.qpv,
    ...(home ? { postCode: home['postCode'], commune: home['commune'] } : {}),
  }
  return {
    ...(differs(who, next) ? { who: cardFields.who.parse(next) } : {}),
    ...(board.wish !== null && mayWrite('wish', wish) && differs(wish, board.wish)
      ? { wish: board.wish }
      : {}),
  }
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
