// A client that speaks the protocol and holds no document: frames are classified, never decoded.
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { messageType } from '#shared/contracts/sync.ts'

export interface WireAddress {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Hocuspocus puts the document's name before each message of the same protocol, and wants to hear a token first. */
  readonly hocuspocusDocument?: string
}

/** A frame that carries an update, as bytes: enough to find the tokens in it. */
export type OnUpdate = (frame: Buffer, at: number) => void

const syncStep1 = 0
const syncStep2 = 1
const syncUpdate = 2
const ack = '"type":"ack"'

const hocuspocus = { authenticate: 2, queryPresence: 3, syncReply: 4, version: '4.7.0' } as const
/** Hocuspocus sends away who says nothing for a minute. */
const hocuspocusAliveMs = 20_000

export class WireClient {
  onUpdate: OnUpdate = () => undefined
  /** How many update frames of this connection the server has settled, and when. */
  onSettled: (frames: number, at: number) => void = () => undefined
  bytesReceived = 0
  framesReceived = 0
  /** Milliseconds from the first byte to the answer that holds the board; rejects when the socket closes before. */
  readonly synced: Promise<number>
  /** The updates that make the board, as they came until it was whole, when `keep` asked for them. */
  readonly state: Uint8Array[] = []
  stateBytes = 0

  readonly #socket: WebSocket
  readonly #keep: boolean
  /** What stands before every message. */
  readonly #prefix: Uint8Array
  #alive: NodeJS.Timeout | undefined
  #isSynced = false
  #settleSynced: { resolve: (ms: number) => void; reject: (error: Error) => void }
  readonly #startedAt = performance.now()

  constructor({ url, headers, hocuspocusDocument }: WireAddress, { keep = false } = {}) {
    this.#keep = keep
    this.#prefix = hocuspocusDocument === undefined ? new Uint8Array() : nameOf(hocuspocusDocument)
    this.#settleSynced = { resolve: () => undefined, reject: () => undefined }
    this.synced = new Promise((resolve, reject) => {
      this.#settleSynced = { resolve, reject }
    })
    this.synced.catch(() => undefined)
    this.#socket = new WebSocket(url, {
      headers,
      perMessageDeflate: false,
      maxPayload: 1 << 30,
      skipUTF8Validation: true,
    })
    this.#socket.binaryType = 'nodebuffer'
    this.#socket.on('open', () => {
      if (this.#prefix.length > 0) this.#greetHocuspocus()
      this.#sendSync(syncStep1, Uint8Array.of(0))
    })
    this.#socket.on('message', (frame: Buffer) => this.#receive(frame, performance.now()))
    this.#socket.on('error', (error) => this.#settleSynced.reject(error))
    this.#socket.on('close', (code, reason) =>
      this.#settleSynced.reject(new Error(`closed ${code} ${reason.toString()}`)),
    )
  }

  sendUpdate(update: Uint8Array): void {
    this.#sendSync(syncUpdate, update)
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.readyState === WebSocket.CLOSED) return resolve()
      clearInterval(this.#alive)
      this.#socket.once('close', () => resolve())
      this.#socket.terminate()
    })
  }

  #sendSync(kind: number, payload: Uint8Array): void {
    this.#send(messageType.sync, (frame) => {
      encoding.writeVarUint(frame, kind)
      encoding.writeVarUint8Array(frame, payload)
    })
  }

  #greetHocuspocus(): void {
    this.#send(hocuspocus.authenticate, (frame) => {
      encoding.writeVarUint(frame, 0)
      encoding.writeVarString(frame, 'token')
      encoding.writeVarString(frame, hocuspocus.version)
    })
    this.#alive = setInterval(() => {
      if (this.isOpen) this.#send(hocuspocus.queryPresence, () => undefined)
    }, hocuspocusAliveMs)
    this.#alive.unref()
  }

  #send(type: number, write: (frame: encoding.Encoder) => void): void {
    const frame = encoding.createEncoder()
    encoding.writeUint8Array(frame, this.#prefix)
    encoding.writeVarUint(frame, type)
    write(frame)
    this.#socket.send(encoding.toUint8Array(frame))
  }

  #receive(frame: Buffer, at: number): void {
    this.bytesReceived += frame.length
    this.framesReceived++
    const message = frame.subarray(this.#prefix.length)
    const isReply = this.#prefix.length > 0 && message[0] === hocuspocus.syncReply
    if (message[0] === messageType.sync || isReply) this.#receiveSync(message, at)
    else if (frame[0] === messageType.control && frame.includes(ack)) {
      const frames = /"frames":(\d+)/.exec(frame.toString('latin1'))?.[1]
      if (frames !== undefined) this.onSettled(Number(frames), at)
    }
  }

  #receiveSync(frame: Buffer, at: number): void {
    const kind = frame[1]
    if (kind !== syncUpdate && kind !== syncStep2) return
    if (this.#isSynced) return this.onUpdate(frame, at)
    // A server may send the board as updates, and an answer at their end.
    this.stateBytes += frame.length
    if (this.#keep) this.state.push(payloadOf(frame))
    if (kind !== syncStep2) return
    this.#isSynced = true
    this.#settleSynced.resolve(at - this.#startedAt)
  }
}

function nameOf(document: string): Uint8Array {
  const name = encoding.createEncoder()
  encoding.writeVarString(name, document)
  return encoding.toUint8Array(name)
}

/** What stands behind the length, a varint. */
function payloadOf(frame: Buffer): Uint8Array {
  let start = 2
  while ((frame[start] ?? 0) > 127) start++
  return new Uint8Array(frame.subarray(start + 1))
}
