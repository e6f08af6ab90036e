import type * as Y from 'yjs'
import type { DocumentId, UserId } from '#shared/domain/ids.ts'
import type { Transaction } from '#server/database/sql.ts'

/** Work that the server does itself, as a writer of the room, in the room's queue and in its transaction. */
export interface Command<T> {
  /** On whose behalf; event rows carry this person. */
  readonly user: UserId
  /**
   * Edits the document inside one Yjs transaction of the server's own client id. Synchronous. It may read the document
   * (it has caught up with every other process) and may throw a `Refused`: nothing is then written.
   */
  readonly edit: (doc: Y.Doc) => T
  /** More rows for the same database transaction, after the document's own; a throw rolls everything back. */
  readonly also?: (sql: Transaction, result: T) => Promise<void>
}

/** What the rest of the server needs of the rooms. */
export interface DocumentWriter {
  /** Resolves once the database has kept the change and every open client has been sent it. */
  execute<T>(document: DocumentId, command: Command<T>): Promise<T>
}
