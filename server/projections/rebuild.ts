// The rows of a document again, from its log alone. [G7]
import type { DocumentId } from '#shared/domain/ids.ts'
import type { Sql, Transaction } from '#server/database/sql.ts'
import { grammarOf } from '#server/sync/grammars.ts'
import { loadDocument } from '#server/sync/update-log.ts'
import { projectors } from './projectors.ts'

/** Deletes what mirrors a document and writes it anew; false when there is no such document. */
export async function rebuildProjection(sql: Sql, document: DocumentId): Promise<boolean> {
  const grammar = grammarOf(document)
  if (!grammar) return false
  return sql.begin(async (tx) => {
    // Nobody writes while the rows are away.
    await tx`select id from document where id = ${document} for update`
    const loaded = await loadDocument(sql, document, grammar)
    if (!loaded) return false
    const { doc, campaign, seq } = loaded
    await deleteRows(tx, document)
    await projectors[grammar.kind]?.write(tx, [{ document, campaign, seq, doc, changes: null }])
    doc.destroy()
    return true
  })
}

async function deleteRows(tx: Transaction, document: DocumentId): Promise<void> {
  const [kind, id = ''] = document.split('/')
  if (kind === 'dossier') await tx`delete from dossier where card_id = ${id}`
  if (kind !== 'board') return
  await tx`delete from attempt where campaign_id = ${id}`
  await tx`delete from card where campaign_id = ${id}`
}
