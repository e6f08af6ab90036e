import type * as Y from 'yjs'
import type { CampaignId, CardId, DocumentId, UserId } from '#shared/domain/ids.ts'
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

/** The columns of a card's row that work on the board changes, and the keys of `fields` that it has written. */
export interface CardPatch {
  readonly id: CardId
  readonly known: string
  readonly stage: string
  readonly lane: string | null
  readonly officer: string | null
  readonly rank: string
  readonly due: string | null
  readonly incomplete: boolean
  readonly closed: boolean
  /** As JSON. */
  readonly fields: string
}

export interface Projector {
  /** Writes the rows that mirror documents, in the transaction that keeps their updates. [G7] */
  readonly write: (tx: Transaction, projections: readonly Projection[]) => Promise<void>
  /**
   * What `write` would change, where that is columns of cards whose rows stand already and nothing else: the statement
   * that keeps the update writes them along. Null: `write` has to.
   */
  readonly patch?: (projection: Projection) => readonly CardPatch[] | null
}

export type Projectors = Partial<Readonly<Record<string, Projector>>>

/** Everything that one writes, then everything that the other does. */
export function both(first: Projector, second: Projector): Projector {
  return {
    async write(tx, projections) {
      await first.write(tx, projections)
      await second.write(tx, projections)
    },
    patch(projection) {
      const one = first.patch?.(projection) ?? null
      const other = one && (second.patch?.(projection) ?? null)
      return one && other && [...one, ...other]
    },
  }
}
