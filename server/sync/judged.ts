// A batch applied in memory: what became of each of its works, and what is to be kept of it. [G3, G5, G6]
import type * as Y from 'yjs'
import type { Place } from '#shared/domain/place.ts'
import type { CampaignId, DocumentId, UserId } from '#shared/domain/ids.ts'
import type { Rights } from '#server/auth/membership.ts'
import type { Queries, Transaction } from '#server/database/sql.ts'
import type { Bases } from './bases.ts'
import { runBatch, type Clocks, type Outcome } from './batch.ts'
import type { Command } from './command.ts'
import type { Connection } from './connection.ts'
import { eventRows, type Happened } from './events.ts'
import type { Grammar } from './grammar.ts'
import type { Keep } from './keep.ts'
import type { Limits } from './limits.ts'
import type { Projection } from './projector.ts'
import { spotName, type Effect } from './spot.ts'
import type { Author, Row } from './update-log.ts'
import { readWinners, type Sought, type Winner } from './winner.ts'

/** What waits in a room. */
export type Queued =
  | {
      readonly kind: 'write'
      readonly connection: Connection
      readonly bytes: Uint8Array
      /** Sent before the answer to the server's question. */
      readonly isEarly?: boolean
      readonly receivedAt: number
    }
  | {
      readonly kind: 'command'
      readonly command: AnyCommand
      readonly resolve: (value: unknown) => void
      readonly reject: (error: unknown) => void
      readonly receivedAt: number
    }

/** A command whatever its result; `also` takes what `edit` returned. */
export interface AnyCommand extends Pick<Command<unknown>, 'user' | 'at' | 'edit'> {
  also?(tx: Transaction, result: unknown): Promise<void>
}

export interface BatchDocument {
  readonly document: DocumentId
  readonly campaign: CampaignId
  readonly grammar: Grammar
  readonly limits: Limits
  readonly doc: Y.Doc
  readonly bases: Bases
  readonly epoch: number
}

export interface Committed {
  /** Updates of other processes that came first. */
  readonly others: readonly Row[]
  readonly update: Uint8Array | null
  readonly seq: number
  readonly at: Date
  readonly outcomes: readonly Outcome[]
  /** Clocks of all client ids before anything of it, and behind it. The document in memory may be further by now. */
  readonly before: Clocks
  readonly after: Clocks
  /** Who wrote what superseded writes lost to. */
  readonly winners: ReadonlyMap<Effect, Winner>
}

/** What a batch is judged on. */
export interface Footing {
  readonly rights: Rights
  readonly cardPlace: Place | null
  readonly lost: ReadonlySet<Connection>
  readonly others: readonly Row[]
  /** Clocks of all client ids before those. */
  readonly before: Clocks | null
  /** The number that the document in memory stands at. */
  readonly headSeq: number
  /** Who is being sent away for what is judged and not published yet: nothing more of them is read. [G4] */
  readonly offenders: ReadonlySet<Connection>
}

export interface JudgedBatch {
  readonly committed: Omit<Committed, 'winners'>
  readonly happened: readonly Happened[]
  /** Null: nothing changed. */
  readonly keep: Keep | null
  /** Null: no row mirrors what changed. */
  readonly projection: Projection | null
}

/** Applies a batch in memory, and says what is to be kept of it. */
export function judgeBatch(batch: readonly Queued[], parts: BatchDocument & Footing): JudgedBatch {
  const { document, campaign, doc, rights, lost, others, headSeq } = parts
  const now = new Date()
  const { outcomes, update, before, after } = runBatch(
    batch.map((one) => toWork(one, lost)),
    { ...parts, actors: rights.actors, now },
  )
  const settled = { others, update, at: now, outcomes, before: parts.before ?? before, after }
  if (!update) {
    const committed = { ...settled, seq: headSeq }
    return { committed, happened: [], keep: null, projection: null }
  }
  const seq = headSeq + 1
  const happened = outcomes.flatMap((outcome, i) => happenedIn(outcome, batch[i]))
  const changes = happened.flatMap(({ verdict, effect, user, at }) =>
    verdict === 'kept' ? [{ ...effect, by: user, isPast: at !== null && at < now }] : [],
  )
  const projection = changes.length > 0 ? { document, campaign, seq, doc, changes } : null
  const keep: Keep = {
    document,
    epoch: parts.epoch,
    seq,
    rights: rights.version,
    connections: batch.flatMap((one) =>
      one.kind === 'write' && !lost.has(one.connection) ? [one.connection] : [],
    ),
    at: now,
    bytes: update,
    authors: outcomes.flatMap((outcome, i) => authorsOf(outcome, batch[i])),
    events: eventRows(happened, parts),
    cards: [],
  }
  return { committed: { ...settled, seq }, happened, keep, projection }
}

