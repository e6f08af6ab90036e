// The grammar of each kind of document.
import type * as Y from 'yjs'
import type { DocumentId } from '#shared/domain/ids.ts'
import { boardGrammar } from './board-grammar.ts'
import { dossierGrammar } from './dossier-grammar.ts'
import type { Grammar } from './grammar.ts'

/** The grammar of a document; null for a kind that is not served yet (reviews): opening one answers "gone". */
export function grammarOf(document: DocumentId): Grammar | null {
  const [kind, id = ''] = document.split('/')
  if (kind === 'board') return boardGrammar
  return kind === 'dossier' ? dossierGrammar(id) : null
}

/** Names every root, so that Yjs knows its type before the first update is read. */
export function defineRoots(doc: Y.Doc, grammar: Grammar): void {
  for (const [name, root] of grammar.roots) {
    if (root.kind === 'text') doc.getText(name)
    else doc.getMap(name)
  }
}
