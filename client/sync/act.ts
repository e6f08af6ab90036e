// One local act, as the outbox keeps it: its bytes, and in words that can be said again to a document made anew.
import * as Y from 'yjs'

/** One value written into a map: where, what stood there, what was put. */
export interface Write {
  readonly root: string
  /** Keys of the maps between the root and the map written to: a card's id, or nothing. */
  readonly path: readonly string[]
  readonly key: string
  readonly old: unknown
  readonly value: unknown
}

export interface UnsentAct {
  readonly id: string
  /** Name of the act: `move`, `edit`, `attempt`, `undo` … */
  readonly act: string
  readonly cards: readonly string[]
  /** Clocks of the author's client id, before and after. */
  readonly from: number
  readonly to: number
  readonly update: Uint8Array
  readonly writes: readonly Write[]
  /** Instant, ISO 8601. */
  readonly at: string
}

/** What a transaction wrote into maps, in no particular order. Text is not here: only its bytes can be sent again. */
export function writesOf(transaction: Y.Transaction): Write[] {
  const writes: Write[] = []
  for (const [type, keys] of transaction.changed) {
    if (!(type instanceof Y.Map)) continue
    const place = placeOf(type, transaction.doc)
    if (!place) continue
    for (const key of keys) {
      if (key === null) continue
      writes.push({
        ...place,
        key,
        old: oldValue(type, key, transaction),
        value: plain(type.get(key)),
      })
    }
  }
  return writes
}

export type Replay = 'done' | 'already' | 'overtaken'

/** Says an act again to another document, where the values it was based on still stand. */
export function replay(doc: Y.Doc, act: UnsentAct, origin: unknown): Replay {
  const steps = act.writes.map((write) => ({ write, map: mapAt(doc, write) }))
  if (steps.length === 0) return 'overtaken'
  let todo = 0
  for (const { write, map } of steps) {
    if (!map) return 'overtaken'
    const current = plain(map.get(write.key))
    if (same(current, write.value)) continue
    if (!same(current, write.old)) return 'overtaken'
    todo += 1
  }
  if (todo === 0) return 'already'
  doc.transact(() => {
    for (const { write, map } of steps) map?.set(write.key, write.value)
  }, origin)
  return 'done'
}

/**
 * Whether every value that an act wrote is what a later act of the same person went on from: it had been kept, unknown to
 * its page, and nobody overtook it but its author.
 */
export function isContinued(act: UnsentAct, later: readonly UnsentAct[]): boolean {
  const goOn = later.filter((one) => one !== act).flatMap((one) => one.writes)
  return (
    act.writes.length > 0 &&
    act.writes.every((write) =>
      goOn.some((next) => nameOf(next) === nameOf(write) && same(next.old, write.value)),
    )
  )
}

const nameOf = ({ root, path, key }: Write) => JSON.stringify([root, path, key])

/** Equality of plain JSON values; keys in any order; null and absent are one. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if ((a ?? null) === null || (b ?? null) === null) return (a ?? null) === (b ?? null)
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const left = Object.entries(a).filter(([, value]) => value !== undefined)
  const right = new Map(Object.entries(b).filter(([, value]) => value !== undefined))
  return (
    left.length === right.size && left.every(([key, value]) => same(value, right.get(key) ?? null))
  )
}

function placeOf(type: Y.Map<unknown>, doc: Y.Doc): Pick<Write, 'root' | 'path'> | null {
  const path: string[] = []
  let current: object = type
  // oxlint-disable-next-line no-underscore-dangle -- Yjs names a type's place in its document nowhere else
  let item = type._item
  while (item !== null) {
    const parent = item.parent
    if (item.parentSub === null || !(parent instanceof Y.AbstractType)) return null
    path.unshift(item.parentSub)
    current = parent
    // oxlint-disable-next-line no-underscore-dangle -- the same
    item = parent._item
  }
  for (const [root, shared] of doc.share) if (shared === current) return { root, path }
  return null
}

/** Read before garbage collection: what the transaction overwrote still hangs to the left of what it wrote. */
function oldValue(map: Y.Map<unknown>, key: string, transaction: Y.Transaction): unknown {
  // oxlint-disable-next-line no-underscore-dangle -- the item and its left neighbour, which Y.Map does not show
  let item = map._map.get(key) ?? null
  while (item !== null && item.id.clock >= (transaction.beforeState.get(item.id.client) ?? 0)) {
    item = item.left
  }
  return item === null ? null : plain(item.content.getContent().at(-1))
}

function mapAt(doc: Y.Doc, write: Write): Y.Map<unknown> | null {
  let map: unknown = doc.getMap(write.root)
  for (const key of write.path) map = map instanceof Y.Map ? map.get(key) : null
  return map instanceof Y.Map ? map : null
}

function plain(value: unknown): unknown {
  return value instanceof Y.AbstractType ? value.toJSON() : (value ?? null)
}
