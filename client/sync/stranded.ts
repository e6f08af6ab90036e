// A board opened without the network: as this page last saw it, with what it has written since. [W3]
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { LeaseAnswer } from '#shared/contracts/sync.ts'
import type { UnsentAct } from './act.ts'
import type { BoardCopy } from './board-copy.ts'
import type { LiveDocument } from './connection.ts'
import type { LeftBehind, Lease } from './outbox-store.ts'

export interface Stranded {
  readonly live: LiveDocument
  /** The right to write that is gone on with; the server may have given it to somebody else meanwhile. */
  readonly lease: Lease
  /** Whether every act it shows was written under that lease: then the document itself can be connected again. */
  readonly whole: boolean
}

/** The document of the copy, and every act that pages which are gone left behind, said again in their own bytes. */
export function openStranded(copy: BoardCopy, left: readonly LeftBehind[]): Stranded {
  const doc = new Y.Doc()
  const lease = left[0]?.lease ?? copy.lease
  doc.transact(() => {
    Y.applyUpdate(doc, copy.update)
    for (const { acts } of left) for (const act of acts) Y.applyUpdate(doc, act.update)
  }, 'copy')
  doc.clientID = lease.clientId
  const awareness = new Awareness(doc)
  const whole = left.length <= 1 && lease.epoch === copy.lease.epoch && isWhole(doc)
  return { live: { doc, awareness, clientId: lease.clientId }, lease, whole }
}

/** Nothing waits in it for a predecessor that the copy does not have. */
function isWhole(doc: Y.Doc): boolean {
  return doc.store.pendingStructs === null && doc.store.pendingDs === null
}

/** Whether the document itself can be connected: nobody else was given the right it was worked in under. */
export function goesOn({ whole, lease }: Stranded, given: LeaseAnswer): boolean {
  return whole && given.resumed && given.clientId === lease.clientId && given.epoch === lease.epoch
}

/** Acts by the lease they were written under: those of pages that are gone, and those made without the network. */
export function regroup(
  under: Lease,
  { acts, left }: { acts: readonly UnsentAct[]; left: readonly LeftBehind[] },
): readonly LeftBehind[] {
  const gone = new Set(left.flatMap((one) => one.acts.map((act) => act.id)))
  const since = acts.filter((act) => !gone.has(act.id))
  const [first, ...others] = left
  return first && first.lease.clientId === under.clientId
    ? [{ ...first, acts: [...first.acts, ...since] }, ...others]
    : [{ lease: under, acts: since }, ...left]
}
