// One batch in one database transaction: lock, catch up, judge, keep. Nothing here is visible to anybody. [G1–G3, G5, G8]
import type * as Y from 'yjs'
import type { Command } from './command.ts'
import type { Connection } from './connection.ts'
import { place } from '#shared/domain/place.ts'
import type { CampaignId, DocumentId, UserId } from '#shared/domain/ids.ts'
import { readActors } from '#server/auth/membership.ts'
import type { Sql, Transaction } from '#server/database/sql.ts'
import type { Bases } from './bases.ts'
import { CommandFailed, runBatch, type Outcome } from './batch.ts'
import { isChange, writeEvents, type Happened } from './events.ts'
import type { Grammar } from './grammar.ts'
import { checkLeases } from './lost-leases.ts'
import type { Limits } from './limits.ts'
import type { Projectors } from './projector.ts'
import { spotName, type Effect } from './spot.ts'
import {
  appendUpdate,
  applyRows,
  checkContiguous,
  lockDocument,
  readRows,
  type Author,
  type Row,
} from './update-log.ts'
import { findWinner, type Winner } from './winner.ts'

/** What waits in a room. */
export type Queued =
  | {
      readonly kind: 'write'
      readonly connection: Connection
      readonly bytes: Uint8Array
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

export interface CommitParts {
  readonly sql: Sql
  readonly document: DocumentId
  readonly campaign: CampaignId
  readonly grammar: Grammar
  readonly projectors: Projectors
  readonly limits: Limits
  readonly doc: Y.Doc
  readonly bases: Bases
  readonly epoch: number
  readonly seq: number
}

export interface Committed {
  /** Updates of other processes that came first. */
  readonly others: readonly Row[]
  readonly update: Uint8Array | null
  readonly seq: number
  readonly at: Date
  readonly outcomes: readonly Outcome[]
  /** Who wrote what superseded writes lost to. */
  readonly winners: ReadonlyMap<Effect, Winner>
}

/** The document lives in a newer epoch: everything in memory is of the past. [G12] */
export class EpochChanged extends Error {
  override readonly name = 'EpochChanged'
}

/** Runs and keeps a batch. On any throw but an untouched `CommandFailed`, the document in memory is ahead of the database. */
export function commitBatch(batch: readonly Queued[], parts: CommitParts): Promise<Committed> {
  const { sql, document, campaign, doc } = parts
  return sql.begin(async (tx) => {
    const users = [...new Set(batch.flatMap((one) => userOf(one)))]
    const [head, actors, cardPlace] = await Promise.all([
      lockDocument(tx, document),
      readActors(tx, campaign, users),
      readCardPlace(tx, parts),
    ])
    if (head.epoch !== parts.epoch) throw new EpochChanged()
    const lost = await findLost(tx, batch, { document, leaseMoves: head.leaseMoves })
    const others = await catchUp(tx, parts, head.headSeq)
    const now = new Date()
    const { outcomes, update } = runBatch(
      batch.map((one) => toWork(one, lost)),
      { ...parts, actors, cardPlace, now },
    )
    if (!update) {
      await runAlso(tx, batch, outcomes)
      return { others, update, seq: head.headSeq, at: now, outcomes, winners: new Map() }
    }
    const seq = head.headSeq + 1
    const happened = outcomes.flatMap((outcome, i) => happenedIn(outcome, batch[i], now))
    const overtaken = new Set(
      outcomes.flatMap((outcome) => (outcome.kind === 'judged' ? outcome.superseded : [])),
    )
    const winners = await findWinners(tx, happened, { ...parts, at: now, overtaken })
    const changes = happened.flatMap(({ verdict, effect, user, at }) =>
      verdict === 'kept' ? [{ ...effect, by: user, isPast: at < now }] : [],
    )
    const project = parts.projectors[parts.grammar.kind]
    await Promise.all([
      appendUpdate(tx, {
        document,
        epoch: parts.epoch,
        seq,
        bytes: update,
        authors: outcomes.flatMap((outcome, i) => authorsOf(outcome, batch[i])),
      }),
      writeEvents(
        tx,
        { ...parts, seq },
        happened.filter((one) => one.verdict !== 'kept' || isChange(one.effect)),
      ),
      changes.length > 0 ? project?.(tx, [{ document, campaign, seq, doc, changes }]) : undefined,
    ])
    await runAlso(tx, batch, outcomes)
    return { others, update, seq, at: now, outcomes, winners }
  })
}

async function catchUp(tx: Transaction, parts: CommitParts, headSeq: number): Promise<Row[]> {
  if (headSeq === parts.seq) return []
  const rows = await readRows(tx, { ...parts, after: parts.seq })
  checkContiguous(rows, parts.seq, headSeq)
  applyRows(parts.doc, rows)
  return rows
}

/** A command with more rows is alone in its batch; its failure is its own. */
async function runAlso(
  tx: Transaction,
  batch: readonly Queued[],
  outcomes: readonly Outcome[],
): Promise<void> {
  for (const [index, one] of batch.entries()) {
    const outcome = outcomes[index]
    if (one.kind !== 'command' || !one.command.also || outcome?.kind !== 'done') continue
    try {
      await one.command.also(tx, outcome.value)
    } catch (error) {
      throw new CommandFailed(index, true, error)
    }
  }
}

function userOf(one: Queued): UserId[] {
  return one.kind === 'write' ? [one.connection.user.id] : []
}

const nobody: ReadonlySet<Connection> = new Set()

/** Connections whose client id was taken from them. Nothing is asked as long as none of the document's ids was. [G4] */
async function findLost(
  tx: Transaction,
  batch: readonly Queued[],
  { document, leaseMoves }: { document: DocumentId; leaseMoves: number },
): Promise<ReadonlySet<Connection>> {
  const doubtful = batch.flatMap((one) =>
    one.kind === 'write' && one.connection.leaseCheckedAt < leaseMoves ? [one.connection] : [],
  )
  return doubtful.length === 0 ? nobody : checkLeases(tx, doubtful, { document, leaseMoves })
}

function toWork(one: Queued, lost: ReadonlySet<Connection>) {
  if (one.kind === 'command') {
    return { kind: one.kind, user: one.command.user, edit: one.command.edit }
  }
  const { user, clientId } = one.connection
  const isLost = lost.has(one.connection)
  return { kind: one.kind, user: user.id, clientId, isLost, bytes: one.bytes }
}

/** Dossiers are judged by where their card stands; boards know it themselves. */
async function readCardPlace(tx: Transaction, { grammar, document }: CommitParts) {
  if (grammar.kind !== 'dossier') return null
  const [row] = await tx<{ at: unknown }[]>`
    select fields -> 'at' as at from card where id = ${document.slice('dossier/'.length)}`
  return place.safeParse(row?.at).data ?? null
}

function happenedIn(outcome: Outcome, one: Queued | undefined, now: Date): Happened[] {
  if (!one || outcome.kind === 'violation' || outcome.kind === 'not-a-member') return []
  const user = one.kind === 'write' ? one.connection.user.id : one.command.user
  const at = one.kind === 'command' ? (one.command.at ?? now) : now
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

/** For each write that lost: who wrote the value that stays, in this batch or before it. */
async function findWinners(
  tx: Transaction,
  happened: readonly Happened[],
  parts: CommitParts & { readonly at: Date; readonly overtaken: ReadonlySet<Effect> },
): Promise<Map<Effect, Winner>> {
  const winners = new Map<Effect, Winner>()
  const inBatch = new Map<string, UserId>()
  for (const { effect, user, verdict } of happened) {
    if (verdict === 'kept') inBatch.set(spotName(effect.spot), user)
    if (!parts.overtaken.has(effect)) continue
    const here = inBatch.get(spotName(effect.spot))
    const winner = await findWinner(tx, effect, {
      ...parts,
      here: here ? { user: here, at: parts.at } : null,
    })
    if (winner) winners.set(effect, winner)
  }
  return winners
}
