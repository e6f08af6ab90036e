// Snapshots are made in a thread of their own, one at a time: of a large board it takes a second, in which nobody's edit waits.
import { Worker } from 'node:worker_threads'
import type { DocumentId } from '#shared/domain/ids.ts'
import type { Compacted } from './compaction.ts'

export interface CompactionTask {
  readonly databaseUrl: string
  readonly document: DocumentId
}

export interface Compactor {
  /** Null when the document needs none any more. Rejects when it could not be made, with every row of the log kept. */
  compact(document: DocumentId): Promise<Compacted | null>
  /** Gives up what is under way: the log is whole without it. */
  close(): Promise<void>
}

export function createCompactor(databaseUrl: string): Compactor {
  let last: Promise<unknown> = Promise.resolve()
  let worker: Worker | null = null
  let isClosed = false

  function run(document: DocumentId): Promise<Compacted | null> {
    if (isClosed) return Promise.resolve(null)
    const task: CompactionTask = { databaseUrl, document }
    const started = new Worker(new URL('./compaction-thread.mjs', import.meta.url), {
      workerData: task,
    })
    worker = started
    return new Promise((resolve, reject) => {
      started.once('message', resolve)
      started.once('error', reject)
      started.once('exit', (code) => {
        worker = null
        reject(new Error(`The compaction thread ended without an answer (${code}).`))
      })
    })
  }

  return {
    compact(document) {
      const next = last.then(() => run(document))
      last = next.catch(() => {})
      return next
    },
    async close() {
      isClosed = true
      await worker?.terminate()
    },
  }
}
