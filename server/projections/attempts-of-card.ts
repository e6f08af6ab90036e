import type * as Y from 'yjs'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { attempt } from '#shared/domain/attempt.ts'

const indexes = new WeakMap<Y.Doc, Map<string, Set<string>>>()

/**
 * The attempts of one card, without reading those of the whole board: an index that lives with the document in memory
 * and follows its transactions, whoever makes them.
 */
export function attemptsOfCard(doc: Y.Doc, card: string): ReadonlySet<string> {
  return indexOf(doc).get(card) ?? none
}

const none: ReadonlySet<string> = new Set()

function indexOf(doc: Y.Doc): Map<string, Set<string>> {
  const known = indexes.get(doc)
  if (known) return known
  const index = new Map<string, Set<string>>()
  const { attempts } = boardTypes(doc)
  // Attempts are never taken away [A1], so that the index only grows.
  const add = (id: string) => {
    const parsed = attempt.shape.card.safeParse(cardIn(attempts.get(id)))
    if (!parsed.success) return
    const ids = index.get(parsed.data) ?? new Set()
    ids.add(id)
    index.set(parsed.data, ids)
  }
  for (const id of attempts.keys()) add(id)
  attempts.observe((event) => {
    for (const id of event.keysChanged) add(id)
  })
  indexes.set(doc, index)
  return index
}

function cardIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'card' in value ? value.card : undefined
}
