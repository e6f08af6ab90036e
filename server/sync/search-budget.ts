// How far Yjs will search for the place of each item of an update, counted before it is asked to. [G10]
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { findStruct, storedItem } from './stored.ts'
import { Violation } from './violation.ts'

/**
 * Yjs places an item behind its origin and walks over everything that others have placed there since. Each walk is short
 * in what people do; thousands of items that all begin far back cost the product of both numbers.
 */
export interface SearchBudget {
  /** A value at a key, behind an item that the document has; `before`: items of this update at that key. */
  spendOnKey(origin: Y.ID, before: number): void
  /** Characters in a text; `origin` is what they stand behind: of an item whose beginning is known, its beginning. */
  spendOnText(item: Y.Item, origin: Y.ID | null, text: Y.Text): void
}

/** A run of an item that stays together: it ends where another item of the update stands between its characters. */
interface Piece {
  readonly item: Y.Item
  /** Offsets in the item. */
  readonly from: number
  to: number
  /** Undefined: as the document says. */
  next: Piece | null | undefined
}

/** `items`: what the update adds, in order. */
export function createSearchBudget(
  doc: Y.Doc,
  items: readonly Y.Item[],
  steps: number,
): SearchBudget {
  let left = steps
  const author = items[0]?.id.client ?? 0
  const known = Y.getState(doc.store, author)
  const added = new Set(items)
  const pieces = new Map<Y.Item, Piece[]>()
  const starts = new Map<Y.Text, Piece | null>()

  function spend(count: number): void {
    left -= count
    if (left < 0) throw new Violation('origin-bomb')
  }

  function itemOf(id: Y.ID): Y.Item {
    const own = id.client === author && id.clock >= known ? findStruct(items, id) : null
    return own ?? storedItem(doc, id)
  }

  function piecesOf(item: Y.Item): Piece[] {
    const cutAlready = pieces.get(item)
    if (cutAlready) return cutAlready
    const whole = [{ item, from: 0, to: item.length, next: undefined }]
    pieces.set(item, whole)
    return whole
  }

  function indexAt(all: readonly Piece[], offset: number): number {
    let low = 0
    let high = all.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (must(all[middle], 'inside').from <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  function pieceAt(id: Y.ID): Piece {
    const item = itemOf(id)
    const all = piecesOf(item)
    return must(all[indexAt(all, id.clock - item.id.clock)], 'the id is inside')
  }

  /** Cuts so that a piece begins at `offset`. */
  function cut(item: Y.Item, offset: number): void {
    const all = piecesOf(item)
    const index = indexAt(all, offset)
    const piece = must(all[index], 'the offset is inside')
    if (piece.from === offset || offset >= piece.to) return
    const rest: Piece = { item, from: offset, to: piece.to, next: piece.next }
    piece.to = offset
    piece.next = rest
    all.splice(index + 1, 0, rest)
  }

  function endingAt(id: Y.ID): Piece {
    const item = itemOf(id)
    cut(item, id.clock - item.id.clock + 1)
    return pieceAt(id)
  }

  function beginningAt(id: Y.ID): Piece {
    const item = itemOf(id)
    cut(item, id.clock - item.id.clock)
    return pieceAt(id)
  }

  function follower({ item, next }: Piece): Piece | null {
    if (next !== undefined) return next
    return item.right ? must(piecesOf(item.right)[0], 'never empty') : null
  }

  function startOf(text: Y.Text): Piece | null {
    const first = starts.get(text)
    if (first !== undefined) return first
    // oxlint-disable-next-line no-underscore-dangle -- Yjs shows characters, not the items that hold them
    const stored = text._start
    return stored && must(piecesOf(stored)[0], 'never empty')
  }

  function originOf({ item, from }: Piece): Y.ID | null {
    return from === 0 ? item.origin : Y.createID(item.id.client, item.id.clock + from - 1)
  }

  /** Whether Yjs goes on behind a piece of the document: its own origin is that of the item, or was walked over. */
  function goesOn(piece: Piece, origin: Y.ID | null, walked: ReadonlySet<Piece>): boolean {
    if (added.has(piece.item)) return true
    const its = originOf(piece)
    return Y.compareIDs(its, origin) || (its !== null && walked.has(pieceAt(its)))
  }

  return {
    spendOnKey(origin, before) {
      spend(before + 1)
      for (let item = itemOf(origin).right; item; item = item.right) spend(item.length)
    },
    spendOnText(item, origin, text) {
      const { rightOrigin } = item
      const before = origin ? endingAt(origin) : null
      const end = rightOrigin ? beginningAt(rightOrigin) : null
      const first = before ? follower(before) : startOf(text)
      const walked = new Set<Piece>()
      for (let piece = first; piece && piece !== end; piece = follower(piece)) {
        spend(1)
        walked.add(piece)
        if (!goesOn(piece, origin, walked)) break
      }
      // Here, or further back behind what it walks over: whoever walks over it later finds it at least as soon.
      const own = must(piecesOf(item)[0], 'never empty')
      own.next = first
      if (before) before.next = own
      else starts.set(text, own)
    },
  }
}
