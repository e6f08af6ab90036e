// The body of the thread that reads one uploaded file (read-file.ts starts it).
import { parentPort, workerData } from 'node:worker_threads'
import { UnreadableFile } from './faults.ts'
import type { ReadingAnswer, ReadingTask } from './read-file.ts'
import { readHere } from './read-here.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only read-file.ts starts this thread
const { bytes, choices } = workerData as ReadingTask

async function answer(): Promise<ReadingAnswer> {
  try {
    return { kind: 'read', ...(await readHere(bytes, choices)) }
  } catch (error) {
    if (error instanceof UnreadableFile) return { kind: 'fault', code: error.code }
    throw error
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of Node has no origin
parentPort?.postMessage(await answer())
