import * as Y from 'yjs'
import { updateFrame } from './protocol.ts'

/** The committed document as frames that every joiner shares: one encoding, then what was committed since. [G1, G10] */
export interface JoinFrames {
  /** Frames that make an empty document equal to `doc`. Only between two commits. */
  take(doc: Y.Doc): readonly Buffer[]
  /** A committed update, as it was sent to everybody. */
  append(frame: Buffer): void
  clear(): void
}

/** Frames behind the encoding; each costs every joiner a transaction. */
const tailFrames = 200
const tailBytes = 256 * 1024

export function createJoinFrames(): JoinFrames {
  let encoded: Buffer | null = null
  let tail: Buffer[] = []
  let bytes = 0

  function clear(): void {
    encoded = null
    tail = []
    bytes = 0
  }

  return {
    take(doc) {
      encoded ??= updateFrame(Y.encodeStateAsUpdate(doc))
      return [encoded, ...tail]
    },
    append(frame) {
      if (!encoded) return
      tail.push(frame)
      bytes += frame.length
      if (tail.length > tailFrames || bytes > Math.max(tailBytes, encoded.length / 2)) clear()
    },
    clear,
  }
}

/** What a client with this state vector lacks; null when the bytes are no state vector. */
export function differenceFrom(vector: Uint8Array, doc: Y.Doc): Uint8Array | null {
  try {
    return Y.encodeStateAsUpdate(doc, vector)
  } catch {
    // lib0 throws plain errors on bytes that are no state vector.
    return null
  }
}
