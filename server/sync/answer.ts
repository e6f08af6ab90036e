// What a client that asks "what am I missing?" is sent, from committed state only. [G1, G12]
import type * as Y from 'yjs'
import { closeCode, type CloseCode } from '#shared/contracts/sync.ts'
import type { Connection } from './connection.ts'
import { pastOf } from './epoch-mark.ts'
import type { JoinFrames } from './join-frames.ts'
import { emptyAnswerFrame } from './protocol.ts'

export interface AnswerParts {
  /** Holds the committed document; a reload replaces it. */
  readonly memory: { readonly doc: Y.Doc }
  readonly joins: JoinFrames
  readonly epoch: number
  /** Asks the database how far the document is, and takes over what is missing here. */
  readonly look: () => Promise<void>
  /** Runs work between two commits. */
  readonly whenSettled: (work: () => void) => void
  readonly expel: (connection: Connection, code: CloseCode, reason: string) => void
}

/** Answers a question, or sends away whoever holds a past that this document never had: an answer would be built on sand. */
export function answerQuestion(
  connection: Connection,
  vector: Uint8Array,
  parts: AnswerParts,
): void {
  parts.whenSettled(() => reply(false))

  /** `isSure`: the database has been asked. Another process may have told the client what is not known here yet. */
  function reply(isSure: boolean): void {
    const answer = answerTo(vector, connection.clientId, parts)
    if (answer.kind === 'frames') {
      for (const frame of answer.frames) connection.send(frame)
      if (connection.state.kind === 'joining') connection.goLive()
      connection.answered()
    } else if (answer.kind === 'unreadable') {
      parts.expel(connection, closeCode.badFrame, 'unreadable state vector')
    } else if (isSure || answer.kind === 'other-epoch') {
      parts.expel(connection, closeCode.newEpoch, 'of another past')
    } else {
      parts
        .look()
        .then(() => parts.whenSettled(() => reply(true)))
        .catch(() => parts.expel(connection, closeCode.storage, 'try again'))
    }
  }
}

type Answer =
  | { readonly kind: 'frames'; readonly frames: readonly Buffer[] }
  | { readonly kind: 'unreadable' }
  /** It names structs of others that this document never had, or has not yet. */
  | { readonly kind: 'ahead' }
  /** It was received in another epoch. */
  | { readonly kind: 'other-epoch' }

function answerTo(
  vector: Uint8Array,
  own: number | null,
  { memory, joins, epoch }: Pick<AnswerParts, 'memory' | 'joins' | 'epoch'>,
): Answer {
  const now = memory.doc
  if (vector.length <= 1) return { kind: 'frames', frames: [...joins.take(now), emptyAnswerFrame] }
  try {
    const past = pastOf(vector, { doc: now, epoch, own })
    if (past !== 'known') return { kind: past }
  } catch {
    // lib0 throws plain errors on bytes that are no state vector.
    return { kind: 'unreadable' }
  }
  const difference = joins.difference(vector, now)
  return difference ? { kind: 'frames', frames: [difference] } : { kind: 'unreadable' }
}
