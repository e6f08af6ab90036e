// A word to the other processes that a document has moved on. [G8] Only a hint: each also looks by itself every second.
import { z } from 'zod'
import { documentId, type DocumentId } from '#shared/domain/ids.ts'
import { openSql } from '#server/database/sql.ts'
import type { Log } from '#server/log.ts'

export interface Hints {
  /** Says so soon, together with what else has moved. */
  tell(document: DocumentId): void
  close(): Promise<void>
}

const channel = 'relance_documents'
const coalesceMs = 15
/** A payload holds 8,000 bytes. */
const documentsAtOnce = 100

const payload = z.array(documentId)

/** Listens on a connection of its own; `onHint` is also called with null when hints may have been missed. */
export async function openHints(
  databaseUrl: string,
  log: Log,
  onHint: (documents: readonly DocumentId[] | null) => void,
): Promise<Hints> {
  const sql = openSql(databaseUrl, { max: 1 })
  const moved = new Set<DocumentId>()
  let timer: ReturnType<typeof setTimeout> | undefined

  await sql.listen(
    channel,
    (text) => {
      const parsed = payload.safeParse(parse(text))
      if (parsed.success) onHint(parsed.data)
    },
    () => onHint(null),
  )

  // Outside the write transactions: a commit with a NOTIFY takes a lock that all commits of the database share.
  function flush(): void {
    timer = undefined
    const documents = [...moved]
    moved.clear()
    for (let i = 0; i < documents.length; i += documentsAtOnce) {
      const some = JSON.stringify(documents.slice(i, i + documentsAtOnce))
      sql`select pg_notify(${channel}, ${some})`.catch((error: unknown) => {
        const name = error instanceof Error ? error.name : 'unknown'
        log.warn({ name }, 'a hint was not sent; the others look by themselves')
      })
    }
  }

  return {
    tell(document) {
      moved.add(document)
      timer ??= setTimeout(flush, coalesceMs)
    },
    async close() {
      clearTimeout(timer)
      await sql.end({ timeout: 1 })
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not ours: nothing to do.
    return null
  }
}
