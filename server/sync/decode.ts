// From bytes to structs, before anything touches a document. [G4]
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { Limits } from './limits.ts'
import { Violation } from './violation.ts'

export type Decoded = ReturnType<typeof Y.decodeUpdate>
export interface DecodeLimits extends Pick<Limits, 'structs' | 'deleteRanges'> {
  /** How many more deletions this document explains; asked once the others are used up. */
  readonly moreRanges?: () => number
}

/**
 * Counts while it reads, so that nothing is made of what is above a limit. One class for all updates: the engine optimises
 * reading for one kind of reader, and each class would be another.
 */
class Watched extends Y.UpdateDecoderV1 {
  static last: decoding.Decoder | null = null
  static blocks = 0
  static structs = 0
  static ranges = 0
  static moreRanges: (() => number) | undefined

  /** A decoder is made by Yjs: what the next one may read has to be said beside it. */
  static allow({ structs, deleteRanges, moreRanges }: DecodeLimits): void {
    Watched.last = null
    Watched.blocks = structs
    Watched.structs = structs
    Watched.ranges = deleteRanges
    Watched.moreRanges = moreRanges
  }

  constructor(decoder: decoding.Decoder) {
    super(decoder)
    Watched.last = decoder
  }

  /** Read once a block of structs. */
  override readClient(): number {
    Watched.blocks -= 1
    if (Watched.blocks < 0) tooMany()
    return super.readClient()
  }

  /** Read once a struct. */
  override readInfo(): number {
    Watched.structs -= 1
    if (Watched.structs < 0) tooMany()
    return super.readInfo()
  }

  override readDsClock(): number {
    Watched.ranges -= 1
    if (Watched.ranges < 0) useMoreRanges()
    return super.readDsClock()
  }
}

function useMoreRanges(): void {
  Watched.ranges += Watched.moreRanges?.() ?? 0
  Watched.moreRanges = undefined
  if (Watched.ranges < 0) tooMany()
}

function tooMany(): never {
  throw new Violation('too-many-structs')
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
