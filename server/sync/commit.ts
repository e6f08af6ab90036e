// One batch, judged and kept in one database transaction. Nothing here is visible to anybody. [G1–G3, G5, G8, G9]
import { place } from '#shared/domain/place.ts'
import type { DocumentId, UserId } from '#shared/domain/ids.ts'
import { lockRights } from '#server/auth/membership.ts'
import type { Sql, Transaction } from '#server/database/sql.ts'
import type { Rights } from '#server/auth/membership.ts'
import { CommandFailed, type Clocks, type Outcome } from './batch.ts'
import type { Connection } from './connection.ts'
import {
  findWinners,
  judgeBatch,
  offendersOf,
  type BatchDocument,
  type Committed,
  type Footing,
  type JudgedBatch,
  type Queued,
} from './judged.ts'
import { isRowless, keepUpdate, type Kept, type Moved } from './keep.ts'
import { checkLeases } from './lost-leases.ts'
import type { CardPatch, Projector, Projectors } from './projector.ts'
import { areAlike, type KnownRights } from './rights.ts'
import { applyRows, checkContiguous, lockDocument, readRows, type Row } from './update-log.ts'

export interface CommitParts extends BatchDocument {
  readonly sql: Sql
  readonly projectors: Projectors
  readonly rights: KnownRights
  /** The number that the document in memory stands at. */
  readonly seq: number
}

/** The document lives in a newer epoch: everything in memory is of the past. [G12] */
export class EpochChanged extends Error {
  override readonly name = 'EpochChanged'
}

/** Somebody else was first: what was judged in memory is not what the database would keep it on. [G1, G8, G9] */
export class Overtaken extends Error {
  override readonly name = 'Overtaken'
  readonly moved: Moved | 'rows'

  constructor(moved: Moved | 'rows') {
    super(`overtaken: ${moved}`)
    this.moved = moved
  }
}

/**
 * Runs and keeps a batch, with the document locked and caught up, and with the rights as they are in the same
 * transaction. On any throw but an untouched `CommandFailed`, the document in memory is ahead of the database.
 */
export function keepLocked(batch: readonly Queued[], parts: CommitParts): Promise<Committed> {
  const { sql, document, campaign } = parts
  return sql.begin(async (tx) => {
    const [head, rights, cardPlace] = await Promise.all([
      lockDocument(tx, document),
      lockRights(tx, campaign, usersOf(batch)),
      readCardPlace(tx, parts),
    ])
    if (head.epoch !== parts.epoch) throw new EpochChanged()
    const lost = await findLost(tx, batch, { document, leaseMoves: head.leaseMoves })
    const caughtUp = await catchUp(tx, parts, head.headSeq)
    const { headSeq } = head
    const scene = { rights, cardPlace, lost, ...caughtUp, headSeq, offenders: nobody }
    const judged = judgeCaughtUp(batch, { ...parts, ...scene })
    const winners = await findWinners(tx, judged, parts)
    await write(tx, judged, parts)
    await runAlso(tx, batch, judged.committed.outcomes)
    return { ...judged.committed, winners }
  })
}

/** A command that throws leaves the document untouched only where nothing of others had just been applied to it. */
function judgeCaughtUp(batch: readonly Queued[], parts: BatchDocument & Footing): JudgedBatch {
  try {
    return judgeBatch(batch, parts)
  } catch (error) {
    if (!(error instanceof CommandFailed) || parts.others.length === 0) throw error
    throw new CommandFailed(error.index, true, error.cause)
  }
}

/** A batch that is applied in memory, and that the database has not been asked about. */
export interface Ahead {
  readonly judged: JudgedBatch
  readonly rights: Rights
  readonly users: readonly UserId[]
  /** Columns of the rows that it changes; null where other rows have to be written, from the document itself. */
  readonly cards: readonly CardPatch[] | null
  /** Who is to be sent away once it is published. */
  readonly offenders: ReadonlySet<Connection>
}

/**
 * Judges in memory, with the rights as they were last read, before the database is asked anything. On any throw, the
 * document in memory may hold half of it. `behind`: what is judged and not published yet.
 */
export async function judgeAhead(
  batch: readonly Queued[],
  behind: Ahead | null,
  parts: CommitParts,
): Promise<Ahead> {
  const users = usersOf(batch)
  const { offenders = nobody } = behind ?? {}
  const rights = await parts.rights.of(users)
  const scene = { rights, cardPlace: null, lost: nobody, others: [], before: null, offenders }
  const judged = judgeBatch(batch, { ...parts, ...scene, headSeq: parts.seq })
  const { projection } = judged
  const cards = projection ? (projectorOf(parts)?.patch?.(projection) ?? null) : []
  return { judged, rights, users, cards, offenders: offendersOf(batch, judged.committed.outcomes) }
}

/**
 * Keeps what was judged ahead by one statement, which refuses where the document, the rights or a lease has moved since.
 * Everything before it is kept. On any throw, the document in memory is ahead of the database.
 */
export async function keepAhead(
  { judged, rights, users, cards }: Ahead,
  parts: CommitParts,
): Promise<Committed> {
  const { keep } = judged
  const winners = await findWinners(parts.sql, judged, parts)
  const committed = { ...judged.committed, winners }
  if (!keep) return committed
  const tryWith = (version: number): Promise<void> => {
    const again = { ...keep, rights: version }
    return cards
      ? keepUpdate(parts.sql, { ...again, cards }).then(mustBeKept)
      : parts.sql.begin((tx) => write(tx, { ...judged, keep: again }, parts))
  }
  try {
    await tryWith(rights.version)
  } catch (error) {
    if (isRowless(error)) throw new Overtaken('rows')
    if (!(error instanceof Overtaken) || error.moved !== 'rights') throw error
    // Somebody's rights have changed, most often not these people's: then everything was judged as it would be now.
    parts.rights.forget()
    const now = await parts.rights.of(users)
    if (!areAlike(rights, now, users)) throw error
    await tryWith(now.version)
  }
  return committed
}

function mustBeKept(kept: Kept): void {
  if (kept !== 'kept') throw new Overtaken(kept)
}

async function write(
  tx: Transaction,
  { keep, projection }: JudgedBatch,
  parts: CommitParts,
): Promise<void> {
  if (keep) mustBeKept(await keepUpdate(tx, keep))
  if (projection) await projectorOf(parts)?.write(tx, [projection])
}

function projectorOf({ projectors, grammar }: CommitParts): Projector | undefined {
  return projectors[grammar.kind]
}

async function catchUp(
  tx: Transaction,
  parts: CommitParts,
  headSeq: number,
): Promise<{ others: readonly Row[]; before: Clocks | null }> {
  if (headSeq === parts.seq) return { others: [], before: null }
  const rows = await readRows(tx, { ...parts, after: parts.seq })
  checkContiguous(rows, parts.seq, headSeq)
  return { others: rows, before: applyRows(parts.doc, rows) }
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

function usersOf(batch: readonly Queued[]): UserId[] {
  return [
    ...new Set(batch.flatMap((one) => (one.kind === 'write' ? [one.connection.user.id] : []))),
  ]
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

/** Dossiers are judged by where their card stands; boards know it themselves. */
async function readCardPlace(tx: Transaction, { grammar, document }: CommitParts) {
  if (grammar.kind !== 'dossier') return null
  const [row] = await tx<{ at: unknown }[]>`
    select fields -> 'at' as at from card where id = ${document.slice('dossier/'.length)}`
  return place.safeParse(row?.at).data ?? null
}
