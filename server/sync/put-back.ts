import { closeCode, type CloseCode } from '#shared/contracts/sync.ts'
import type { DocumentId } from '#shared/domain/ids.ts'
import type { Log } from '#server/log.ts'
import { CommandFailed } from './batch.ts'
import { Overtaken } from './commit.ts'
import type { Connection } from './connection.ts'
import { describeFailure, isUnkeepable } from './failure.ts'
import type { Queued } from './judged.ts'
import type { WorkQueue } from './work-queue.ts'

/**
 * Puts what can be tried again of a batch that was not kept back at the head of the line, and answers why the document
 * has to be loaded anew before, where it was touched; null: nothing is known of what became of it.
 */
export function putBack(
  batch: readonly Queued[],
  error: unknown,
  parts: {
    readonly queue: WorkQueue
    readonly expel: (connection: Connection, code: CloseCode, reason: string) => void
    readonly log: Log
    readonly document: DocumentId
  },
): 'command' | 'overtaken' | 'untouched' | null {
  const { queue, log, document } = parts
  if (error instanceof CommandFailed) {
    const failed = batch[error.index]
    queue.putBack(
      batch.filter((one) => one !== failed),
      'together',
    )
    if (failed?.kind === 'command') failed.reject(error.cause)
    return error.touched ? 'command' : 'untouched'
  }
  // Nothing of it was kept: it is judged again, under the lock, on what the database holds. [G8, G9]
  if (error instanceof Overtaken) {
    queue.putBack(batch, 'together')
    return 'overtaken'
  }
  if (!isUnkeepable(error)) return null
  // One of these would fail for ever, and everybody with it: each is tried alone, and its author alone is sent away. [G10]
  log.error({ document, ...describeFailure(error) }, 'the database refuses a change')
  const [only] = batch
  if (batch.length > 1) queue.putBack(batch, 'oneByOne')
  else if (only?.kind === 'command') only.reject(error)
  else if (only) parts.expel(only.connection, closeCode.badFrame, 'cannot be kept')
  return 'command'
}