/** Whose update was outside the grammar, of a batch and its outcomes. */
export function offendersOf(
  batch: readonly Queued[],
  outcomes: readonly Outcome[],
): Set<Connection> {
  return new Set(
    batch.flatMap((one, i) =>
      one.kind === 'write' && outcomes[i]?.kind === 'violation' ? [one.connection] : [],
    ),
  )
}

function toWork(one: Queued, lost: ReadonlySet<Connection>) {
  if (one.kind === 'command') {
    return { kind: one.kind, user: one.command.user, edit: one.command.edit }
  }
  const { user, clientId } = one.connection
  const isLost = lost.has(one.connection)
  return {
    kind: one.kind,
    user: user.id,
    clientId,
    isLost,
    sender: one.connection,
    isEarly: one.isEarly ?? false,
    bytes: one.bytes,
  }
}

function happenedIn(outcome: Outcome, one: Queued | undefined): Happened[] {
  if (!one || (outcome.kind !== 'judged' && outcome.kind !== 'done')) return []
  const user = one.kind === 'write' ? one.connection.user.id : one.command.user
  const at = one.kind === 'command' ? (one.command.at ?? null) : null
  const kept = outcome.kept.map((effect) => {
    return { effect, user, at, verdict: 'kept' as const, code: null }
  })
  if (outcome.kind === 'done') return kept
  return [
    ...kept,
    ...outcome.rejected.map(({ effect, fault }) => {
      return { effect, user, at, verdict: 'rejected' as const, code: fault.code }
    }),
    ...outcome.superseded.map((effect) => {
      const fault = outcome.refusedBesides.get(effect)
      return fault
        ? { effect, user, at, verdict: 'rejected' as const, code: fault.code }
        : { effect, user, at, verdict: 'superseded' as const, code: 'stale' }
    }),
  ]
}

function authorsOf(outcome: Outcome, one: Queued | undefined): Author[] {
  if (!one || (outcome.kind !== 'judged' && outcome.kind !== 'done') || !outcome.range) return []
  const user = one.kind === 'write' ? one.connection.user.id : one.command.user
  const session = one.kind === 'write' ? one.connection.session : null
  return [{ user, session, ...outcome.range }]
}

/**
 * For each write that lost: who wrote the value that stays, in this batch or before it. Asked once everything before the
 * batch is kept, and before its own history is.
 */
export async function findWinners(
  sql: Queries,
  { committed, happened }: JudgedBatch,
  parts: BatchDocument,
): Promise<ReadonlyMap<Effect, Winner>> {
  const { at } = committed
  const overtaken = new Set(
    committed.outcomes.flatMap((one) => (one.kind === 'judged' ? one.superseded : [])),
  )
  if (overtaken.size === 0) return new Map()
  const { doc, grammar } = parts
  const inBatch = new Map<string, UserId>()
  const sought: Sought[] = []
  for (const { effect, user, verdict } of happened) {
    if (verdict === 'kept') inBatch.set(spotName(effect.spot), user)
    if (!overtaken.has(effect)) continue
    const here = inBatch.get(spotName(effect.spot)) ?? null
    sought.push({ effect, here, ...grammar.nameOf(effect, doc) })
  }
  return readWinners(sql, sought, { ...parts, at })
}
