// What happened, as rows in words of the board. [G5] Identity and contact values never stand there. [G11]
import type * as Y from 'yjs'
import type { DocumentId, UserId } from '#shared/domain/ids.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import type { Transaction } from '#server/database/sql.ts'
import type { Grammar } from './grammar.ts'
import { holdsZero } from './json-value.ts'
import type { Effect } from './spot.ts'

export interface Happened {
  readonly effect: Effect
  readonly user: UserId
  readonly at: Date
  readonly verdict: Verdict
  readonly code: string | null
}

/**
 * Writes the rows of one update, in order. As one value whatever their number: a statement with a parameter for each
 * column of each row is planned anew for every size of a batch.
 */
export async function writeEvents(
  tx: Transaction,
  { document, seq, doc, grammar }: EventParts,
  happened: readonly Happened[],
): Promise<void> {
  if (happened.length === 0) return
  const rows = happened.map(({ effect, user, at, verdict, code }, n) => {
    const { card, field, key, secret } = grammar.nameOf(effect, doc)
    return {
      n,
      at,
      user_id: user,
      card_id: card,
      field,
      key,
      old: secret ? null : kept(effect.old),
      new: secret ? null : kept(effect.new),
      verdict,
      code,
    }
  })
  await tx`
    insert into event
      (document_id, seq, n, at, user_id, card_id, field, key, old, new, verdict, code)
    select
      ${document}, ${seq}, n, at, user_id, card_id, field, key, old, new, verdict, code
    from jsonb_to_recordset(${tx.json(rows)}) as row (
      n integer,
      at timestamptz,
      user_id text,
      card_id text,
      field text,
      key text,
      old jsonb,
      new jsonb,
      verdict text,
      code text
    )`
}

export interface EventParts {
  readonly document: DocumentId
  readonly seq: number
  readonly doc: Y.Doc
  readonly grammar: Grammar
}

/** null for a value that was not there, that the author's own document had lost, or that was refused as unkeepable. */
function kept(value: unknown) {
  if (value === undefined || value === null || holdsZero(value)) return null
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a document holds passed the guard as plain JSON
  return value as Parameters<Transaction['json']>[0]
}

/** Whether a change is one: a value written over itself is no history. */
export function isChange({ old, new: value }: Effect): boolean {
  // A key that is absent means null.
  return JSON.stringify(old ?? null) !== JSON.stringify(value ?? null)
}
