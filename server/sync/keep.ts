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
      ${list(held, (one) => String(one.clientId))},
      ${list(held, (one) => one.holder)},
      ${keep.at},
      ${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)},
      ${authorsJson(sql, keep.authors)},
      ${list(events, (one) => one.at)},
      ${list(events, (one) => one.user)},
      ${list(events, (one) => one.card)},
      ${list(events, (one) => one.field)},
      ${list(events, (one) => one.key)},
      ${list(events, (one) => one.old)},
      ${list(events, (one) => one.new)},
      ${list(events, (one) => one.verdict)},
      ${list(events, (one) => one.code)},
      ${list(cards, (one) => one.id)},
      ${list(cards, (one) => one.known)},
      ${list(cards, (one) => one.stage)},
      ${list(cards, (one) => one.lane)},
      ${list(cards, (one) => one.officer)},
      ${list(cards, (one) => one.rank)},
      ${list(cards, (one) => one.due)},
      ${list(cards, (one) => String(one.incomplete))},
      ${list(cards, (one) => String(one.closed))},
      ${list(cards, (one) => one.fields)}
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

/** One text, parts divided by U+001F, null as an empty part. Neither ids, codes and ranks nor JSON ever hold that. */
function list<T>(all: readonly T[], part: (one: T) => string | null): string {
  return all.map((one) => part(one) ?? '').join('\u001f')
}
