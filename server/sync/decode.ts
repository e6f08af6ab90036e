// From bytes to structs, before anything touches a document. [G4]
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { Limits } from './limits.ts'
import { Violation } from './violation.ts'

export type Decoded = ReturnType<typeof Y.decodeUpdate>
export type DecodeLimits = Pick<Limits, 'structs' | 'deleteRanges'>

/**
 * Counts while it reads, so that nothing is made of what is above a limit. One class for all updates: the engine optimises
 * reading for one kind of reader, and each class would be another.
 */
class Watched extends Y.UpdateDecoderV1 {
  static last: decoding.Decoder | null = null
  static left = { blocks: 0, structs: 0, ranges: 0 }

  /** A decoder is made by Yjs: what the next one may read has to be said beside it. */
  static allow({ structs, deleteRanges }: DecodeLimits): void {
    Watched.last = null
    Watched.left = { blocks: structs, structs, ranges: deleteRanges }
  }

  constructor(decoder: decoding.Decoder) {
    super(decoder)
    Watched.last = decoder
  }

  /** Read once a block of structs. */
  override readClient(): number {
    countDown('blocks')
    return super.readClient()
  }

  /** Read once a struct. */
  override readInfo(): number {
    countDown('structs')
    return super.readInfo()
  }

  override readDsClock(): number {
    countDown('ranges')
    return super.readDsClock()
  }
}

function countDown(what: keyof typeof Watched.left): void {
  Watched.left[what] -= 1
  if (Watched.left[what] < 0) throw new Violation('too-many-structs')
}

/**
 * The structs and deletions of an update. Throws a `Violation` where the bytes are not one whole update: `applyUpdate`
 * reads the last of two blocks of a client, ignores what stands behind, and throws half-way.
 */
export function decodeWhole(bytes: Uint8Array, limits: DecodeLimits): Decoded {
  let decoded: Decoded
  let blocks: number
  Watched.allow(limits)
  try {
    blocks = decoding.readVarUint(decoding.createDecoder(bytes))
    decoded = Y.decodeUpdateV2(bytes, Watched)
  } catch (error) {
    if (error instanceof Violation) throw error
    // Yjs and lib0 throw plain errors (and RangeError on deep nesting) on what they cannot read.
    throw new Violation('malformed')
  }
  const reader = Watched.last
  Watched.last = null
  if (!reader || decoding.hasContent(reader)) throw new Violation('trailing-bytes')
  if (new Set(decoded.structs.map((struct) => struct.id.client)).size !== blocks) {
    throw new Violation('duplicate-block')
  }
  checkRanges(decoded.ds)
  return decoded
}

/**
 * Yjs writes deletions in order, merged. Applying them walks every struct of every range: a range said twenty thousand
 * times would be walked as often.
 */
function checkRanges(ds: Decoded['ds']): void {
  for (const [client, deletions] of ds.clients) {
    if (!Number.isSafeInteger(client)) throw new Violation('malformed')
    let end = 0
    for (const { clock, len } of deletions) {
      if (clock < end || !(len > 0) || !Number.isSafeInteger(clock + len)) {
        throw new Violation('malformed')
      }
      end = clock + len
    }
  }
}
