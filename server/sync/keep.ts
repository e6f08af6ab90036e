// One statement that keeps an update with its history and its cards' rows, or nothing of it. [G1, G5, G7–G9]
import type { DocumentId } from '#shared/domain/ids.ts'
import type { Queries } from '#server/database/sql.ts'
import type { Connection } from './connection.ts'
import type { EventRow } from './events.ts'
import type { CardPatch } from './projector.ts'
import { authorsJson, type Author } from './update-log.ts'

export interface Keep {
  readonly document: DocumentId
  readonly epoch: number
  /** The number it gets: one behind the head that it was judged at. */
  readonly seq: number
  /** Version of the rights that it was judged with. */
  readonly rights: number
  /** Whose words are in it: each must still hold its lease. */
  readonly connections: readonly Connection[]
  readonly at: Date
  readonly bytes: Uint8Array
  readonly authors: readonly Author[]
  readonly events: readonly EventRow[]
  readonly cards: readonly CardPatch[]
}

export type Kept = 'kept' | Moved
/** What has moved since it was judged: the document, the rights in its campaign, the holder of a client id. */
export type Moved = 'head' | 'rights' | 'lease'

/** Alone it is a transaction of its own. Throws what `isRowless` tells where a card has no row. */
export async function keepUpdate(sql: Queries, keep: Keep): Promise<Kept> {
  const { bytes, events, cards } = keep
  const held = keep.connections.flatMap(({ lease, leaseCheckedAt }) =>
    lease ? [{ ...lease, leaseCheckedAt }] : [],
  )
  const checkedAt = Math.min(...held.map((one) => one.leaseCheckedAt), Number.MAX_SAFE_INTEGER)
  const [answer] = await sql<{ verdict: Kept; leaseMoves: number }[]>`
    select verdict, lease_moves from keep_update(
      ${keep.document},
      ${keep.epoch},
      ${keep.seq},
      ${keep.rights},
      ${checkedAt},
      ${columns(held, [(one) => String(one.clientId), (one) => one.holder])},
      ${keep.at},
      ${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)},
      ${authorsJson(sql, keep.authors)},
      ${columns(events, eventColumns)},
      ${columns(cards, cardColumns)}
    )`
  if (answer?.verdict === 'kept') {
    for (const one of keep.connections) {
      one.leaseCheckedAt = Math.max(one.leaseCheckedAt, answer.leaseMoves)
    }
  }
  return answer?.verdict ?? 'head'
}

/** SQLSTATE of ours: a card that a change speaks of has no row that could be changed. */
export function isRowless(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'RL001'
}

type Column<T> = (one: T) => string | null

/** In the order that `keep_update` reads them. */
const eventColumns: readonly Column<EventRow>[] = [
  (one) => one.at,
  (one) => one.user,
  (one) => one.card,
  (one) => one.field,
  (one) => one.key,
  (one) => one.old,
  (one) => one.new,
  (one) => one.verdict,
  (one) => one.code,
]
const cardColumns: readonly Column<CardPatch>[] = [
  (one) => one.id,
  (one) => one.known,
  (one) => one.stage,
  (one) => one.lane,
  (one) => one.officer,
  (one) => one.rank,
  (one) => one.due,
  (one) => String(one.incomplete),
  (one) => String(one.closed),
  (one) => one.fields,
]

/**
 * Rows as one text: columns divided by U+001E, their parts by U+001F, null as an empty part. Neither ids, codes and ranks
 * nor JSON ever hold those. Read by PostgreSQL many times faster than arrays or records of JSON.
 */
function columns<T>(rows: readonly T[], all: readonly Column<T>[]): string {
  if (rows.length === 0) return ''
  let text = ''
  for (const [c, column] of all.entries()) {
    if (c > 0) text += '\u001e'
    for (const [r, row] of rows.entries()) {
      if (r > 0) text += '\u001f'
      text += column(row) ?? ''
    }
  }
  return text
}
