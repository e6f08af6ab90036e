// A document made anew from its content, under a new epoch: its past is gone, and nobody goes on with it. [G11, G12]
import { isDeepStrictEqual } from 'node:util'
import * as Y from 'yjs'
import type { CampaignId, DocumentId } from '#shared/domain/ids.ts'
import type { Sql, Transaction } from '#server/database/sql.ts'
import { describeFault, type Log } from '#server/log.ts'
import { encodeSnapshot, keepSnapshot } from './compaction.ts'
import { mark, markOf, markRoot, nextEpoch } from './epoch-mark.ts'
import type { Grammar } from './grammar.ts'
import { defineRoots, grammarOf } from './grammars.ts'
import { isOpenToWrite } from './leases.ts'
import type { Limits } from './limits.ts'
import { serverClientId } from './server-client.ts'
import { readStored } from './update-log.ts'
import { judgeWear, wearOf } from './wear.ts'

export interface Rebuilt {
  readonly doc: Y.Doc
  readonly campaign: CampaignId
  readonly epoch: number
  readonly seq: number
}

export interface Rebuild {
  readonly document: DocumentId
  /** Changes the content on its way: what it takes out was never in the new document. It counts as one update. */
  readonly edit?: (doc: Y.Doc) => void
}

/**
 * Rebuilds a document in the caller's transaction, which holds its lock from here on: the same content, written by the
 * server alone, in one snapshot that was read back and found equal. Rows, snapshots and leases of before are gone; whoever
 * is connected is sent away with 4410 by the commit, hint or look that finds the new epoch. null: no such document.
 */
export async function rebuildDocument(
  tx: Transaction,
  { document, edit }: Rebuild,
): Promise<Rebuilt | null> {
  const grammar = grammarOf(document)
  if (!grammar) return null
  await tx`select 1 from document where id = ${document} for update`
  const stored = await readStored(tx, document, grammar)
  if (!stored) return null
  if (edit) stored.doc.transact(() => edit(stored.doc))
  const doc = copyContent(stored.doc, grammar)
  stored.doc.destroy()
  const epoch = nextEpoch(stored.epoch)
  const seq = stored.seq + (edit ? 1 : 0)
  mark(doc, epoch)
  await endEpoch(tx, document)
  await tx`update document set epoch = ${epoch}, head_seq = ${seq} where id = ${document}`
  await keepSnapshot(tx, { document, grammar, epoch, seq, made: encodeSnapshot(doc) })
  return { doc, campaign: stored.campaign, epoch, seq }
}

/** Nothing of the epoch is left, and no fence of it is ever given again. The caller holds the document's lock. */
async function endEpoch(tx: Transaction, document: DocumentId): Promise<void> {
  await tx`
    update document
    set first_fence = 1 + greatest(
      first_fence, (select max(fence) from document_client where document_id = ${document})
    )
    where id = ${document}`
  await tx`delete from document_client where document_id = ${document}`
  await tx`delete from document_update where document_id = ${document}`
  await tx`delete from document_snapshot where document_id = ${document}`
}

/** The same content in a document of its own, in one transaction of the server's. Throws when it is not the same. */
function copyContent(from: Y.Doc, grammar: Grammar): Y.Doc {
  const to = new Y.Doc()
  defineRoots(to, grammar)
  to.clientID = serverClientId
  to.transact(() => {
    for (const [name, root] of grammar.roots) {
      if (name === markRoot) continue
      if (root.kind === 'text') copyText(from.getText(name), to.getText(name))
      else copyEntries(from.getMap(name), to.getMap(name))
    }
  })
  for (const [name, root] of grammar.roots) {
    if (name === markRoot) continue
    const typeIn = (doc: Y.Doc) => (root.kind === 'text' ? doc.getText(name) : doc.getMap(name))
    if (!isDeepStrictEqual(typeIn(to).toJSON(), typeIn(from).toJSON())) {
      throw new Error('the rebuilt document holds something else')
    }
  }
  return to
}

function copyText(from: Y.Text, to: Y.Text): void {
  // oxlint-disable-next-line typescript/no-base-to-string -- Yjs' own reading of a text
  const text = from.toString()
  if (text !== '') to.insert(0, text)
}

function copyEntries(from: Y.Map<unknown>, to: Y.Map<unknown>): void {
  for (const [key, value] of from) {
    if (!(value instanceof Y.Map)) {
      to.set(key, value)
      continue
    }
    const record = new Y.Map<unknown>()
    to.set(key, record)
    copyEntries(value, record)
  }
}

/**
 * Rebuilds a document that carries too much of its past: a worn one only while nobody has it open to write, a spent one
 * whoever has. True when it was rebuilt.
 */
export async function tryToRenew(
  sql: Sql,
  document: DocumentId,
  { limits, log }: { readonly limits: Limits; readonly log: Log },
): Promise<boolean> {
  try {
    return await renewDocument(sql, document, limits)
  } catch (error) {
    // It is slow as it is, and whole.
    log.error({ document, ...describeFault(error) }, 'a document was not rebuilt')
    return false
  }
}

async function renewDocument(sql: Sql, document: DocumentId, limits: Limits): Promise<boolean> {
  const grammar = grammarOf(document)
  if (!grammar) return false
  return sql.begin(async (tx) => {
    await tx`select 1 from document where id = ${document} for update`
    // Another process may have been faster.
    const stored = await readStored(tx, document, grammar)
    if (!stored) return false
    const verdict = judgeWear(wearOf(stored.doc, grammar), limits)
    stored.doc.destroy()
    if (verdict === 'good') return false
    if (verdict === 'worn' && (await isOpenToWrite(tx, document))) return false
    const rebuilt = await rebuildDocument(tx, { document })
    rebuilt?.doc.destroy()
    return rebuilt !== null
  })
}

/**
 * The database went back in time, or was copied: every document begins a new epoch as it stands, and its leases are void.
 * Whoever holds a newer past is sent away and says its unsent work again. Answers how many documents.
 */
export async function renewEverything(tx: Transaction): Promise<number> {
  // Every commit waits for its row, and finds the new epoch.
  const heads = await tx<{ id: DocumentId; epoch: number }[]>`
      select id, epoch from document order by id for update`
  if (heads.length === 0) return 0
  const epoch = nextEpoch(Math.max(...heads.map((head) => head.epoch)))
  await tx`
      update document d
      set
        epoch = ${epoch},
        head_seq = head_seq + 1,
        first_fence = 1 + greatest(
          first_fence, (select max(fence) from document_client c where c.document_id = d.id)
        )`
  await tx`update document_update set epoch = ${epoch}`
  await tx`update document_snapshot set epoch = ${epoch}`
  await tx`delete from document_client`
  await tx`
      insert into document_update (document_id, epoch, seq, bytes, authors)
      select id, ${epoch}, head_seq, ${Buffer.from(markOf(epoch))}, '[]' from document`
  return heads.length
}
