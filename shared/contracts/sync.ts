import { z } from 'zod'
import { cardId, documentId, laneId, userId } from '#shared/domain/ids.ts'
import { stage } from '#shared/domain/stages.ts'
import { role } from '#shared/domain/roles.ts'

// What crosses the WebSocket beside y-protocols: close codes, the control message, the state of a person present.

/** Message types on the wire. 0 and 1 are y-protocols' own; one message per frame. */
export const messageType = { sync: 0, awareness: 1, queryAwareness: 3, control: 100 } as const

/** 4400–4499: do not retry as you are (y-websocket 3.1 stops by itself). Others: try again. */
export const closeCode = {
  badFrame: 4400,
  signedOut: 4401,
  noRight: 4403,
  gone: 4404,
  resetNeeded: 4409,
  newEpoch: 4410,
  tooOld: 4426,
  overload: 4500,
  storage: 4503,
  slow: 1013,
  restarting: 1012,
} as const
export type CloseCode = (typeof closeCode)[keyof typeof closeCode]

/** What a document's client is told about one change that was not kept as written. */
export const judgedChange = z.object({
  /** The card concerned, where there is one. */
  card: cardId.nullable(),
  /** Key inside the card, or name of the root (`attempts`, `voids`). */
  field: z.string(),
  /** Key inside the root, for attempts. */
  key: z.string().nullable(),
  /** Stable code: a RefusalCode, a PlaceFault, `invalid`, `duplicate`, `stale`. */
  code: z.string(),
  /** Number of the product's rule, where one refuses. */
  rule: z.string().nullable(),
  attempted: z.unknown(),
  kept: z.unknown(),
})
export type JudgedChange = z.infer<typeof judgedChange>

/** Control messages, server → client: JSON in a varString after type 100. */
export const controlMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    document: documentId,
    epoch: z.number().int(),
    headSeq: z.number().int(),
    user: z.object({ id: userId, name: z.string() }),
    role,
    /** Leased client id of this connection; null: read-only. */
    clientId: z.number().int().nullable(),
    format: z.number().int(),
    now: z.iso.datetime(),
    /** Proof of `headSeq`, to be sent back as `?seen=<headSeq>.<witness>` with the next connection. [G12] */
    witness: z.string(),
  }),
  z.object({
    type: z.literal('ack'),
    seq: z.number().int(),
    clientId: z.number().int(),
    /** Every struct of this client id below `clock` is kept by the database. */
    clock: z.number().int(),
    /** How many update frames of this connection are settled, so that pure deletions are covered too. */
    frames: z.number().int(),
  }),
  z.object({ type: z.literal('rejected'), seq: z.number().int(), changes: z.array(judgedChange) }),
  z.object({
    type: z.literal('superseded'),
    seq: z.number().int(),
    changes: z.array(
      judgedChange.extend({
        by: z.object({ id: userId, name: z.string() }).nullable(),
        at: z.iso.datetime(),
      }),
    ),
  }),
  z.object({ type: z.literal('role'), role }),
  z.object({
    type: z.literal('heartbeat'),
    now: z.iso.datetime(),
    headSeq: z.number().int(),
    witness: z.string(),
  }),
])
export type ControlMessage = z.infer<typeof controlMessage>

/** What a person shows of themselves on a board, as they send it. The server stamps `user` from the session. */
export const presenceState = z.object({
  view: z.object({ stage: stage.nullable(), lane: laneId.nullable() }).optional(),
  /** Card that is open or focused. */
  card: cardId.nullable().optional(),
  /** Field being edited on that card. */
  editing: z.string().max(40).nullable().optional(),
  drag: z
    .object({
      card: cardId,
      /** Cell under the pointer, null outside any. */
      over: z.object({ stage: stage, lane: laneId.nullable() }).nullable(),
      officer: userId.nullable().optional(),
      /** Another number every few seconds as long as the card is really held: whose beat stops is forgotten. [G10.3] */
      beat: z.number().int().nonnegative().optional(),
    })
    .nullable()
    .optional(),
  /** Looks at that card in triage: colleagues who sort skip it. */
  triage: z.boolean().optional(),
  /** Touched nothing for a while. */
  idle: z.boolean().optional(),
  /** Looks at another window or tab. */
  away: z.boolean().optional(),
})
export type PresenceState = z.infer<typeof presenceState>

/** What others receive in awareness frames. */
export interface StampedPresence extends PresenceState {
  readonly user: { readonly id: string; readonly name: string }
}

export const leaseRequest = z.object({
  document: documentId,
  /** A lease this browser already held, to go on with it after a reload. */
  resume: z.object({ clientId: z.number().int(), fence: z.number().int() }).optional(),
})
export const leaseAnswer = z.object({
  /** Yjs client id this session may write with; set `doc.clientID` to it before the first edit. */
  clientId: z.number().int(),
  epoch: z.number().int(),
  /** Grows each time the id changes hands; sent back as `?fence=` so that an older holder is refused (4409). */
  fence: z.number().int(),
  /** True when the lease asked for in `resume` is still this session's. */
  resumed: z.boolean(),
})
export type LeaseAnswer = z.infer<typeof leaseAnswer>
