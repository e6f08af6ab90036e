// A small client of the wire, for tests, the demonstration and the bench: lease, socket, document, what it was told.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import {
  controlMessage,
  leaseAnswer,
  messageType,
  type ControlMessage,
  type LeaseAnswer,
} from '#shared/contracts/sync.ts'
import type { DocumentId } from '#shared/domain/ids.ts'

export interface ClientParts {
  /** `http://host:port` of the server. */
  readonly url: string
  readonly cookie: string
  readonly document: DocumentId
}

type Told<T extends ControlMessage['type']> = Extract<ControlMessage, { type: T }>

export interface BoardClient {
  readonly doc: Y.Doc
  readonly lease: LeaseAnswer | null
  /** Everything the server has said, in order. */
  readonly told: readonly ControlMessage[]
  /** Code of the close; null while open. */
  readonly closed: number | null
  /** Frames as they arrived. */
  readonly frames: readonly Uint8Array[]
  of<T extends ControlMessage['type']>(type: T): Told<T>[]
  /** Clock of this client id that the server has acknowledged. */
  readonly acknowledged: number
  /** Resolves once every local edit is acknowledged; rejects when the socket closes before. */
  saved(): Promise<void>
  /** Resolves when `condition` holds; it is asked again at each frame. Rejects when the socket closes before. */
  until(condition: () => boolean): Promise<void>
  /** Resolves with the code of the close. */
  ended(): Promise<number>
  /** Sends bytes as an update frame, whatever they are. */
  sendUpdate(bytes: Uint8Array): void
  sendFrame(bytes: Uint8Array): void
  /** Asks what is missing; resolves once the answer is applied. */
  sync(): Promise<void>
  disconnect(): Promise<void>
  /** Ends the socket without a goodbye, as a cut does. */
  drop(): void
  /** Opens a new socket with the same document and lease. */
  reconnect(): Promise<void>
  pause(): void
  resume(): void
}

export async function requestLease(
  parts: ClientParts,
  resume?: { clientId: number; fence: number },
): Promise<LeaseAnswer> {
  const response = await fetch(`${parts.url}/api/sync/leases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: parts.cookie },
    body: JSON.stringify({ document: parts.document, ...(resume ? { resume } : {}) }),
  })
  if (response.status !== 201) throw new Error(`no lease: ${response.status}`)
  return leaseAnswer.parse(await response.json())
}

/** Takes a lease, opens the document and waits until everything has arrived. */
export async function openBoard(parts: ClientParts): Promise<BoardClient> {
  const lease = await requestLease(parts)
  const client = createBoardClient(parts, lease)
  await client.reconnect()
  return client
}

/** A client that has not connected yet; `lease` null: read-only. */
export function createBoardClient(parts: ClientParts, lease: LeaseAnswer | null): BoardClient {
  const doc = new Y.Doc()
  const told: ControlMessage[] = []
  const frames: Uint8Array[] = []
  const waiting = new Set<{ check: () => void; fail: (error: Error) => void }>()
  let socket: WebSocket | null = null
  let isSynced = false
  /** What is written behind the answer to the server's question goes by itself. */
  let hasAnswered = false
  let closed: number | null = null
  let acknowledged = 0

  doc.on('update', (bytes: Uint8Array, origin: unknown) => {
    if (origin !== remote && hasAnswered) client.sendUpdate(bytes)
  })

  function checkAll(): void {
    for (const one of waiting) one.check()
  }

  function hear(data: Uint8Array): void {
    frames.push(data)
    const decoder = decoding.createDecoder(data)
    const type = decoding.readVarUint(decoder)
    if (type === messageType.control) {
      const message = controlMessage.parse(JSON.parse(decoding.readVarString(decoder)))
      told.push(message)
      if (message.type === 'ack') acknowledged = Math.max(acknowledged, message.clock)
    } else if (type === messageType.sync) {
      hearSync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder))
    }
    checkAll()
  }

  function hearSync(kind: number, bytes: Uint8Array): void {
    if (kind === 0) {
      if (lease) acknowledged = Y.decodeStateVector(bytes).get(lease.clientId) ?? 0
      const answer = Y.encodeStateAsUpdate(doc, bytes)
      client.sendFrame(syncFrame(1, answer))
      hasAnswered = true
      return
    }
    Y.applyUpdate(doc, bytes, remote)
    if (kind !== 1) return
    isSynced = true
    if (lease) doc.clientID = lease.clientId
  }

  const client: BoardClient = {
    doc,
    lease,
    told,
    frames,
    get closed() {
      return closed
    },
    get acknowledged() {
      return acknowledged
    },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the filter leaves this type only
    of: (type) => told.filter((message) => message.type === type) as never,
    saved() {
      const clock = Y.getState(doc.store, doc.clientID)
      return client.until(() => acknowledged >= clock)
    },
    until(condition) {
      return new Promise((resolve, reject) => {
        const one = {
          check: () => {
            if (!condition()) return
            waiting.delete(one)
            resolve()
          },
          fail: (error: Error) => {
            waiting.delete(one)
            reject(error)
          },
        }
        waiting.add(one)
        if (closed !== null && !condition()) one.fail(new Error(`closed with ${closed}`))
        else one.check()
      })
    },
    ended() {
      if (closed !== null) return Promise.resolve(closed)
      return new Promise((resolve) => socket?.once('close', resolve))
    },
    sendUpdate: (bytes) => client.sendFrame(syncFrame(2, bytes)),
    sendFrame(bytes) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(bytes)
    },
    async sync() {
      isSynced = false
      client.sendFrame(syncFrame(0, Y.encodeStateVector(doc)))
      await client.until(() => isSynced)
    },
    async disconnect() {
      if (!socket || closed !== null) return
      const ended = client.ended()
      socket.close(1000)
      await ended
    },
    drop: () => socket?.terminate(),
    async reconnect() {
      closed = null
      isSynced = false
      hasAnswered = false
      socket = new WebSocket(addressOf(parts, lease), { headers: { cookie: parts.cookie } })
      const opened = socket
      opened.on('message', (data: Buffer) => hear(new Uint8Array(data)))
      opened.on('error', () => {})
      opened.on('close', (code, reason) => {
        if (socket !== opened) return
        closed = code
        isSynced = false
        hasAnswered = false
        const error = new Error(`closed with ${code}: ${String(reason)}`)
        for (const one of waiting) one.fail(error)
      })
      await new Promise<void>((resolve, reject) => {
        opened.once('open', () => resolve())
        opened.once('error', reject)
      })
      await client.sync()
    },
    pause: () => socket?.pause(),
    resume: () => socket?.resume(),
  }
  return client
}

const remote = Symbol('remote')

function addressOf({ url, document }: ClientParts, lease: LeaseAnswer | null): string {
  const base = `${url.replace(/^http/, 'ws')}/sync/${document}`
  if (!lease) return base
  return `${base}?cid=${lease.clientId}&epoch=${lease.epoch}&fence=${lease.fence}`
}

function syncFrame(kind: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}
