// The body of the thread that reads an extract and matches with it (in-thread.ts starts it).
import { parentPort, workerData } from 'node:worker_threads'
import { UnreadableFile } from '#server/imports/faults.ts'
import { matchHere } from './match-here.ts'
import { sealExtract } from './seal-extract.ts'
import type { ThreadAnswer, ThreadTask } from './in-thread.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only in-thread.ts starts this thread
const task = workerData as ThreadTask

async function answer(): Promise<ThreadAnswer> {
  try {
    if (task.kind === 'read') return { kind: 'read', ...(await sealExtract(task)) }
    return { kind: 'matched', matched: matchHere(task) }
  } catch (error) {
    if (error instanceof UnreadableFile) return { kind: 'fault', code: error.code }
    throw error
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of Node has no origin
parentPort?.postMessage(await answer())
