// A socket without a line: what is sent waits in it, as with somebody who does not read.
import { createBucket } from '#server/sync/bucket.ts'
import type { ConnectionParts, Receiver, Socket } from '#server/sync/connection.ts'
import { defaultLimits, type Limits } from '#server/sync/limits.ts'

export interface FakeSocket extends Socket {
  readonly sent: readonly Uint8Array[]
  /** Code it was closed with. */
  readonly closed: number | null
  readonly isTerminated: boolean
  readonly isPaused: boolean
  /** Bytes that wait; 0 where the reader is quick. */
  bufferedAmount: number
}

/** `isStuck`: nobody reads, everything waits. */
export function createFakeSocket({ isStuck = false } = {}): FakeSocket {
  const sent: Uint8Array[] = []
  let closed: number | null = null
  let isTerminated = false
  let isPaused = false
  const socket: FakeSocket = {
    bufferedAmount: 0,
    sent,
    get closed() {
      return closed
    },
    get isTerminated() {
      return isTerminated
    },
    get isPaused() {
      return isPaused
    },
    send(bytes) {
      sent.push(bytes)
      if (isStuck) socket.bufferedAmount += bytes.length
    },
    write(wire) {
      socket.send(messageOf(wire))
    },
    close(code) {
      closed = code
    },
    terminate() {
      isTerminated = true
    },
    ping() {},
    pause() {
      isPaused = true
    },
    resume() {
      isPaused = false
    },
  }
  return socket
}

/** The message of a whole frame that a server sends. */
function messageOf(wire: Buffer): Buffer {
  const size = wire[1] ?? 0
  return wire.subarray(size < 126 ? 2 : size === 126 ? 4 : 10)
}

/** A room that takes everything, answers without a word, and asks nobody to slow down. */
export function connectionParts(
  otherwise: Partial<Receiver> = {},
  limits: Limits = defaultLimits,
): ConnectionParts {
  const receiver: Receiver = {
    frameBytes: () => limits.frameBytes,
    answer: (connection) => connection.answered(),
    write() {},
    present() {},
    introduce() {},
    ...otherwise,
  }
  const { questionsPerSecond: perSecond, questionBurst: burst } = limits
  return { receiver, limits, questions: createBucket({ perSecond, burst }) }
}
