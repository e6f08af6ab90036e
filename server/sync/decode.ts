// From bytes to structs, before anything touches a document. [G4]
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { Limits } from './limits.ts'
import { Violation } from './violation.ts'

export type Decoded = ReturnType<typeof Y.decodeUpdate>

/** One class for all updates: the engine optimises reading for one kind of reader, and each class would be another. */
class Watched extends Y.UpdateDecoderV1 {
  static last: decoding.Decoder | null = null

  constructor(decoder: decoding.Decoder) {
    super(decoder)
    Watched.last = decoder
  }
}

/**
 * The structs and deletions of an update. Throws a `Violation` where the bytes are not one whole update: `applyUpdate`
 * reads the last of two blocks of a client, ignores what stands behind, and throws half-way.
 */
export function decodeWhole(bytes: Uint8Array, limits: Limits): Decoded {
  let decoded: Decoded
  let blocks: number
  Watched.last = null
  try {
    blocks = decoding.readVarUint(decoding.createDecoder(bytes))
    decoded = Y.decodeUpdateV2(bytes, Watched)
  } catch {
    // Yjs and lib0 throw plain errors (and RangeError on deep nesting) on what they cannot read.
    throw new Violation('malformed')
  }
  const reader = Watched.last
  Watched.last = null
  if (!reader || decoding.hasContent(reader)) throw new Violation('trailing-bytes')
  if (decoded.structs.length > limits.structs) throw new Violation('too-many-structs')
  if (new Set(decoded.structs.map((struct) => struct.id.client)).size !== blocks) {
    throw new Violation('duplicate-block')
  }
  let ranges = 0
  for (const [client, deletions] of decoded.ds.clients) {
    if (!Number.isSafeInteger(client)) throw new Violation('malformed')
    ranges += deletions.length
  }
  if (ranges > limits.deleteRanges) throw new Violation('too-many-structs')
  return decoded
}
