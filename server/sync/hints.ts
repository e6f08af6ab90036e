// A word to the other processes that a document has moved on. [G8] Only a hint: each also looks by itself every second.
import { z } from 'zod'
import { documentId, type DocumentId } from '#shared/domain/ids.ts'
import type { Log } from '#server/log.ts'
import { parseWord, type Signals } from './signals.ts'

export interface Hints {
  /** Says so soon, together with what else has moved. */
  tell(document: DocumentId): void
  /** The same after each commit: alone, there is nobody to tell, and who starts looks by itself until it is met. */
  moved(document: DocumentId): void
  /** The other processes that give signs of life. */
  setPeers(processes: readonly string[]): void
  close(): void
}

const channel = 'relance_documents'
const coalesceMs = 15
/** A payload holds 8,000 bytes. */
const documentsAtOnce = 100

const payload = z.array(documentId)

/** `onHint` is also called with null when hints may have been missed. */
export async function openHints(
  signals: Signals,
  log: Log,
  onHint: (documents: readonly DocumentId[] | null) => void,
): Promise<Hints> {
  const moved = new Set<DocumentId>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let hasPeers = false

  await signals.listen(
    channel,
    (text) => {
      const parsed = payload.safeParse(parseWord(text))
      if (parsed.success) onHint(parsed.data)
    },
    () => onHint(null),
  )

  function flush(): void {
    timer = undefined
    const documents = [...moved]
    moved.clear()
    for (let i = 0; i < documents.length; i += documentsAtOnce) {
      const some = JSON.stringify(documents.slice(i, i + documentsAtOnce))
      signals.send(channel, some).catch((error: unknown) => {
        const name = error instanceof Error ? error.name : 'unknown'
        log.warn({ name }, 'a hint was not sent; the others look by themselves')
      })
    }
  }

  function tell(document: DocumentId): void {
    moved.add(document)
    timer ??= setTimeout(flush, coalesceMs)
  }

  return {
    tell,
    moved(document) {
      if (hasPeers) tell(document)
    },
    setPeers(processes) {
      hasPeers = processes.length > 0
    },
    close: () => clearTimeout(timer),
  }
}
