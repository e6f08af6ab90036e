import type { Command } from './command.ts'
import type { Queued } from './judged.ts'
import type { SyncMetrics } from './metrics.ts'

/** What waits in a room, in the order of arrival. */
export interface WorkQueue {
  readonly length: number
  add(work: Queued): void
  /** What the next commit may keep together. */
  take(): Queued[]
  /** The edits of people at its head, up to the first command. */
  takeWrites(): Queued[]
  /** Resolves when at least so many edits of people stand at its head, with nothing to be taken apart. */
  whenWrites(count: number): Promise<void>
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
  let waiting: { count: number; resolve: () => void } | null = null
  /** Works at the head that are taken one by one. */
  let apart = 0

  function writesAtHead(): number {
    if (apart > 0) return 0
    const command = works.findIndex((one) => one.kind === 'command')
    return Math.min(command === -1 ? works.length : command, batchWorks)
  }

  return {
    get length() {
      return works.length
    },
    add(work) {
      works.push(work)
      queued.inc()
      if (waiting && writesAtHead() >= waiting.count) {
        waiting.resolve()
        waiting = null
      }
    },
    takeWrites() {
      const taken = works.splice(0, writesAtHead())
      queued.dec(taken.length)
      return taken
    },
    whenWrites(count) {
      if (writesAtHead() >= count) return Promise.resolve()
      return new Promise((resolve) => {
        waiting = { count, resolve }
      })
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
