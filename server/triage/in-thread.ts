// Reading an extract and matching with it happen in a thread of their own, with bounded memory and time: nobody's edits wait.
import { Worker } from 'node:worker_threads'
import { UnreadableFile, type FileFault } from '#server/imports/faults.ts'
import { maxFileBytes, readingHeapMb, readingTimeoutMs } from '#server/imports/limits.ts'
import type { MatchTask, Matched } from './match-here.ts'
import type { ReadTask, SealedExtract } from './seal-extract.ts'

export type ThreadTask =
  | ({ readonly kind: 'read' } & ReadTask)
  | ({ readonly kind: 'match' } & MatchTask)
export type ThreadAnswer =
  | ({ readonly kind: 'read' } & SealedExtract)
  | { readonly kind: 'matched'; readonly matched: readonly Matched[] }
  | { readonly kind: 'fault'; readonly code: FileFault }

/** 3,300 youths against 30,000 files take about five seconds; a machine that is busy, some times that. */
const matchingTimeoutMs = 120_000

/** Throws `UnreadableFile`. */
export async function readInThread(task: ReadTask): Promise<SealedExtract> {
  if (task.bytes.length > maxFileBytes) throw new UnreadableFile('file-too-large')
  const answer = await run({ kind: 'read', ...task })
  if (answer.kind === 'fault') throw new UnreadableFile(answer.code)
  if (answer.kind !== 'read') throw new Error('The triage thread answered something else.')
  return answer
}

export async function matchInThread(task: MatchTask): Promise<readonly Matched[]> {
  const answer = await run({ kind: 'match', ...task })
  if (answer.kind !== 'matched') throw new Error('The triage thread could not match.')
  return answer.matched
}

function run(task: ThreadTask): Promise<ThreadAnswer> {
  const worker = new Worker(new URL('./thread.mjs', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: readingHeapMb, maxYoungGenerationSizeMb: 64 },
  })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => {
        resolve({ kind: 'fault', code: 'file-too-slow' })
        void worker.terminate()
      },
      task.kind === 'read' ? readingTimeoutMs : matchingTimeoutMs,
    )
    worker.once('message', (answer: ThreadAnswer) => {
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
      reject(new Error(`The triage thread ended without an answer (${code}).`))
    })
  })
}
