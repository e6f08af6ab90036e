// The log of a document in PostgreSQL: the durability boundary. [G1, G8, G12]
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import type { CampaignId, DocumentId, UserId } from '#shared/domain/ids.ts'
import type { Queries, Sql, Transaction } from '#server/database/sql.ts'
import { Refused } from '#server/errors.ts'
import { defineRoots } from './grammars.ts'
import type { Grammar } from './grammar.ts'
import { serverClientId } from './server-client.ts'

export interface Head {
  readonly epoch: number
  readonly headSeq: number
  readonly campaign: CampaignId
  /** How often a client id was taken from its holder. */
  readonly leaseMoves: number
}

/** Who wrote which structs of an update. [G5] */
export interface Author {
  readonly user: UserId
  readonly session: string | null
  readonly client: number
  readonly from: number
  readonly to: number
}

export interface Loaded {
  readonly doc: Y.Doc
  readonly epoch: number
  readonly seq: number
  readonly campaign: CampaignId
  /** Rows and bytes of the log that no snapshot holds yet. */
  readonly tail: { readonly rows: number; readonly bytes: number }
  readonly snapshotBytes: number
}

/** The log is not what its numbers or sums say. Nothing is repaired here. */
class BrokenLog extends Refused {
  constructor(where: string) {
    super(503, 'storage', { title: 'What is stored of this document is not whole.' })
    this.name = `BrokenLog: ${where}`
  }
}

/** The document as the database holds it; null when there is none. */
export async function loadDocument(
  sql: Sql,
  document: DocumentId,
  grammar: Grammar,
): Promise<Loaded | null> {
  // One snapshot of the database: rows that a compaction deletes meanwhile are in the snapshot it wrote, or still here.
  return sql.begin('isolation level repeatable read read only', (tx) =>
    readStored(tx, document, grammar),
  )
}

/** The same inside a transaction that sees one state of the database, or holds the lock of the document. */
export async function readStored(
  tx: Transaction,
  document: DocumentId,
  grammar: Grammar,
): Promise<Loaded | null> {
  const [head] = await tx<Omit<Head, 'leaseMoves'>[]>`
    select epoch, head_seq, campaign_id as campaign from document where id = ${document}`
  if (!head) return null
  const [snapshot] = await tx<{ seq: number; bytes: Buffer; sha256: string }[]>`
    select seq, bytes, sha256 from document_snapshot
    where document_id = ${document} and epoch = ${head.epoch}
    order by seq desc
    limit 1`
  // A disk that answers other bytes than were written would be served to everybody as the truth.
  if (snapshot && hashSnapshot(snapshot.bytes) !== snapshot.sha256) {
    throw new BrokenLog(`the snapshot at ${snapshot.seq} is not what was written`)
  }
  const from = snapshot?.seq ?? 0
  const rows = await readRows(tx, { document, epoch: head.epoch, after: from })
  checkContiguous(rows, from, head.headSeq)
  const doc = new Y.Doc()
  defineRoots(doc, grammar)
  // All in one transaction: applied one by one, or merged first, the same costs many times more.
  doc.transact((transaction) => {
    if (snapshot) Y.applyUpdateV2(doc, snapshot.bytes)
    for (const row of rows) Y.applyUpdate(doc, row.bytes)
    transaction.local = true
  })
  doc.clientID = serverClientId
  return {
    doc,
    epoch: head.epoch,
    seq: head.headSeq,
    campaign: head.campaign,
    tail: { rows: rows.length, bytes: rows.reduce((sum, row) => sum + row.bytes.length, 0) },
    snapshotBytes: snapshot?.bytes.length ?? 0,
  }
}

/** SHA-256 in hexadecimal. */
export function hashSnapshot(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export interface Row {
  readonly seq: number
  readonly bytes: Buffer
  /** Seconds since it was kept, by the clock of the database. */
  readonly age: number
}

/** Rows after a number, in order. */
export async function readRows(
  tx: Transaction,
  { document, epoch, after }: { document: DocumentId; epoch: number; after: number },
): Promise<Row[]> {
  return tx<Row[]>`
    select seq, bytes, extract(epoch from clock_timestamp() - created_at)::float8 as age
    from document_update
    where document_id = ${document} and epoch = ${epoch} and seq > ${after}
    order by seq`
}

/** Throws `BrokenLog` unless the rows are all numbers after `from` up to `to`. */
export function checkContiguous(rows: readonly Row[], from: number, to: number): void {
  const isWhole = rows.length === to - from && rows.every((row, i) => row.seq === from + i + 1)
  if (!isWhole) throw new BrokenLog(`rows after ${from} up to ${to} are not whole`)
}

/** Applies rows of other processes, as one transaction; answers the clocks of all client ids before. */
export function applyRows(doc: Y.Doc, rows: readonly Row[]): ReadonlyMap<number, number> {
  return doc.transact((transaction) => {
    for (const row of rows) Y.applyUpdate(doc, row.bytes)
    transaction.local = true
    return transaction.beforeState
  })
}

/** Locks the document's row: whoever writes to it waits here, so that number order is commit order. */
export async function lockDocument(tx: Transaction, document: DocumentId): Promise<Head> {
  return must(await lockIfThere(tx, document), 'an open document has its row')
}

/** The same; null when the document is gone. A snapshot that is being written does not wait, nor is it waited for. */
export async function lockIfThere(tx: Transaction, document: DocumentId): Promise<Head | null> {
  const [head] = await tx<Head[]>`
    select epoch, head_seq, campaign_id as campaign, lease_moves
    from document where id = ${document} for no key update`
  return head ?? null
}

/** As JSON for the `authors` column. */
export function authorsJson(sql: Queries, authors: readonly Author[]) {
  return sql.json(
    authors.map(({ user, session, client, from, to }) => ({ user, session, client, from, to })),
  )
}
