// What an import changed of earlier cards, kept so that it can be taken back.
import type * as Y from 'yjs'
import type { Day } from '#shared/domain/day.ts'
import type { CardId, ImportId } from '#shared/domain/ids.ts'
import type { Queries, Transaction } from '#server/database/sql.ts'
import { hashOf, type Said } from './facts.ts'

/** One part of one card, as it stood, with hashes of what the import wrote there. */
export interface Change {
  readonly fields: Readonly<Record<string, { readonly before: unknown; readonly wrote: string }>>
  /** Ids of the numbers that were added. */
  readonly numbers?: readonly string[]
  /** What lists had said of the youth until then (null when none had), and a hash of what they say with this one. */
  readonly listed?: {
    readonly before: { readonly said: Said; readonly on: Day } | null
    readonly wrote: string
  }
  /** Already taken back by an undo that was interrupted; `part` where something stayed. */
  readonly restored?: 'all' | 'part'
}

export interface CardChange {
  readonly card: CardId
  readonly part: 'dossier' | 'board'
  readonly change: Change
}

/** Writes values into a map, and answers what stood there. */
export function writeFields(
  map: Y.Map<unknown>,
  next: Readonly<Record<string, unknown>>,
): Change['fields'] {
  return Object.fromEntries(
    Object.entries(next).map(([field, value]) => {
      const before = map.get(field) ?? null
      map.set(field, value)
      return [field, { before, wrote: hashOf(value) }]
    }),
  )
}

/** Gives back what stood there wherever the import's value still stands; answers whether everything was given back. */
export function restoreFields(map: Y.Map<unknown>, fields: Change['fields']): boolean {
  let all = true
  for (const [field, { before, wrote }] of Object.entries(fields)) {
    if (hashOf(map.get(field) ?? null) === wrote) map.set(field, before)
    else all = false
  }
  return all
}

/** A part that an interrupted run had already written keeps what that run found. */
export async function keepChanges(
  tx: Transaction,
  id: ImportId,
  changes: readonly CardChange[],
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ card, part, change }) => ({
    import_id: id,
    card_id: card,
    part,
    before: change,
  }))
  await tx`
    insert into import_change (import_id, card_id, part, before)
    select import_id, card_id, part, before
    from jsonb_to_recordset(${tx.json(JSON.parse(JSON.stringify(rows)))})
      as row (import_id text, card_id text, part text, before jsonb)
    on conflict do nothing`
}

export async function readChanges(sql: Queries, id: ImportId): Promise<CardChange[]> {
  return sql<CardChange[]>`
    select card_id as card, part, before as change
    from import_change
    where import_id = ${id}
    order by card_id, part`
}

/** An undo that is interrupted after this does not do the card again. */
export async function markRestored(
  tx: Transaction,
  { id, card, all }: { readonly id: ImportId; readonly card: CardId; readonly all: boolean },
): Promise<void> {
  await tx`delete from import_change where import_id = ${id} and card_id = ${card} and part = 'dossier'`
  await tx`
    update import_change
    set before = ${tx.json({ fields: {}, restored: all ? 'all' : 'part' })}
    where import_id = ${id} and card_id = ${card}`
}

export async function forgetChanges(sql: Queries, id: ImportId): Promise<void> {
  await sql`delete from import_change where import_id = ${id}`
}
