// The server's own messages (type 100) and the state vector of its first question, read off the wire.
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { controlMessage, type ControlMessage } from '#shared/contracts/sync.ts'

/** The control message behind `decoder`, or null when this client is too old to understand it. */
export function readControl(decoder: decoding.Decoder): ControlMessage | null {
  const parsed = controlMessage.safeParse(parseJson(decoding.readVarString(decoder)))
  return parsed.success ? parsed.data : null
}

/**
 * What the server holds of `clientId`, when the sync message behind `decoder` is its question (step 1); null otherwise.
 * Joins are answered from committed state only (G1), so that the clock found there is as good as an acknowledgement.
 */
export function committedClock(decoder: decoding.Decoder, clientId: number): number | null {
  const peek = decoding.clone(decoder)
  if (decoding.readVarUint(peek) !== syncStep1) return null
  return Y.decodeStateVector(decoding.readVarUint8Array(peek)).get(clientId) ?? 0
}

/** y-protocols: "here is what I have; what am I missing?" */
const syncStep1 = 0

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is not understood, like any other message of a newer server.
    return null
  }
}
