// The connections of a room as readers: one shared frame each, and a diet for those who read too slowly. [G10]
import * as Y from 'yjs'
import { closeCode, type CloseCode } from '#shared/contracts/sync.ts'
import type { Connection } from './connection.ts'
import type { Limits } from './limits.ts'
import type { SyncMetrics } from './metrics.ts'
import { updateFrame } from './protocol.ts'
import { wireOf } from './wire.ts'

export interface Audience {
  /**
   * Sends a frame to everybody who is live. `before`: clocks of what had been sent to all before it, or before more than
   * that: who begins to lag is later sent everything since, and having something twice does no harm.
   */
  broadcast(frame: Buffer, before: ReadonlyMap<number, number>): void
  /**
   * Milliseconds until the next frame is worth sending. Each costs a write to the socket of every reader, so that where
   * very many read, changes are gathered meanwhile; a change after a pause never waits.
   */
  restMs(): number
  /** So many read that changes are gathered. */
  isCrowd(): boolean
  /** Catches up or closes those who lag; `whenSettled` runs work between two commits. */
  tend(whenSettled: (work: (doc: Y.Doc) => void) => void): void
  close(connection: Connection, code: CloseCode, reason: string): void
}

function encodeVector(clocks: ReadonlyMap<number, number>): Uint8Array {
  return Y.encodeStateVector(new Map(clocks))
}

/** Up to this many readers, every change is sent as soon as it is kept. */
const fewReaders = 100
const restMsPerReader = 0.2
const longestRestMs = 100

export function createAudience(
  connections: ReadonlySet<Connection>,
  { limits, metrics }: { limits: Limits; metrics: SyncMetrics },
): Audience {
  let lastSentAt = -Infinity

  function close(connection: Connection, code: CloseCode, reason: string): void {
    if (connection.state.kind !== 'closed') metrics.closes.inc({ code: String(code) })
    connection.close(code, reason)
  }

  function giveUp(connection: Connection): void {
    close(connection, closeCode.slow, 'reads too slowly')
    connection.terminate()
  }

  return {
    close,
    broadcast(frame, before) {
      lastSentAt = performance.now()
      const wire = wireOf(frame)
      let vector: Uint8Array | null = null
      for (const connection of connections) {
        if (!connection.sendLive(wire)) continue
        metrics.lagging.inc()
        vector ??= encodeVector(before)
        connection.lag(vector)
      }
    },
    isCrowd: () => connections.size > fewReaders,
    restMs() {
      if (connections.size <= fewReaders) return 0
      const gap = Math.min(longestRestMs, connections.size * restMsPerReader)
      return Math.max(0, Math.ceil(lastSentAt + gap - performance.now()))
    },
    tend(whenSettled) {
      for (const connection of connections) {
        const { state } = connection
        if (state.kind !== 'lagging') {
          if (connection.isStuck()) giveUp(connection)
          continue
        }
        if (connection.buffered() < limits.bufferedBytes / 16) {
          whenSettled((doc) => {
            connection.send(updateFrame(Y.encodeStateAsUpdate(doc, state.vector)))
            connection.goLive()
          })
        } else if (performance.now() - state.since > limits.stuckMs) {
          giveUp(connection)
        } else connection.lag(state.vector)
      }
    },
  }
}
