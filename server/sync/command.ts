import type * as Y from 'yjs'
import type { CampaignId, DocumentId, UserId } from '#shared/domain/ids.ts'
import type { Transaction } from '#server/database/sql.ts'

/** Work that the server does itself, as a writer of the room, in the room's queue and in its transaction. */
export interface Command<T> {
  /** On whose behalf; event rows carry this person. */
  readonly user: UserId
  /** When it happened, where that is not now: past acts of a populated demonstration. Event rows carry it. */
  readonly at?: Date
  /**
   * Edits the document inside one Yjs transaction of the server's own client id. Synchronous. It may read the document
   * (it has caught up with every other process) and may throw a `Refused`: nothing is then written.
   */
  readonly edit: (doc: Y.Doc) => T
  /** More rows for the same database transaction, after the document's own; a throw rolls everything back. */
  readonly also?: (sql: Transaction, result: T) => Promise<void>
}

/** A document that does not exist yet; its kind is the first part of its id. */
export interface NewDocument {
  readonly id: DocumentId
  readonly campaign: CampaignId
  readonly user: UserId
  readonly fill: (doc: Y.Doc) => void
}

/** Work that leaves no past behind: an erasure. [G11] */
export interface RebuildWork {
  readonly edit: (doc: Y.Doc) => void
  readonly also: (sql: Transaction, rebuilt: { doc: Y.Doc; seq: number }) => Promise<void>
  /** Documents that `also` deletes. */
  readonly gone: readonly DocumentId[]
}

/** What the rest of the server needs of the rooms. */
export interface DocumentWriter {
  /** Loads a document that is about to be opened; where it carries too much of its past, it is made anew first. [G12] */
  prepare(document: DocumentId): Promise<void>
  /** Resolves once the database has kept the change and every open client of this process has been sent it. */
  execute<T>(document: DocumentId, command: Command<T>): Promise<T>
  /**
   * Makes a document anew from its content under a new epoch, as `edit` leaves it, in one transaction with `also`: nothing
   * of what `edit` takes out is left in any log or snapshot. Whoever has it open, or one of `gone`, is sent away on every
   * process once it is done. `edit` may be called more than once.
   */
  rebuild(document: DocumentId, work: RebuildWork): Promise<void>
  /** Creates documents, with their projections, inside a transaction of the caller's. */
  create(sql: Transaction, documents: readonly NewDocument[]): Promise<void>
}
