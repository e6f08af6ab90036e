// Documents that the server makes: the first update of each, with its rows, many at once.
import * as Y from 'yjs'
import { Refused } from '#server/errors.ts'
import type { Transaction } from '#server/database/sql.ts'
import type { NewDocument } from './command.ts'
import { defineRoots, grammarOf } from './grammars.ts'
import type { Projectors } from './projector.ts'
import { serverClientId } from './server-client.ts'
import { authorsJson } from './update-log.ts'

/** Rows in one statement. */
const rowsAtOnce = 1_000

/** Writes documents that do not exist yet, in a transaction of the caller's. */
export async function createDocuments(
  tx: Transaction,
  documents: readonly NewDocument[],
  projectors: Projectors,
): Promise<void> {
  for (let i = 0; i < documents.length; i += rowsAtOnce) {
    const made = documents.slice(i, i + rowsAtOnce).map(fill)
    const rows = made.map(({ document, campaign, kind }) => {
      return { id: document, kind, campaignId: campaign, headSeq: 1 }
    })
    const updates = made.map(({ document, user, doc }) => ({
      documentId: document,
      epoch: 1,
      seq: 1,
      bytes: Buffer.from(Y.encodeStateAsUpdate(doc)),
      authors: authorsJson(tx, [
        {
          user,
          session: null,
          client: serverClientId,
          from: 0,
          to: Y.getState(doc.store, serverClientId),
        },
      ]),
    }))
    await Promise.all([
      tx`insert into document ${tx(rows)}`,
      tx`insert into document_update ${tx(updates)}`,
    ])
    const kinds = new Set(made.map(({ kind }) => kind))
    for (const kind of kinds) {
      await projectors[kind]?.write(
        tx,
        made.filter((one) => one.kind === kind),
      )
    }
    for (const { doc } of made) doc.destroy()
  }
}

function fill({ id, campaign, user, fill: write }: NewDocument) {
  const grammar = grammarOf(id)
  if (!grammar) throw new Refused(404, 'not-found', { title: 'This kind of document is not made.' })
  // A guid of its own would be random bytes, read once a document and never used.
  const doc = new Y.Doc({ guid: id })
  doc.clientID = serverClientId
  defineRoots(doc, grammar)
  doc.transact(() => write(doc))
  return { document: id, campaign, user, doc, kind: grammar.kind, seq: 1, changes: null }
}
