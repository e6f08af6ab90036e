// One socket's life: what it may send, how fast, and what becomes of it when it reads too slowly. [G10]
import { closeCode, type CloseCode, type ControlMessage } from '#shared/contracts/sync.ts'
import type { UserId } from '#shared/domain/ids.ts'
import type { Role } from '#shared/domain/roles.ts'
import { createBucket, type Bucket } from './bucket.ts'
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
  /** Answers a question, and says so by `connection.answered()`: until then nothing more of it is taken. */
  answer(connection: Connection, vector: Uint8Array): void
  /** `isEarly`: what was sent before it is still to come, with the answer to the server's question. */
  write(connection: Connection, bytes: Uint8Array, isEarly: boolean): void
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
  /** The same for what is said again soon: nothing where its buffer is full. */
  sendPassing(wire: Buffer): void
  /** Its question has been answered. */
  answered(): void
  lag(vector: Uint8Array): void
  send(frame: Buffer): void
  tell(message: ControlMessage): void
  ping(): void
  /** Bytes that wait in the socket. */
  buffered(): number
  /** Looked at from time to time: whether its buffer is full and has not shrunk for `stuckMs`. */
  isStuck(): boolean
  close(code: CloseCode, reason?: string): void
  terminate(): void
  ended(): void
}

export interface ConnectionParts {
  readonly receiver: Receiver
  readonly limits: Limits
  /** Questions of its person, over whatever socket. */
  readonly questions: Bucket
  /** Told each time that it is not read for a while, and why. */
  readonly onHeld?: (why: 'rate' | 'buffer') => void
}

export function createConnection(
  socket: Socket,
  identity: Identity,
  { receiver, limits, questions, onHeld }: ConnectionParts,
): Connection {
  let state: ConnectionState = { kind: 'joining' }
  const tokens = createBucket({ perSecond: limits.framesPerSecond, burst: limits.burst })
  /** Frames that had arrived when the socket was paused: a chunk of the line at most. */
  let waiting: Uint8Array[] = []
  let isAsking = false
  let hasAnswered = false
  let paused: ReturnType<typeof setTimeout> | undefined
  let stuck: { readonly buffered: number; readonly since: number } | null = null

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
      else if (waiting.length > 0 || whyHeld() !== null) {
        waiting.push(bytes)
        hold()
      } else take(bytes)
    },
    goLive() {
      if (state.kind !== 'closed') state = { kind: 'live' }
    },
    sendLive(wire) {
      if (state.kind !== 'live') return false
      socket.write(wire)
      return isFull()
    },
    sendPassing(wire) {
      if (state.kind === 'live' && !isFull()) socket.write(wire)
    },
    answered() {
      isAsking = false
      if (paused) goOn()
    },
    lag(vector) {
      if (state.kind === 'closed') return
      const since = state.kind === 'lagging' ? state.since : performance.now()
      const before = state.kind === 'lagging' ? state.buffered : Infinity
      const buffered = socket.bufferedAmount
      // The time counts from the last moment that the buffer shrank.
      const isShrinking = buffered < before
      if (isShrinking) connection.heardAt = performance.now()
      state = {
        kind: 'lagging',
        vector,
        buffered,
        since: isShrinking ? performance.now() : since,
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
    isStuck() {
      const buffered = socket.bufferedAmount
      if (!isFull()) stuck = null
      else if (stuck === null || buffered < stuck.buffered) {
        // It reads, though nothing of what it says is read meanwhile.
        connection.heardAt = performance.now()
        stuck = { buffered, since: performance.now() }
      } else stuck = { buffered, since: stuck.since }
      return stuck !== null && performance.now() - stuck.since > limits.stuckMs
    },
    close(code, reason = '') {
      if (state.kind === 'closed') return
      const isHeld = paused !== undefined
      forget()
      socket.close(code, reason)
      // The other side's goodbye is still to be read.
      if (isHeld) socket.resume()
    },
    terminate() {
      forget()
      socket.terminate()
    },
    ended: forget,
  }
  return connection

  function isTooLarge(size: number): boolean {
    return size > limits.frameBytes && size > receiver.frameBytes()
  }

  function isFull(): boolean {
    return socket.bufferedAmount > limits.bufferedBytes
  }

  function forget(): void {
    state = { kind: 'closed' }
    waiting = []
    clearTimeout(paused)
  }

  /** Why nothing more of it is taken for now. */
  function whyHeld(): 'rate' | 'buffer' | 'question' | null {
    if (tokens.isEmpty || questions.isEmpty) return 'rate'
    if (isFull()) return 'buffer'
    return isAsking ? 'question' : null
  }

  /** Nothing is lost, nobody closed: what is not read waits on the other side of the line. */
  function hold(): void {
    if (paused) return
    socket.pause()
    const why = whyHeld()
    if (why === 'rate' || why === 'buffer') onHeld?.(why)
    paused = setTimeout(goOn, Math.max(holdMs, tokens.waitMs, questions.waitMs))
  }

  function goOn(): void {
    clearTimeout(paused)
    paused = undefined
    // It was not listened to: its silence says nothing. Whether it reads, its buffer tells.
    if (!isFull()) connection.heardAt = performance.now()
    let taken = 0
    while (taken < waiting.length && whyHeld() === null) {
      const frame = waiting[taken]
      taken += 1
      if (frame) take(frame)
    }
    waiting.splice(0, taken)
    if (state.kind === 'closed') return
    if (waiting.length > 0 || whyHeld() !== null) hold()
    else socket.resume()
  }

  function take(bytes: Uint8Array): void {
    dispatch(bytes)
    const why = whyHeld()
    // A question is answered in a moment, most often at once: the next frame holds it where it is not.
    if (state.kind !== 'closed' && why !== null && why !== 'question') hold()
  }

  function dispatch(bytes: Uint8Array): void {
    const message = readFrame(bytes)
    tokens.take(message.kind === 'question' ? limits.questionCost : costOf(bytes))
    switch (message.kind) {
      case 'question':
        // Nobody's past is the same bytes for all.
        if (message.vector.length > 1) questions.take(1)
        isAsking = true
        receiver.answer(connection, message.vector)
        break
      case 'update':
        connection.received += 1
        hasAnswered ||= message.isAnswer
        receiver.write(connection, message.bytes, !hasAnswered)
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

  function costOf(bytes: Uint8Array): number {
    return Math.max(1, bytes.length / limits.bytesPerToken)
  }
}

/** Between two looks at a socket whose buffer is full. */
const holdMs = 50
