// The static check of one update against the grammar and the document, which it only reads. [G4]
import * as Y from 'yjs'
import { decodeWhole, type DecodeLimits } from './decode.ts'
import type { Grammar } from './grammar.ts'
import { checkValue } from './json-value.ts'
import type { Limits } from './limits.ts'
import { createSearchBudget, type SearchBudget } from './search-budget.ts'
import { spotName, type Spot } from './spot.ts'
import { countStructs, findStruct, spotOfStored, typeAt } from './stored.ts'
import { Violation } from './violation.ts'

/** What an update writes at one key. */
export interface Write {
  readonly spot: Spot
  readonly map: Y.Map<unknown>
  /** The author's last word there. */
  readonly last: Y.ID
  /** The value; null when the author's own document had already lost it. */
  readonly value: { readonly json: unknown } | null
  /** The item that the author saw there before writing. */
  readonly base: Y.ID | null
}

export interface Inspection {
  /** New structs of the author's client id, `from` included, `to` not; null when everything is known. */
  readonly range: { readonly client: number; readonly from: number; readonly to: number } | null
  readonly writes: ReadonlyMap<string, Write>
  /** Roots of text that are edited. */
  readonly texts: ReadonlySet<string>
}

export interface InspectParts {
  readonly doc: Y.Doc
  readonly grammar: Grammar
  /** Client id leased to the connection; null: it only reads. */
  readonly clientId: number | null
  readonly limits: Limits
}

/** Reads an update without applying it. Throws a `Violation` when our own client could not have said it. */
export function inspect(bytes: Uint8Array, parts: InspectParts): Inspection {
  const { structs, ds } = decodeWhole(bytes, limitsFor(parts))
  const { items, range } = takeNew(structs, parts)
  const found = readItems(items, parts)
  checkDeletions(ds, { ...parts, ...found, range })
  return { range, writes: found.writes, texts: found.texts }
}

/** Whoever comes back answers with every deletion that it knows of, and a document has at most one a struct. */
function limitsFor({ doc, limits }: InspectParts): DecodeLimits {
  const { structs, deleteRanges } = limits
  return { structs, deleteRanges, moreRanges: () => countStructs(doc) }
}

interface New {
  readonly items: readonly Y.Item[]
  readonly range: Inspection['range']
}

/** The structs that the document does not have: of the leased id only, in clock order, without a gap. */
function takeNew(structs: readonly (Y.Item | Y.GC | Y.Skip)[], parts: InspectParts): New {
  const next = new Map<number, number>()
  const items: Y.Item[] = []
  let from: number | null = null
  let to = 0
  for (const struct of structs) {
    const { client, clock } = struct.id
    const have = next.get(client) ?? Y.getState(parts.doc.store, client)
    const end = clock + struct.length
    if (!(struct.length > 0) || !Number.isSafeInteger(end)) throw new Violation('malformed')
    if (struct instanceof Y.Skip) throw new Violation('skip-or-gc')
    if (clock > have) throw new Violation('gap')
    if (end <= have) continue
    if (parts.clientId === null) throw new Violation('read-only')
    if (client !== parts.clientId) throw new Violation('foreign-client')
    if (!(struct instanceof Y.Item)) throw new Violation('skip-or-gc')
    next.set(client, end)
    from ??= have
    to = end
    items.push(struct)
  }
  const client = parts.clientId
  return { items, range: client === null || from === null ? null : { client, from, to } }
}

interface Found {
  readonly writes: Map<string, Write>
  readonly texts: Set<string>
}

function readItems(items: readonly Y.Item[], parts: InspectParts): Found {
  const spots = new Map<Y.Item, Spot>()
  const writes = new Map<string, Write>()
  const texts = new Set<string>()
  const counts = new Map<string, number>()
  const own = (id: Y.ID) => findStruct(items, id)
  let made: SearchBudget | null = null
  const budget = () => (made ??= createSearchBudget(parts.doc, items, parts.limits.searchSteps))

  for (const item of items) {
    const spot = locate(item)
    checkSpot(spot, parts.grammar)
    spots.set(item, spot)
    if (spot.key === null) readText(item, spot)
    else readWrite(item, spot)
  }
  return { writes, texts }

  function locate(item: Y.Item): Spot {
    const spot = locateAsSaid(item)
    const known = Y.getState(parts.doc.store, item.id.client)
    if (item.id.clock >= known) return spot
    // Its beginning is known: Yjs puts the rest behind that, wherever the item says that it stands.
    const begun = spotOfStored(parts.doc, Y.createID(item.id.client, known - 1))
    if (spotName(begun) !== spotName(spot)) throw new Violation('malformed')
    return spot
  }

  function locateAsSaid(item: Y.Item): Spot {
    const left = item.origin ? neighbour(item, item.origin) : null
    const right = item.rightOrigin ? neighbour(item, item.rightOrigin) : null
    if (left && right && spotName(left) !== spotName(right)) throw new Violation('malformed')
    return left ?? right ?? newSpot(item, parts)
  }

  function neighbour(item: Y.Item, id: Y.ID): Spot {
    const isOwn = id.client === item.id.client && id.clock >= (items[0]?.id.clock ?? 0)
    if (isOwn) {
      const earlier = id.clock < item.id.clock ? own(id) : null
      const spot = earlier ? spots.get(earlier) : undefined
      if (spot) return spot
    }
    if (id.clock >= Y.getState(parts.doc.store, id.client)) {
      throw new Violation('missing-dependency')
    }
    return spotOfStored(parts.doc, id)
  }

  function readText(item: Y.Item, spot: Spot): void {
    const { content } = item
    if (!(content instanceof Y.ContentString) && !(content instanceof Y.ContentDeleted)) {
      throw new Violation('bad-content')
    }
    budget().spendOnText(item, originOf(item), parts.doc.getText(spot.root))
    texts.add(spot.root)
  }

  /** Yjs puts what is new of an item behind what is known of it. */
  function originOf({ id, origin }: Y.Item): Y.ID | null {
    const known = Y.getState(parts.doc.store, id.client)
    return id.clock < known ? Y.createID(id.client, known - 1) : origin
  }

  function readWrite(item: Y.Item, spot: Spot): void {
    // Yjs always writes a key behind its last item.
    if (item.rightOrigin) throw new Violation('malformed')
    const name = spotName(spot)
    const before = writes.get(name)
    // Items without an origin at one key cost the square of their number.
    if (before && !item.origin) throw new Violation('origin-bomb')
    const chained = before !== undefined && item.origin !== null && own(item.origin) !== null
    const count = counts.get(name) ?? 0
    // The first one walks what was written since, which the document itself bounds.
    if (before && item.origin && !chained) budget().spendOnKey(item.origin, count)
    counts.set(name, count + 1)
    writes.set(name, {
      spot,
      map: typeAt(parts.doc, spot),
      last: item.id,
      value: readValue(item.content, parts.limits),
      base: chained ? before.base : originOf(item),
    })
  }
}

