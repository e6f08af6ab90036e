// Uploaded files are read in threads of bounded memory and time: whatever a file does, the server goes on answering.
import { Worker } from 'node:worker_threads'
import { UnreadableFile } from './faults.ts'
import { maxFileBytes, readingHeapMb, readingsAtOnce, readingTimeoutMs } from './limits.ts'
import type { FileReading, FromThread, ReadFile, ToThread } from './read-file.ts'
import type { ListedRow } from './read-list.ts'
import { createTurns } from './turns.ts'

export interface Reader {
  readonly read: ReadFile
  /** Has a thread ready for the file that may come: starting one takes a second or two. */
  warm(): void
  close(): Promise<void>
}

/** A thread that waits for a file is ended after this long, with the memory it holds. */
const idleMs = 10 * 60_000

/**
 * Reads at most `readingsAtOnce` files at once; the others wait. The thread that has read a file well waits, warm, for the
 * next one; one that met a file that it could not read never reads another, so that nothing such a file did outlives it.
 */
export function createReader({ timeoutMs = readingTimeoutMs } = {}): Reader {
  const inTurn = createTurns(readingsAtOnce)
  const threads = new Set<Worker>()
  let spare: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let closed = false

  function start(): Worker {
    const thread = new Worker(new URL('./reading-thread.mjs', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: readingHeapMb, maxYoungGenerationSizeMb: 64 },
    })
    threads.add(thread)
    // A thread that dies while it waits is no one's failure: the next file starts another.
    thread.on('error', () => undefined)
    thread.once('exit', () => {
      threads.delete(thread)
      if (spare === thread) spare = undefined
    })
    return thread
  }

  function keep(thread: Worker): void {
    if (closed || spare) return end(thread)
    spare = thread
    // It alone keeps no process alive.
    thread.unref()
    clearTimeout(idle)
    idle = setTimeout(() => spare && end(spare), idleMs)
    idle.unref()
  }

  function take(): Worker {
    const thread = spare ?? start()
    if (thread === spare) {
      spare = undefined
      thread.ref()
    }
    return thread
  }

  function end(thread: Worker): void {
    if (spare === thread) spare = undefined
    void thread.terminate()
  }

  async function readNow(...[bytes, choices]: Parameters<ReadFile>): Promise<FileReading> {
    const thread = take()
    try {
      const reading = await askThread(thread, { kind: 'read', bytes, choices }, timeoutMs)
      keep(thread)
      return reading
    } catch (error) {
      end(thread)
      reader.warm()
      throw error
    }
  }

  const reader: Reader = {
    async read(bytes, choices) {
      if (bytes.length > maxFileBytes) throw new UnreadableFile('file-too-large')
      return inTurn(() => readNow(bytes, choices))
    },
    warm() {
      if (!closed && !spare) keep(start())
    },
    async close() {
      closed = true
      clearTimeout(idle)
      await Promise.all([...threads].map((thread) => thread.terminate()))
    },
  }
  return reader
}

/** Everything the thread says of one file. Rejects with `UnreadableFile`, also when the file was too much for the thread. */
function askThread(thread: Worker, task: ToThread, timeoutMs: number): Promise<FileReading> {
  return new Promise((resolve, reject) => {
    const rows: ListedRow[] = []
    let head: Extract<FromThread, { kind: 'head' }> | undefined
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of Node has no origin
    const send = (message: ToThread) => thread.postMessage(message)
    const timer = setTimeout(() => fail(new UnreadableFile('file-too-slow')), timeoutMs)
    const settle = () => {
      clearTimeout(timer)
      thread.off('message', hear).off('error', fail).off('exit', gone)
    }
    const hear = (message: FromThread) => {
      if (message.kind === 'ready') return
      if (message.kind === 'fault') return fail(new UnreadableFile(message.code))
      if (message.kind === 'head') head = message
      else rows.push(...message.rows)
      if (!head || rows.length < head.rows) return send({ kind: 'next' })
      settle()
      resolve({ reading: head.reading, list: { ...head.list, rows } })
    }
    const fail = (error: Error & { code?: string }) => {
      settle()
      const tooMuch = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      reject(tooMuch ? new UnreadableFile('file-unpacks-too-large', { cause: error }) : error)
    }
    const gone = () => fail(new Error('The reading thread ended without an answer.'))
    thread.on('message', hear).on('error', fail).on('exit', gone)
    send(task)
  })
}
