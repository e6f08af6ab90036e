// One Yjs transaction for everything that waits: one update leaves it, whatever was refused inside. [G3, G6]
import type * as Y from 'yjs'
import type { UserId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { Bases } from './bases.ts'
import type { Grammar } from './grammar.ts'
import { inspect, type Inspection } from './inspect.ts'
import { applyAndJudge, type Judged } from './judge.ts'
import type { Limits } from './limits.ts'
import { effectsSince, markNow } from './own-effects.ts'
import type { Effect } from './spot.ts'
import { forgetPositions } from './text-restore.ts'
import { Violation, type ViolationCode } from './violation.ts'

/** What waits in a room's queue, as the batch needs it. */
export type Work =
  | {
      readonly kind: 'write'
      readonly user: UserId
      /** Leased client id; null: this connection only reads. */
      readonly clientId: number | null
      /** Its client id is another socket's now. */
      readonly isLost?: boolean
      /** Who sent it: behind an update outside the grammar nothing more of the same sender is read. */
      readonly sender?: object
      /** What comes before it is still on its way. */
      readonly isEarly?: boolean
      readonly bytes: Uint8Array
    }
  | {
      readonly kind: 'command'
      readonly user: UserId
      readonly edit: (doc: Y.Doc) => unknown
    }

export type Outcome =
  | (Judged & { readonly kind: 'judged'; readonly range: Inspection['range'] })
  /** Outside the grammar: nothing of it was applied. [G4] */
  | { readonly kind: 'violation'; readonly code: ViolationCode }
  /** It stands on what its sender has not sent yet: nothing of it was applied, and it comes again with that. [G4.9] */
  | { readonly kind: 'early' }
  /** Its sender is being sent away for an earlier one: it was not looked at. */
  | { readonly kind: 'unread' }
  /** The author has no part in this campaign any more. */
  | { readonly kind: 'not-a-member' }
  | {
      readonly kind: 'done'
      readonly value: unknown
      readonly kept: readonly Effect[]
      readonly range: Inspection['range']
    }

export interface BatchParts {
  readonly doc: Y.Doc
  readonly grammar: Grammar
  readonly bases: Bases
  readonly limits: Limits
  readonly actors: ReadonlyMap<UserId, Actor>
  readonly cardPlace: Place | null
  readonly now: Date
  /** Senders of whom nothing more is read. */
  readonly offenders?: Iterable<object>
}

export interface Batch {
  readonly outcomes: readonly Outcome[]
  /** What the document became, re-encoded after collection; null when nothing changed. */
  readonly update: Uint8Array | null
  /** Clocks of all client ids before and after. */
  readonly before: Clocks
  readonly after: Clocks
}

export type Clocks = ReadonlyMap<number, number>

/** A command of the batch threw. When `touched`, the document holds the half of a batch and must be loaded again. */
export class CommandFailed extends Error {
  readonly index: number
  readonly touched: boolean

  constructor(index: number, touched: boolean, cause: unknown) {
    super('a command failed', { cause })
    this.name = 'CommandFailed'
    this.index = index
    this.touched = touched
  }
}

/**
 * Runs works in order. Any throw but a `CommandFailed` leaves the document half done: drop it from memory.
 */
export function runBatch(works: readonly Work[], parts: BatchParts): Batch {
  const { doc } = parts
  const outcomes: Outcome[] = []
  const offenders = new Set(parts.offenders)
  let update: Uint8Array | null = null
  const grab = (bytes: Uint8Array) => {
    update = bytes
  }
  let failed: { index: number; error: unknown } | null = null
  doc.on('update', grab)
  let ran: Y.Transaction
  try {
    ran = doc.transact((transaction) => {
      for (const [index, work] of works.entries()) {
        if (work.kind === 'write') {
          const isUnread = work.sender !== undefined && offenders.has(work.sender)
          const outcome: Outcome = isUnread
            ? { kind: 'unread' }
            : runWrite(work, { ...parts, transaction })
          outcomes.push(outcome)
          if (outcome.kind === 'violation' && work.sender) offenders.add(work.sender)
        } else {
          try {
            outcomes.push(runCommand(work, transaction))
          } catch (error) {
            failed = { index, error }
            break
          }
        }
      }
      // Yjs would take the server's writes beside a client's for a clash of client ids, and change its own.
      transaction.local = true
      forgetPositions(transaction)
      return transaction
    })
  } finally {
    doc.off('update', grab)
  }
  const failure = failed as { index: number; error: unknown } | null
  if (failure) throw new CommandFailed(failure.index, update !== null, failure.error)
  return { outcomes, update, before: ran.beforeState, after: ran.afterState }
}

/** What an update says that stands on others of the same client. */
const needsMore: ReadonlySet<ViolationCode> = new Set([
  'gap',
  'missing-dependency',
  'deletes-future',
])

const nothing: Judged = { kept: [], rejected: [], superseded: [], refusedBesides: new Map() }

function runWrite(
  work: Work & { kind: 'write' },
  parts: BatchParts & { transaction: Y.Transaction },
): Outcome {
  const actor = parts.actors.get(work.user)
  if (!actor) return { kind: 'not-a-member' }
  if (work.isLost === true) return { kind: 'violation', code: 'lost-lease' }
  let inspection: Inspection
  try {
    inspection = inspect(work.bytes, { ...parts, clientId: work.clientId })
  } catch (error) {
    if (!(error instanceof Violation)) throw error
    if (work.isEarly === true && needsMore.has(error.code)) return { kind: 'early' }
    return { kind: 'violation', code: error.code }
  }
  // Whoever returns says again all that it knows, and most often nothing of it is new.
  if (inspection.range === null && inspection.texts.size === 0) {
    return { kind: 'judged', range: null, ...nothing }
  }
  const { doc, now, cardPlace } = parts
  const judged = applyAndJudge(work.bytes, inspection, {
    ...parts,
    scene: { actor, doc, now, cardPlace },
  })
  return { kind: 'judged', range: inspection.range, ...judged }
}

function runCommand(work: Work & { kind: 'command' }, transaction: Y.Transaction): Outcome {
  const { doc } = transaction
  const mark = markNow(transaction)
  forgetPositions(transaction)
  const value = work.edit(doc)
  const kept = effectsSince(mark, transaction)
  const to = markNow(transaction).clock
  const range = to > mark.clock ? { client: doc.clientID, from: mark.clock, to } : null
  return { kind: 'done', value, kept, range }
}
