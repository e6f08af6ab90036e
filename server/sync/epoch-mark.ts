// What tells the documents of one epoch from those of another, whatever a client says of itself. [G12]
import * as Y from 'yjs'

/** Root that only ever holds marks. */
export const markRoot = 'epoch'

/** Epochs are counted in seconds from here, so that a database that went back in time never gives one twice. */
const firstSecond = Date.UTC(2020, 0, 1) / 1000

/** The epoch behind `last`: this second, or the number behind `last` where it is ahead of the clock. */
export function nextEpoch(last: number): number {
  return Math.max(last + 1, Math.floor(Date.now() / 1000) - firstSecond)
}

/**
 * Writes the mark of an epoch into its document: one struct of a client id that is the epoch's number. Every state vector
 * that was ever taken of this document names it, and none of any other epoch does.
 */
export function mark(doc: Y.Doc, epoch: number): void {
  Y.applyUpdate(doc, markOf(epoch))
}

/** The mark as an update of its own. */
export function markOf(epoch: number): Uint8Array {
  const doc = new Y.Doc({ guid: markRoot })
  doc.clientID = epoch
  doc.getMap(markRoot).set('began', epoch)
  return Y.encodeStateAsUpdate(doc)
}

/** Leased ids are small; what is above was made up by a client that has no lease, which is the guard's business. */
const largestLease = 1_000_000

/**
 * What a state vector says of a client's past. `other-epoch`: it received another document than this. `ahead`: it holds
 * structs of others that are not here, or not here yet. Its own unsent structs are its own business. Throws on bytes that
 * are no state vector.
 */
export function pastOf(
  vector: Uint8Array,
  { doc, epoch, own }: { readonly doc: Y.Doc; readonly epoch: number; readonly own: number | null },
): 'known' | 'ahead' | 'other-epoch' {
  const others = [...Y.decodeStateVector(vector)].filter(([client]) => client !== own)
  const leased = others.filter(([client]) => client <= largestLease)
  const isMarked = Y.getState(doc.store, epoch) > 0
  if (isMarked && leased.length > 0 && !others.some(([client]) => client === epoch)) {
    return 'other-epoch'
  }
  const isAhead = leased.some(([client, clock]) => clock > Y.getState(doc.store, client))
  return isAhead ? 'ahead' : 'known'
}
