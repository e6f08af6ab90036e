// Frames ⇄ bytes: y-protocols' sync (0) and awareness (1), and our own control message (100). Pure.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { messageType, type ControlMessage } from '#shared/contracts/sync.ts'

const syncKind = { question: 0, answer: 1, update: 2 } as const

/** One entry of an awareness frame; `state` is JSON text, not parsed yet. */
export interface PresenceEntry {
  readonly clientId: number
  readonly clock: number
  readonly state: string
}

export type Incoming =
  /** "Here is what I have; what am I missing?" */
  | { readonly kind: 'question'; readonly vector: Uint8Array }
  /** Structs and deletions, live or in answer to our question. */
  | { readonly kind: 'update'; readonly bytes: Uint8Array; readonly isAnswer: boolean }
  | { readonly kind: 'presence'; readonly entries: readonly PresenceEntry[] }
  | { readonly kind: 'query-presence' }
  /** Not a frame of this protocol. */
  | { readonly kind: 'unreadable' }

/** States of more clients than this in one frame are nobody's. */
const entriesLimit = 2_000

/** Bytes of a state vector: thousands of client ids, where a document has hundreds. */
const vectorSize = 64 * 1024

/** Reads one frame, which holds one message and nothing behind it. */
export function readFrame(bytes: Uint8Array): Incoming {
  try {
    const decoder = decoding.createDecoder(bytes)
    const message = readMessage(decoder)
    return decoding.hasContent(decoder) ? { kind: 'unreadable' } : message
  } catch {
    // lib0 throws plain errors on bytes that end too early.
    return { kind: 'unreadable' }
  }
}

function readMessage(decoder: decoding.Decoder): Incoming {
  switch (decoding.readVarUint(decoder)) {
    case messageType.sync:
      return readSync(decoder)
    case messageType.awareness:
      return { kind: 'presence', entries: readEntries(decoding.readVarUint8Array(decoder)) }
    case messageType.queryAwareness:
      return { kind: 'query-presence' }
    default:
      return { kind: 'unreadable' }
  }
}

function readSync(decoder: decoding.Decoder): Incoming {
  const kind = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  if (kind === syncKind.question) {
    return bytes.length > vectorSize ? { kind: 'unreadable' } : { kind: 'question', vector: bytes }
  }
  return kind === syncKind.answer || kind === syncKind.update
    ? { kind: 'update', bytes, isAnswer: kind === syncKind.answer }
    : { kind: 'unreadable' }
}

function readEntries(bytes: Uint8Array): PresenceEntry[] {
  const decoder = decoding.createDecoder(bytes)
  const count = decoding.readVarUint(decoder)
  if (count > entriesLimit) throw new Error('too many presence entries')
  const entries: PresenceEntry[] = []
  for (let i = 0; i < count; i += 1) {
    const clientId = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    entries.push({ clientId, clock, state: decoding.readVarString(decoder) })
  }
  return entries
}

export const questionFrame = (vector: Uint8Array) => syncFrame(syncKind.question, vector)
export const answerFrame = (update: Uint8Array) => syncFrame(syncKind.answer, update)
export const updateFrame = (update: Uint8Array) => syncFrame(syncKind.update, update)

/** An answer without content: y-websocket takes it as "you have everything now". */
export const emptyAnswerFrame = answerFrame(Uint8Array.of(0, 0))

export function controlFrame(message: ControlMessage): Buffer {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.control)
  encoding.writeVarString(encoder, JSON.stringify(message))
  return finish(encoder)
}

export function presenceFrame(entries: readonly PresenceEntry[]): Buffer {
  const states = encoding.createEncoder()
  encoding.writeVarUint(states, entries.length)
  for (const { clientId, clock, state } of entries) {
    encoding.writeVarUint(states, clientId)
    encoding.writeVarUint(states, clock)
    encoding.writeVarString(states, state)
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.awareness)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states))
  return finish(encoder)
}

function syncFrame(kind: number, bytes: Uint8Array): Buffer {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, bytes)
  return finish(encoder)
}

/** One Buffer, shared by every socket it is sent to. */
function finish(encoder: encoding.Encoder): Buffer {
  const bytes = encoding.toUint8Array(encoder)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
