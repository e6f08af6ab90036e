// LISTEN and NOTIFY on connections of their own: short words between the processes of one database. [G8]
import { openSql } from '#server/database/sql.ts'

export interface Signals {
  /** `onListening` is also called when the connection is back: words may have been missed meanwhile. */
  listen(channel: string, onWord: (text: string) => void, onListening: () => void): Promise<void>
  /** At most 8,000 bytes less one. Never inside a write transaction: such commits share one lock of the database. */
  send(channel: string, text: string): Promise<void>
  close(): Promise<void>
}

export function openSignals(databaseUrl: string): Signals {
  const sql = openSql(databaseUrl, { max: 1 })
  return {
    async listen(channel, onWord, onListening) {
      await sql.listen(channel, onWord, onListening)
    },
    async send(channel, text) {
      await sql`select pg_notify(${channel}, ${text})`
    },
    close: () => sql.end({ timeout: 1 }),
  }
}

/** What another process said; null when it is not ours to understand. */
export function parseWord(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not ours: nothing to do.
    return null
  }
}
