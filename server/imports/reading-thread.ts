// The body of the thread that reads one uploaded file (read-file.ts starts it).
import { parentPort, workerData } from 'node:worker_threads'
import { UnreadableFile } from './faults.ts'
import { readingOf } from './preview.ts'
import type { ReadingAnswer, ReadingTask } from './read-file.ts'
import { readList } from './read-list.ts'
import { readTable } from './read-table.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only read-file.ts starts this thread
const { bytes, choices } = workerData as ReadingTask

async function answer(): Promise<ReadingAnswer> {
  try {
    const { rows, ...table } = await readTable(bytes, choices)
    const list = readList({ ...table, rows }, choices)
    return { kind: 'read', reading: readingOf(table, list.headerRow), list }
  } catch (error) {
    if (error instanceof UnreadableFile) return { kind: 'fault', code: error.code }
    throw error
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of Node has no origin
parentPort?.postMessage(await answer())
