// What the server's own edit changed, read inside its transaction while the old values are still there.
import * as Y from 'yjs'
import { serverClientId } from './server-client.ts'
import { spotName, type Effect } from './spot.ts'
import { itemAt, spotOfItem, typeAt, valueOf } from './stored.ts'
import { textOf } from './text-restore.ts'

export interface Mark {
  /** Clock of the server's client id before the edit. */
  readonly clock: number
  /** Deletions of the transaction before the edit, per client id. */
  readonly deletions: ReadonlyMap<number, number>
}

export function markNow(transaction: Y.Transaction): Mark {
  const deletions = new Map<number, number>()
  for (const [client, list] of transaction.deleteSet.clients) deletions.set(client, list.length)
  return { clock: Y.getState(transaction.doc.store, serverClientId), deletions }
}

/** One effect a key, with the value before the edit and the value after it. */
export function effectsSince(mark: Mark, transaction: Y.Transaction): Effect[] {
  const { doc } = transaction
  const effects = new Map<string, Effect>()
  const made = new Set<string>()
  for (const item of itemsFrom(doc, serverClientId, mark.clock)) {
    const spot = spotOfItem(doc, item)
    const record = `${spot.root}/${spot.record ?? ''}`
    if (spot.record !== null && spot.key === null) {
      made.add(record)
      const map = item.content instanceof Y.ContentType ? item.content.type : null
      effects.set(record, { spot, old: undefined, new: map?.toJSON() })
    } else if (spot.key === null) {
      const now = textOf(doc.getText(spot.root))
      effects.set(spotName(spot), { spot, old: undefined, new: now })
    } else if (spot.record === null || !made.has(record)) {
      const name = spotName(spot)
      if (effects.has(name)) continue
      const last = itemAt(typeAt(doc, spot), spot.key)
      const value = last && !last.deleted ? valueOf(last) : undefined
      effects.set(name, { spot, old: valueBefore(item, mark), new: value })
    }
  }
  for (const [client, list] of transaction.deleteSet.clients) {
    for (const { clock, len } of list.slice(mark.deletions.get(client) ?? 0)) {
      for (const item of itemsFrom(doc, client, clock)) {
        if (item.id.clock >= clock + len) break
        if (client === serverClientId && item.id.clock >= mark.clock) continue
        addDeletion(item)
      }
    }
  }
  return [...effects.values()]

  function addDeletion(item: Y.Item): void {
    const spot = spotOfItem(doc, item)
    const name = spotName(spot)
    if (effects.has(name)) return
    const now = spot.key === null ? textOf(doc.getText(spot.root)) : undefined
    effects.set(name, { spot, old: spot.key === null ? undefined : valueOf(item), new: now })
  }
}

function valueBefore(item: Y.Item, mark: Mark): unknown {
  let left = item.left
  while (left && left.id.client === serverClientId && left.id.clock >= mark.clock) left = left.left
  return left ? valueOf(left) : undefined
}

function* itemsFrom(doc: Y.Doc, client: number, clock: number): Generator<Y.Item> {
  const structs = doc.store.clients.get(client)
  if (!structs || clock >= Y.getState(doc.store, client)) return
  for (let i = Y.findIndexSS(structs, clock); i < structs.length; i += 1) {
    const struct = structs[i]
    if (struct instanceof Y.Item) yield struct
  }
}
