// What a room needs of its process.
import type { DocumentId } from '#shared/domain/ids.ts'
import type { Sql } from '#server/database/sql.ts'
import type { Log } from '#server/log.ts'
import type { Compactor } from './compact-apart.ts'
import type { Grammar } from './grammar.ts'
import type { Limits } from './limits.ts'
import type { SyncMetrics } from './metrics.ts'
import type { TellElsewhere } from './presence.ts'
import type { Projectors } from './projector.ts'
import type { Witnesses } from './witness.ts'
import type { Backlog } from './work-queue.ts'

export interface RoomParts {
  readonly sql: Sql
  readonly log: Log
  readonly metrics: SyncMetrics
  readonly projectors: Projectors
  readonly limits: Limits
  /** What waits in all rooms of the process. */
  readonly backlog: Backlog
  readonly document: DocumentId
  readonly grammar: Grammar
  /** This process has kept an update: others may want to know. */
  readonly onCommitted: (document: DocumentId) => void
  /** What sockets of this process show of themselves. */
  readonly onPresence: TellElsewhere
  /** Asks the database how far the document is, and takes over what is missing here. */
  readonly look: () => Promise<void>
  readonly witness: Witnesses['sign']
  /** Makes a snapshot in place of the log, beside the room. */
  readonly compact: Compactor['compact']
  /** The room is of no more use; the next to ask opens it anew. */
  readonly onDead: () => void
}
