import type * as Y from 'yjs'
import type { CampaignId, DocumentId, UserId } from '#shared/domain/ids.ts'
import type { Transaction } from '#server/database/sql.ts'
import type { Effect } from './spot.ts'

/** An effect that was kept, and whose it is. */
export interface Change extends Effect {
  readonly by: UserId
  /** An act of the past that is played now: nobody is told of it. */
  readonly isPast: boolean
}

/** What one update made of one document. */
export interface Projection {
  readonly document: DocumentId
  readonly campaign: CampaignId
  readonly seq: number
  /** As it is after the update. */
  readonly doc: Y.Doc
  /** null: everything, for a document that is new or rebuilt. */
  readonly changes: readonly Change[] | null
}

/** Writes the rows that mirror documents, in the transaction that keeps their updates. [G7] */
export type Projector = (tx: Transaction, projections: readonly Projection[]) => Promise<void>

export type Projectors = Partial<Readonly<Record<string, Projector>>>