function readValue(content: Y.Item['content'], limits: Limits): Write['value'] {
  if (content instanceof Y.ContentDeleted) return null
  if (!(content instanceof Y.ContentAny) || content.arr.length !== 1) {
    throw new Violation('bad-content')
  }
  const [json]: unknown[] = content.arr
  if (!checkValue(json, limits)) throw new Violation('bad-value')
  return { json }
}

/** An item with a neighbour names neither root nor key on the wire: it writes where its neighbour stands. */
function checkSpot({ root: name, record, key }: Spot, grammar: Grammar): void {
  const root = grammar.roots.get(name)
  if (!root) throw new Violation('unknown-root')
  if (root.kind === 'server') throw new Violation('server-root')
  if (root.kind === 'text') {
    if (key !== null) throw new Violation('malformed')
  } else if (root.kind === 'records') {
    if (record === null || key === null) throw new Violation('structure')
    if (!root.fields.has(key)) throw new Violation('unknown-key')
  } else if (key === null) throw new Violation('list-in-map')
}

/** Where an item without neighbours writes, as it says itself. */
function newSpot(item: Y.Item, { doc, grammar }: InspectParts): Spot {
  const { parent, parentSub: key } = item
  if (typeof parent === 'string') {
    const root = grammar.roots.get(parent)
    if (!root) throw new Violation('unknown-root')
    if (root.kind === 'server') throw new Violation('server-root')
    if (root.kind === 'records') throw new Violation('structure')
    if (root.kind === 'text') {
      if (key !== null) throw new Violation('malformed')
      return { root: parent, record: null, key: null }
    }
    if (key === null) throw new Violation('list-in-map')
    if (!root.isKey(key)) throw new Violation('unknown-key')
    return { root: parent, record: null, key }
  }
  if (!(parent instanceof Y.ID)) throw new Violation('malformed')
  if (parent.clock >= Y.getState(doc.store, parent.client)) {
    throw new Violation('missing-dependency')
  }
  const holder = spotOfStored(doc, parent)
  const root = grammar.roots.get(holder.root)
  if (root?.kind !== 'records' || holder.record === null || holder.key !== null) {
    throw new Violation('structure')
  }
  if (key === null) throw new Violation('list-in-map')
  if (!root.fields.has(key)) throw new Violation('unknown-key')
  return { root: holder.root, record: holder.record, key }
}

/** Deletions name what exists; what is still alive may only be the value that this update replaces, or text. */
function checkDeletions(ds: ReturnType<typeof Y.decodeUpdate>['ds'], found: Checked): void {
  const { doc, range, clientId, writes, texts } = found
  for (const [client, deletions] of ds.clients) {
    const stored = Y.getState(doc.store, client)
    const known = range?.client === client ? range.to : stored
    for (const { clock, len } of deletions) {
      if (!(len > 0) || clock + len > known) throw new Violation('deletes-future')
      for (const item of liveItems(doc, { client, clock, end: Math.min(clock + len, stored) })) {
        if (clientId === null) throw new Violation('read-only')
        const spot = spotOfStored(doc, item.id)
        if (item.content instanceof Y.ContentType) throw new Violation('structure')
        if (spot.key === null) texts.add(spot.root)
        else if (!writes.has(spotName(spot))) throw new Violation('key-deleted')
      }
    }
  }
}

type Checked = InspectParts & Found & Pick<New, 'range'>

function* liveItems(
  doc: Y.Doc,
  { client, clock, end }: { client: number; clock: number; end: number },
): Generator<Y.Item> {
  const structs = doc.store.clients.get(client)
  if (!structs || clock >= end) return
  for (let i = Y.findIndexSS(structs, clock); i < structs.length; i += 1) {
    const struct = structs[i]
    if (!struct || struct.id.clock >= end) return
    if (struct instanceof Y.Item && !struct.deleted) yield struct
  }
}
