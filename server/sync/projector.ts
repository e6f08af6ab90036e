import type * as Y from 'yjs'
import type { CampaignId, DocumentId } from '#shared/domain/ids.ts'
import type { Transaction } from '#server/database/sql.ts'
import type { Effect } from './spot.ts'

/** What one update made of one document. */
export interface Projection {
  readonly document: DocumentId
  readonly campaign: CampaignId
  readonly seq: number
  /** As it is after the update. */
  readonly doc: Y.Doc
  /** null: everything, for a document that is new or rebuilt. */
  readonly changes: readonly Effect[] | null
}

/** Writes the rows that mirror documents, in the transaction that keeps their updates. [G7] */
export type Projector = (tx: Transaction, projections: readonly Projection[]) => Promise<void>

export type Projectors = Partial<Readonly<Record<string, Projector>>>
