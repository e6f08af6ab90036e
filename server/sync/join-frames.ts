import * as Y from 'yjs'
import { answerFrame, updateFrame } from './protocol.ts'

/** The committed document as frames that everybody who asks alike shares. [G1, G10] Asked only between two commits. */
export interface JoinFrames {
  /** Frames that make an empty document equal to `doc`: one encoding, then what was committed since. */
  take(doc: Y.Doc): readonly Buffer[]
  /** What a client with this state vector lacks; null when the bytes are no state vector. */
  difference(vector: Uint8Array, doc: Y.Doc): Buffer | null
  /** A committed update, as it was sent to everybody. */
  append(frame: Buffer): void
  clear(): void
}

/** Frames behind the encoding; each costs every joiner a transaction. */
const tailFrames = 200
const tailBytes = 256 * 1024
/** After a cut everybody knows the same, and asks the same. */
const rememberedDifferences = 16
const rememberedBytes = 4 * 1024 * 1024

/** `onEncoded` is told of each encoding that was made. */
export function createJoinFrames(onEncoded: (what: 'whole' | 'difference') => void): JoinFrames {
  let encoded: Buffer | null = null
  let tail: Buffer[] = []
  let bytes = 0
  const differences = new Map<string, Buffer>()

  function clear(): void {
    encoded = null
    tail = []
    bytes = 0
  }

  function encodeWhole(doc: Y.Doc): Buffer {
    onEncoded('whole')
    return updateFrame(Y.encodeStateAsUpdate(doc))
  }

  function remember(name: string, frame: Buffer): void {
    if (frame.length * rememberedDifferences > rememberedBytes) differences.clear()
    const [oldest] = differences.keys()
    if (oldest !== undefined && differences.size >= rememberedDifferences) {
      differences.delete(oldest)
    }
    differences.set(name, frame)
  }

  return {
    take(doc) {
      encoded ??= encodeWhole(doc)
      return [encoded, ...tail]
    },
    difference(vector, doc) {
      const name = Buffer.from(vector).toString('latin1')
      const known = differences.get(name)
      if (known) return known
      const update = differenceFrom(vector, doc)
      if (!update) return null
      onEncoded('difference')
      const frame = answerFrame(update)
      remember(name, frame)
      return frame
    },
    append(frame) {
      differences.clear()
      if (!encoded) return
      tail.push(frame)
      bytes += frame.length
      if (tail.length > tailFrames || bytes > Math.max(tailBytes, encoded.length / 2)) clear()
    },
    clear,
  }
}

function differenceFrom(vector: Uint8Array, doc: Y.Doc): Uint8Array | null {
  try {
    return Y.encodeStateAsUpdate(doc, vector)
  } catch {
    // lib0 throws plain errors on bytes that are no state vector.
    return null
  }
}
