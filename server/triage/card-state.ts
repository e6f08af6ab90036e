// A card on the board as triage reads and writes it.
import type * as Y from 'yjs'
import { isCardField, type Card, type CardField, type CardValues } from '#shared/domain/card.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { attemptsOf, readCard } from '#shared/documents/board.ts'
import { hashOf } from '#server/imports/facts.ts'

/** What a decision writes, and its undo gives back. */
export type Written = { -readonly [F in CardField]?: CardValues[F] }

export function cardOn(doc: Y.Doc, id: CardId): Card | null {
  const map = boardTypes(doc).cards.get(id)
  return map ? readCard(id, map) : null
}

/** Writes what differs; answers what stood there. */
export function writeOn(doc: Y.Doc, id: CardId, values: Written): Written {
  const map = boardTypes(doc).cards.get(id)
  const before: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(values)) {
    const now: unknown = map?.get(field) ?? null
    if (JSON.stringify(now) === JSON.stringify(value)) continue
    before[field] = now
    map?.set(field, value)
  }
  return before
}

/** Attempts made on each of `cards`, void ones too: a call that was made is work. */
export function attemptsOn(doc: Y.Doc, cards: ReadonlySet<CardId>): ReadonlyMap<CardId, number> {
  const counts = new Map<CardId, number>()
  for (const { attempt } of attemptsOf(doc)) {
    if (cards.has(attempt.card)) counts.set(attempt.card, (counts.get(attempt.card) ?? 0) + 1)
  }
  return counts
}

/** What later lists bring is nobody's work. */
const broughtByLists: ReadonlySet<CardField> = new Set(['who', 'received', 'contact', 'territory'])

/** A hash of the card's work: equal as long as nobody has worked the card. */
export function workOf(card: Card, attempts: number): string {
  const fields = Object.entries(card).filter(
    ([field, value]) => value !== null && isCardField(field) && !broughtByLists.has(field),
  )
  return hashOf([Object.fromEntries(fields), attempts])
}
