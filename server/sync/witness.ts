// The server's own word that a document had reached a number. [G12] A client brings it back with its next connection: a
// database whose head is below it went back in time. Signed, so that nobody can claim a future that was not.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { DocumentId } from '#shared/domain/ids.ts'

export interface Point {
  readonly document: DocumentId
  readonly epoch: number
  readonly seq: number
}

export interface Witnesses {
  /** The word for a point, as text for a query parameter. */
  sign(point: Point): string
  /** Whether `word` is this server's own for that point. */
  holds(point: Point, word: string): boolean
}

/** `secret`: the same for every process of one database, and before and after it is restored. */
export function createWitnesses(secret: Uint8Array): Witnesses {
  const sign = ({ document, epoch, seq }: Point) =>
    createHmac('sha256', secret).update(`${document} ${epoch} ${seq}`).digest('base64url')
  return {
    sign,
    holds(point, word) {
      const own = Buffer.from(sign(point))
      const given = Buffer.from(word)
      return own.length === given.length && timingSafeEqual(own, given)
    },
  }
}
