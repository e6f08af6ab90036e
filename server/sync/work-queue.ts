import type { Command } from './command.ts'
import type { Queued } from './judged.ts'
import type { Limits } from './limits.ts'
import type { SyncMetrics } from './metrics.ts'

/** What waits in a room, in the order of arrival. */
export interface WorkQueue {
  readonly length: number
  /** Whether an update of so many bytes may wait here; whatever the limits, one may where nothing does. */
  hasRoomFor(size: number): boolean
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

/** Bytes of updates that wait in all rooms of a process. */
export interface Backlog {
  bytes: number
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

export function createWorkQueue({
  metrics,
  limits,
  backlog,
}: {
  readonly metrics: Pick<SyncMetrics, 'queued' | 'queuedBytes'>
  readonly limits: Pick<Limits, 'queue' | 'queueBytes' | 'backlogBytes' | 'batchBytes'>
  readonly backlog: Backlog
}): WorkQueue {
  let works: Queued[] = []
  let bytes = 0
  let waiting: { count: number; resolve: () => void } | null = null
  /** Works at the head that are taken one by one. */
  let apart = 0

  function count(some: readonly Queued[], sign: 1 | -1): void {
    const size = sign * some.reduce((sum, one) => sum + sizeOf(one), 0)
    bytes += size
    backlog.bytes += size
    metrics.queued.inc(sign * some.length)
    metrics.queuedBytes.inc(size)
  }

  function writesAtHead(): number {
    if (apart > 0) return 0
    const command = works.findIndex((one) => one.kind === 'command')
    return Math.min(command === -1 ? works.length : command, batchWorks)
  }

  /** So many at the head at most, and no more than a commit may hold. */
  function takeUpTo(most: number): Queued[] {
    let size = 0
    let end = 0
    for (const one of works.slice(0, Math.min(most, batchWorks))) {
      size += sizeOf(one)
      if (end > 0 && size > limits.batchBytes) break
      end += 1
    }
    const taken = works.splice(0, end)
    count(taken, -1)
    return taken
  }

  return {
    get length() {
      return works.length
    },
    hasRoomFor(size) {
      const isOver = (held: number, most: number) => held > 0 && held + size > most
      return !(
        works.length >= limits.queue ||
        isOver(bytes, limits.queueBytes) ||
        isOver(backlog.bytes, limits.backlogBytes)
      )
    },
    add(work) {
      works.push(work)
      count([work], 1)
      if (waiting && writesAtHead() >= waiting.count) {
        waiting.resolve()
        waiting = null
      }
    },
    takeWrites: () => takeUpTo(writesAtHead()),
    whenWrites(least) {
      if (writesAtHead() >= least) return Promise.resolve()
      return new Promise((resolve) => {
        waiting = { count: least, resolve }
      })
    },
    take() {
      // A command with rows of its own stands alone, so that its failure is its own.
      const whole = works.findIndex((one) => one.kind === 'command' && 'also' in one.command)
      const taken = takeUpTo(whole === 0 || apart > 0 ? 1 : whole === -1 ? works.length : whole)
      apart = Math.max(0, apart - taken.length)
      return taken
    },
    putBack(again, how) {
      works = [...again, ...works]
      apart = how === 'oneByOne' ? again.length : apart
      count(again, 1)
    },
    drop() {
      count(works, -1)
      return works.splice(0)
    },
  }
}

function sizeOf(work: Queued): number {
  return work.kind === 'write' ? work.bytes.length : 0
}
