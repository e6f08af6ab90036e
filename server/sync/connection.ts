// One socket's life: what it may send, how fast, and what becomes of it when it reads too slowly. [G10]
import { closeCode, type CloseCode, type ControlMessage } from '#shared/contracts/sync.ts'
import type { UserId } from '#shared/domain/ids.ts'
import type { Role } from '#shared/domain/roles.ts'
import type { BoundLease } from './leases.ts'
import type { Limits } from './limits.ts'
import { controlFrame, readFrame, type PresenceEntry } from './protocol.ts'

/** What a connection needs of a WebSocket. */
export interface Socket {
  send(bytes: Uint8Array): void
  /** Sends a message that is a WebSocket frame already, as `wireOf` makes it. */
  write(wire: Buffer): void
  close(code: number, reason: string): void
  terminate(): void
  ping(): void
  pause(): void
  resume(): void
  readonly bufferedAmount: number
}

type ConnectionState =
  /** Has not asked for the document yet: gets nothing live. */
  | { readonly kind: 'joining' }
  | { readonly kind: 'live' }
  /** Reads too slowly: gets nothing live until its buffer is empty, then one difference from `vector` on. */
  | {
      readonly kind: 'lagging'
      readonly vector: Uint8Array
      readonly buffered: number
      readonly since: number
    }
  | { readonly kind: 'closed' }

export interface Identity {
  readonly user: { readonly id: UserId; readonly name: string }
  /** Hashed id of the session. */
  readonly session: string
  /** Null: it only reads. */
  readonly lease: BoundLease | null
}

/** What the room does with what a connection sends. */
export interface Receiver {
  /** Bytes of the largest frame: whoever returns to a large document lists all of its deletions. */
  frameBytes(): number
  answer(connection: Connection, vector: Uint8Array): void
  write(connection: Connection, bytes: Uint8Array): void
  present(connection: Connection, entries: readonly PresenceEntry[]): void
  introduce(connection: Connection): void
}

export interface Connection extends Identity {
  readonly clientId: number | null
  /** The document's count of take-overs up to which its lease is known to be its own. */
  leaseCheckedAt: number
  /** What it was last told that its person is; null before it was greeted. */
  role: Role | null
  readonly state: ConnectionState
  /** Update frames that are settled, kept or not; the acknowledgement counts them. */
  settled: number
  /** Update frames received. */
  received: number
  /** When a sign of life last arrived, in ms of the process clock. */
  heardAt: number
  receive(bytes: Uint8Array): void
  goLive(): void
  /** Sends a `wireOf` to a connection that is live; true when it has just begun to lag. */
  sendLive(wire: Buffer): boolean
  lag(vector: Uint8Array): void
  send(frame: Buffer): void
  tell(message: ControlMessage): void
  ping(): void
  /** Bytes that wait in the socket. */
  buffered(): number
  close(code: CloseCode, reason?: string): void
  terminate(): void
  ended(): void
}

export function createConnection(
  socket: Socket,
  identity: Identity,
  { receiver, limits }: { receiver: Receiver; limits: Limits },
): Connection {
  let state: ConnectionState = { kind: 'joining' }
  let tokens = limits.burst
  let filledAt = performance.now()
  let paused: ReturnType<typeof setTimeout> | undefined

  const connection: Connection = {
    ...identity,
    clientId: identity.lease?.clientId ?? null,
    leaseCheckedAt: identity.lease?.boundAt ?? 0,
    role: null,
    settled: 0,
    received: 0,
    heardAt: performance.now(),
    get state() {
      return state
    },
    receive(bytes) {
      if (state.kind === 'closed') return
      connection.heardAt = performance.now()
      if (isTooLarge(bytes.length)) connection.close(closeCode.resetNeeded, 'over-size')
      else dispatch(bytes)
    },
    goLive() {
      if (state.kind !== 'closed') state = { kind: 'live' }
    },
    sendLive(wire) {
      if (state.kind !== 'live') return false
      socket.write(wire)
      return socket.bufferedAmount > limits.bufferedBytes
    },
    lag(vector) {
      if (state.kind === 'closed') return
      const since = state.kind === 'lagging' ? state.since : performance.now()
      const before = state.kind === 'lagging' ? state.buffered : Infinity
      const buffered = socket.bufferedAmount
      // The time counts from the last moment that the buffer shrank.
      state = {
        kind: 'lagging',
        vector,
        buffered,
        since: buffered < before ? performance.now() : since,
      }
    },
    send(frame) {
      if (state.kind !== 'closed') socket.send(frame)
    },
    tell(message) {
      connection.send(controlFrame(message))
    },
    ping: () => socket.ping(),
    buffered: () => socket.bufferedAmount,
    close(code, reason = '') {
      if (state.kind === 'closed') return
      state = { kind: 'closed' }
      socket.close(code, reason)
    },
    terminate() {
      state = { kind: 'closed' }
      socket.terminate()
    },
    ended() {
      state = { kind: 'closed' }
      clearTimeout(paused)
    },
  }
  return connection

  function isTooLarge(size: number): boolean {
    return size > limits.frameBytes && size > receiver.frameBytes()
  }

  function dispatch(bytes: Uint8Array): void {
    const message = readFrame(bytes)
    slowDown(message.kind === 'question' ? limits.questionCost : 1)
    switch (message.kind) {
      case 'question':
        receiver.answer(connection, message.vector)
        break
      case 'update':
        connection.received += 1
        receiver.write(connection, message.bytes)
        break
      case 'presence':
        receiver.present(connection, message.entries)
        break
      case 'query-presence':
        receiver.introduce(connection)
        break
      case 'unreadable':
        connection.close(closeCode.badFrame, 'unreadable frame')
        break
    }
  }

  /** A token bucket; an empty one stops the reading for as long as it takes to fill: nothing is lost, nobody closed. */
  function slowDown(cost: number): void {
    const now = performance.now()
    tokens = Math.min(limits.burst, tokens + ((now - filledAt) / 1000) * limits.framesPerSecond)
    filledAt = now
    tokens -= cost
    if (tokens >= 0 || paused) return
    socket.pause()
    paused = setTimeout(
      () => {
        paused = undefined
        socket.resume()
      },
      Math.max(50, (-tokens / limits.framesPerSecond) * 1000),
    )
  }
}
