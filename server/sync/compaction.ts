// A snapshot in place of a long log; rows go only once it has been read back and found equal. [G12]
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import type { DocumentId } from '#shared/domain/ids.ts'
import type { Sql, Transaction } from '#server/database/sql.ts'
import { defineRoots, grammarOf } from './grammars.ts'
import type { Grammar } from './grammar.ts'
import type { Limits } from './limits.ts'
import { countStructs } from './stored.ts'
import { hashSnapshot, loadDocument, lockIfThere } from './update-log.ts'

/** Rows younger than this stay for processes that are behind: each looks once a second. */
const keptFor = '10 seconds'

/** Bytes of a snapshot that take half as long to load as one row of the log. */
const bytesLikeHalfARow = 320

/**
 * Whether a log is worth a snapshot, for which the whole document is loaded, encoded and read back: where loading the
 * rows would take twice as long as loading the snapshot before them.
 */
export function isLong(
  tail: { readonly rows: number; readonly bytes: number },
  { snapshotBytes, limits }: { readonly snapshotBytes: number; readonly limits: Limits },
): boolean {
  const { logRows, logBytes } = limits
  return (
    tail.rows >= Math.max(logRows, snapshotBytes / bytesLikeHalfARow) ||
    tail.bytes >= Math.max(logBytes, snapshotBytes / 2)
  )
}

export interface Compacted {
  /** Number of the last update that the snapshot holds. */
  readonly seq: number
  /** Bytes of the snapshot. */
  readonly bytes: number
}

/**
 * Makes a snapshot of what the database holds, and deletes the rows that it replaces. Nobody waits for it: the document
 * is locked only while rows are deleted, when the snapshot has been read back already. Answers null when there is nothing
 * to do any more: the document is gone, or lives in another epoch. Throws when what was read back is not what was
 * written; no row is deleted then.
 */
export async function compactLog(sql: Sql, document: DocumentId): Promise<Compacted | null> {
  const grammar = must(grammarOf(document), 'a document that is kept has a grammar')
  const loaded = await loadDocument(sql, document, grammar)
  if (!loaded) return null
  const { doc, epoch, seq } = loaded
  const made = encodeSnapshot(doc)
  doc.destroy()
  const isDone = await sql.begin(async (tx) => {
    await keepSnapshot(tx, { document, grammar, epoch, seq, made })
    const head = await lockIfThere(tx, document)
    // What was rebuilt or erased meanwhile must not come back by what was read before.
    if (head?.epoch !== epoch) {
      await tx`
        delete from document_snapshot
        where document_id = ${document} and epoch = ${epoch} and seq = ${seq}`
      return false
    }
    await tx`
      delete from document_update
      where document_id = ${document} and epoch = ${epoch} and seq <= ${seq}
        and created_at < now() - ${keptFor}::interval`
    await tx`
      delete from document_snapshot
      where document_id = ${document} and epoch = ${epoch} and seq < ${seq}`
    return true
  })
  return isDone ? { seq, bytes: made.bytes.length } : null
}

/** A document as a row of `document_snapshot`, and as what it has to read back as. */
export interface MadeSnapshot {
  readonly bytes: Buffer
  readonly state: Uint8Array
  readonly structs: number
  readonly clients: number
}

export function encodeSnapshot(doc: Y.Doc): MadeSnapshot {
  return {
    bytes: Buffer.from(Y.encodeStateAsUpdateV2(doc)),
    state: Y.encodeStateAsUpdate(doc),
    structs: countStructs(doc),
    clients: doc.store.clients.size,
  }
}

export interface SnapshotParts {
  readonly document: DocumentId
  readonly grammar: Grammar
  readonly epoch: number
  readonly seq: number
  readonly made: MadeSnapshot
}

/** Writes a snapshot, reads it back and compares; throws where it is not the same. */
export async function keepSnapshot(
  tx: Transaction,
  { document, grammar, epoch, seq, made }: SnapshotParts,
): Promise<void> {
  const { bytes, structs, clients } = made
  await tx`
    insert into document_snapshot (document_id, epoch, seq, bytes, sha256, structs, clients)
    values (${document}, ${epoch}, ${seq}, ${bytes}, ${hashSnapshot(bytes)}, ${structs}, ${clients})
    on conflict (document_id, epoch, seq) do nothing`
  const [kept] = await tx<{ bytes: Buffer; sha256: string }[]>`
    select bytes, sha256 from document_snapshot
    where document_id = ${document} and epoch = ${epoch} and seq = ${seq}`
  if (!kept || hashSnapshot(kept.bytes) !== kept.sha256)
    throw new Error('the snapshot reads back otherwise')
  const copy = new Y.Doc()
  defineRoots(copy, grammar)
  Y.applyUpdateV2(copy, kept.bytes)
  if (!Buffer.from(Y.encodeStateAsUpdate(copy)).equals(made.state)) {
    throw new Error('the snapshot holds another document')
  }
  copy.destroy()
}
