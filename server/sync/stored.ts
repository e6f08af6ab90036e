// Reading what Yjs keeps: from an item of the document to the spot it belongs to.
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import type { Spot } from './spot.ts'
import { Violation } from './violation.ts'

type Struct = Y.Item | Y.GC

/** The spot of an item that the document has. A record's own map is `{root, record, key: null}`. */
export function spotOfStored(doc: Y.Doc, id: Y.ID): Spot {
  return spotOfItem(doc, storedItem(doc, id))
}

/** The item of a clock that the document knows. */
export function storedItem(doc: Y.Doc, id: Y.ID): Y.Item {
  const structs = must(doc.store.clients.get(id.client), 'the clock is known')
  const struct = structs[Y.findIndexSS(structs, id.clock)]
  // Containers are never deleted, so that nothing of a document of ours is ever collected whole.
  if (!(struct instanceof Y.Item)) throw new Violation('structure')
  return struct
}

/** Items and collected runs: what every load and every encoding walks. */
export function countStructs(doc: Y.Doc): number {
  let count = 0
  for (const structs of doc.store.clients.values()) count += structs.length
  return count
}

export function spotOfItem(doc: Y.Doc, item: Y.Item): Spot {
  const { parent, parentSub } = item
  if (!(parent instanceof Y.AbstractType)) throw new Violation('structure')
  // oxlint-disable-next-line no-underscore-dangle -- Yjs names a type's own item nowhere else
  const holder = parent._item
  if (holder === null) {
    const root = rootName(doc, parent)
    const isRecord = item.content instanceof Y.ContentType
    return isRecord
      ? { root, record: parentSub, key: null }
      : { root, record: null, key: parentSub }
  }
  const top = holder.parent
  if (!(top instanceof Y.AbstractType)) throw new Violation('structure')
  return { root: rootName(doc, top), record: holder.parentSub, key: parentSub }
}

function rootName(doc: Y.Doc, type: object): string {
  for (const [name, shared] of doc.share) if (shared === type) return name
  throw new Violation('unknown-root')
}

/** The map that holds a spot's key. */
export function typeAt(doc: Y.Doc, { root, record }: Spot): Y.Map<unknown> {
  const top = doc.getMap<unknown>(root)
  if (record === null) return top
  const map = top.get(record)
  if (!(map instanceof Y.Map)) throw new Violation('structure')
  return map
}

/** The last item at a key, alive or not; undefined when nobody ever wrote it. */
export function itemAt(map: Y.Map<unknown>, key: string): Y.Item | undefined {
  // oxlint-disable-next-line no-underscore-dangle -- Y.Map shows values, not the items that tell a stale write
  return map._map.get(key)
}

/** The value an item holds; undefined once it was collected. */
export function valueOf(item: Y.Item): unknown {
  if (item.content instanceof Y.ContentDeleted) return undefined
  return item.content.getContent().at(-1)
}

/** The struct that contains `id`, in structs sorted by clock. */
export function findStruct<S extends Struct>(structs: readonly S[], id: Y.ID): S | null {
  let low = 0
  let high = structs.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const struct = must(structs[middle], 'the middle is inside')
    if (id.clock < struct.id.clock) high = middle - 1
    else if (id.clock >= struct.id.clock + struct.length) low = middle + 1
    else return struct.id.client === id.client ? struct : null
  }
  return null
}
