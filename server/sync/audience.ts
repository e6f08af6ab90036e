// The connections of a room as readers: one shared frame each, and a diet for those who read too slowly. [G10]
import * as Y from 'yjs'
import { closeCode, type CloseCode } from '#shared/contracts/sync.ts'
import type { Connection } from './connection.ts'
import type { Limits } from './limits.ts'
import type { SyncMetrics } from './metrics.ts'
import { updateFrame } from './protocol.ts'

export interface Audience {
  /** Sends a frame of what `doc` now holds to everybody who is live. */
  broadcast(frame: Buffer, doc: Y.Doc): void
  /** Catches up or closes those who lag; `whenSettled` runs work between two commits. */
  tend(whenSettled: (work: (doc: Y.Doc) => void) => void): void
  close(connection: Connection, code: CloseCode, reason: string): void
}

export function createAudience(
  connections: ReadonlySet<Connection>,
  { limits, metrics }: { limits: Limits; metrics: SyncMetrics },
): Audience {
  function close(connection: Connection, code: CloseCode, reason: string): void {
    if (connection.state.kind !== 'closed') metrics.closes.inc({ code: String(code) })
    connection.close(code, reason)
  }

  return {
    close,
    broadcast(frame, doc) {
      let vector: Uint8Array | null = null
      for (const connection of connections) {
        if (!connection.sendLive(frame)) continue
        metrics.lagging.inc()
        vector ??= Y.encodeStateVector(doc)
        connection.lag(vector)
      }
    },
    tend(whenSettled) {
      for (const connection of connections) {
        const { state } = connection
        if (state.kind !== 'lagging') continue
        if (connection.buffered() < limits.bufferedBytes / 16) {
          whenSettled((doc) => {
            connection.send(updateFrame(Y.encodeStateAsUpdate(doc, state.vector)))
            connection.goLive()
          })
        } else if (performance.now() - state.since > limits.stuckMs) {
          close(connection, closeCode.slow, 'reads too slowly')
          connection.terminate()
        } else connection.lag(state.vector)
      }
    },
  }
}
