import { Worker } from 'node:worker_threads'
import { UnreadableFile, type FileFault } from './faults.ts'
import { maxFileBytes, readingHeapMb, readingTimeoutMs } from './limits.ts'
import type { Reading } from './preview.ts'
import type { ListChoices, ReadList } from './read-list.ts'
import type { ReadingChoices } from './read-table.ts'

export interface FileReading {
  readonly reading: Reading
  readonly list: ReadList
}
export type FileChoices = ReadingChoices & ListChoices
/** How the bytes of a list become its rows: `readFile`, or `readHere` for lists of our own making. */
export type ReadFile = (bytes: Uint8Array, choices: FileChoices) => Promise<FileReading>

/** What crosses the wall of the reading thread. */
export interface ReadingTask {
  readonly bytes: Uint8Array
  readonly choices: FileChoices
}
export type ReadingAnswer =
  | ({ readonly kind: 'read' } & FileReading)
  | { readonly kind: 'fault'; readonly code: FileFault }

/**
 * Reads an uploaded file in a thread of its own, with bounded memory and time: whatever the file does, the server goes on
 * answering. Throws `UnreadableFile`.
 */
export async function readFile(bytes: Uint8Array, choices: FileChoices): Promise<FileReading> {
  if (bytes.length > maxFileBytes) throw new UnreadableFile('file-too-large')
  const task: ReadingTask = { bytes, choices }
  const worker = new Worker(new URL('./reading-thread.mjs', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: readingHeapMb, maxYoungGenerationSizeMb: 64 },
  })
  const answer = await answerOf(worker)
  if (answer.kind === 'fault') throw new UnreadableFile(answer.code)
  return answer
}

function answerOf(worker: Worker): Promise<ReadingAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve({ kind: 'fault', code: 'file-too-slow' })
      void worker.terminate()
    }, readingTimeoutMs)
    worker.once('message', (answer: ReadingAnswer) => {
      resolve(answer)
      void worker.terminate()
    })
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        resolve({ kind: 'fault', code: 'file-unpacks-too-large' })
      } else reject(error)
    })
    worker.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The reading thread ended without an answer (${code}).`))
    })
  })
}
