import type { Command } from './command.ts'
import type { Queued } from './judged.ts'
import type { SyncMetrics } from './metrics.ts'

/** What waits in a room, in the order of arrival. */
export interface WorkQueue {
  readonly length: number
  add(work: Queued): void
  /** What the next commit may keep together. */
  take(): Queued[]
  /** Back to the head of the line; `oneByOne`: each of these has a commit of its own. */
  putBack(works: readonly Queued[], how: 'together' | 'oneByOne'): void
  /** Empties it. */
  drop(): Queued[]
}

/** Puts a command in line; resolves with what its edit returned once it is kept. */
export function waitFor<T>(command: Command<T>, enqueue: (work: Queued) => void): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    enqueue({
      kind: 'command',
      command,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the value is what this command's edit returned
      resolve: (value) => resolve(value as T),
      reject,
      receivedAt: performance.now(),
    })
  })
}

/** Works that one commit keeps, at most. */
const batchWorks = 512

export function createWorkQueue({ queued }: Pick<SyncMetrics, 'queued'>): WorkQueue {
  let works: Queued[] = []
  /** Works at the head that are taken one by one. */
  let apart = 0
  return {
    get length() {
      return works.length
    },
    add(work) {
      works.push(work)
      queued.inc()
    },
    take() {
      // A command with rows of its own stands alone, so that its failure is its own.
      const whole = works.findIndex((one) => one.kind === 'command' && 'also' in one.command)
      const count = whole === 0 || apart > 0 ? 1 : whole === -1 ? works.length : whole
      const taken = works.splice(0, Math.min(count, batchWorks))
      apart = Math.max(0, apart - taken.length)
      queued.dec(taken.length)
      return taken
    },
    putBack(again, how) {
      works = [...again, ...works]
      apart = how === 'oneByOne' ? again.length : apart
      queued.inc(again.length)
    },
    drop() {
      queued.dec(works.length)
      return works.splice(0)
    },
  }
}
