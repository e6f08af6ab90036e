import { z } from 'zod'
import { day, localMinute } from './day.ts'
import { importId, laneId, partnerId, userId, type CardId } from './ids.ts'
import { place } from './place.ts'

// What a board card holds: one small JSON value per key, no contact details, no free text about a person.

export const known = z.enum(['untriaged', 'unknown', 'known_inactive', 'known_active'])

export const wish = z.enum([
  'school',
  'training',
  'apprenticeship',
  'employment',
  'civic_service',
  'undecided',
])
export type Wish = z.infer<typeof wish>

/** How the youth came to us ("type de prescription"). */
export const source = z.enum([
  'operator_list',
  'siei_list',
  'school',
  'cio',
  'partner',
  'spontaneous',
  'inbound_call',
  'cfa',
])
export type Source = z.infer<typeof source>

export const appointmentStatus = z.enum([
  'planned',
  'attended',
  'absent',
  'cancelled',
  'postponed',
  'unspecified',
])
export const notReachedReason = z.enum([
  'policy_exhausted',
  'refusal',
  'wrong_details',
  'moved_away',
])
export const sendBackReason = z.enum([
  'wrong_lane',
  'known_elsewhere',
  'overload',
  'duplicate',
  'other',
])
/** Why triage cannot decide yet. */
export const asideReason = z.enum(['contact', 'identity', 'birth_date', 'address', 'ask', 'other'])
export type AsideReason = z.infer<typeof asideReason>
export type SendBackReason = z.infer<typeof sendBackReason>
/** Why a manager hands a card over to another lane. */
export const handoverReason = z.enum(['lives_there', 'followed_there', 'overload', 'other'])
export const situation = z.enum([
  'school',
  'apprenticeship',
  'training',
  'lasting_employment',
  'short_employment',
  'civic_service',
  'second_chance',
  'ml_support',
  'job_seeker',
  'without_solution',
  'unavailable',
  'not_known',
])
export type Closing = NonNullable<CardValues['closed']>['situation']
export const referralStatus = z.enum(['open', 'accepted', 'refused', 'expired'])

const signed = { by: userId, on: day }

/** Keys of a card's map, with the schema of each value. A key that is absent means null. */
export const cardFields = {
  who: z.strictObject({
    lastName: z.string().max(100),
    firstName: z.string().max(100),
    /** Whole years on the day the list was received; null when the birth date is not known. */
    age: z.number().int().min(0).max(120).nullable(),
    sex: z.enum(['f', 'm']).nullable(),
    postCode: z.string().max(10).nullable(),
    commune: z.string().max(100).nullable(),
    qpv: z.boolean().nullable(),
  }),
  /** The list that brought the card; the clock of the first contact starts on `on`. [C1] */
  received: z.strictObject({ on: day, source, list: importId.nullable() }),
  /** What contact details the dossier holds, as counts only: enough to say "à compléter". */
  contact: z.strictObject({
    phones: z.number().int().min(0).max(20),
    email: z.boolean(),
    /** A raw number could not be read and has to be repaired by hand. */
    toRepair: z.boolean(),
  }),
  at: place,
  known,
  /** The officer who is already in charge of a known youth in i-milo; null where there is none, or they have left. */
  referent: userId.nullable(),
  wish: wish.nullable(),
  /** The PSAD or sector, as the list names it: proposes a lane. The dossier says the same. */
  territory: z.string().max(100).nullable(),
  /** Registered in i-milo, or, for a known youth, re-engaged; the file number itself stands in the dossier. */
  registration: z
    .strictObject({
      kind: z.enum(['registered', 're_engaged']),
      on: day,
      imilo: z.enum(['recorded', 'to_enter']),
    })
    .nullable(),
  appointment: z.strictObject({ at: localMinute, status: appointmentStatus }).nullable(),
  callback: z.strictObject({ at: localMinute }).nullable(),
  notReached: z.strictObject({ reason: notReachedReason }).nullable(),
  referral: z.strictObject({ partner: partnerId, on: day, status: referralStatus }).nullable(),
  /** [P3] Sent back to "À répartir" by a manager. The reason is asked after the move (S4). */
  sentBack: z.strictObject({ reason: sendBackReason.optional(), ...signed }).nullable(),
  /** [P3] Sent to another lane, whose manager has not answered yet. The reason is asked after the move (S4). */
  handover: z
    .strictObject({ from: laneId, to: laneId, reason: handoverReason.optional(), ...signed })
    .nullable(),
  imiloVerified: z.strictObject(signed).nullable(),
  rioEntered: z.strictObject(signed).nullable(),
  tags: z.array(z.string().min(1).max(30)).max(10),
  /** A list says that the youth no longer accepts to be contacted; a later one, or the coordinator, takes it back. */
  agreementWithdrawn: z.strictObject({ on: day, list: importId }).nullable(),
  /** [A5] Asked not to be contacted any more. */
  noContact: z.strictObject(signed).nullable(),
  /** [2] Set aside in triage until something is completed; still in "À répartir". */
  setAside: z.strictObject({ reason: asideReason, ...signed }).nullable(),
  /**
   * [S7] Off the board with an exit situation; `undone` marks a card whose import was taken back, `duplicate` one whose
   * youth has another card.
   */
  closed: z
    .strictObject({ situation: z.union([situation, z.enum(['undone', 'duplicate'])]), ...signed })
    .nullable(),
  /** The youth was erased: codes are left, to be counted, and nothing of the card is written any more. [G11] */
  erased: z.strictObject({ on: day }).nullable(),
} as const

export type CardField = keyof typeof cardFields
export type CardValues = { readonly [F in CardField]: z.infer<(typeof cardFields)[F]> }

/** A card as the board document holds it. */
export interface Card extends CardValues {
  readonly id: CardId
}

/** Keys that only the server writes (imports, triage, undo of an import). */
export const serverOnlyFields: ReadonlySet<CardField> = new Set([
  'who',
  'received',
  'contact',
  'territory',
  'referent',
  'setAside',
  'erased',
])

/** [P6, P2] Keys that only the coordinator ticks. */
export const coordinatorFields: ReadonlySet<CardField> = new Set([
  'imiloVerified',
  'rioEntered',
  'agreementWithdrawn',
])

export function isCardField(key: string): key is CardField {
  return Object.hasOwn(cardFields, key)
}
