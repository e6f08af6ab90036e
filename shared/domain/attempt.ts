import { z } from 'zod'
import { keysOf } from '../keys.ts'
import { day } from './day.ts'
import { cardId, numberId, userId } from './ids.ts'

export const channel = z.enum([
  'phone',
  'sms',
  'email',
  'letter',
  'messaging',
  'school',
  'relatives',
  'inbound_call',
  'visit',
])
export type Channel = z.infer<typeof channel>

/** How far an attempt went: only `reached` stops the clock of the first contact. [C1] */
export type Reach = 'reached' | 'partly' | 'not_reached'

/** Codes of an attempt's outcome; labels and sources: domain brief §4.2. */
export const outcomes = {
  no_answer: 'not_reached',
  busy: 'not_reached',
  message_left: 'not_reached',
  callback_requested: 'partly',
  third_party: 'partly',
  wrong_number: 'not_reached',
  out_of_service: 'not_reached',
  appointment_made: 'reached',
  first_interview_done: 'reached',
  already_supported: 'reached',
  in_employment: 'reached',
  in_training: 'reached',
  in_apprenticeship: 'reached',
  in_school: 'reached',
  in_civic_service: 'reached',
  wants_school: 'reached',
  searching_alone: 'reached',
  refused: 'reached',
  do_not_contact: 'reached',
  moved_away: 'reached',
  unreachable: 'not_reached',
  other: 'partly',
} as const satisfies Record<string, Reach>

export type Outcome = keyof typeof outcomes
export const outcome = z.enum(keysOf(outcomes))

/** Instant, ISO 8601 with a zone, on a day that this product counts: databases and calendars end before `Date` does. */
const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => day.safeParse(text.slice(0, 10)).success, 'no such day')

/** [A1] One attempt. Written once; never edited or deleted. */
export const attempt = z.strictObject({
  card: cardId,
  channel,
  outcome,
  at: instant,
  by: userId,
  /** Which of the dossier's numbers was tried; the number itself never stands on the board. */
  number: numberId.optional(),
})
export type Attempt = z.infer<typeof attempt>

/** [A1] The coordinator voids an attempt with a reason; it stays visible as void. */
export const attemptVoid = z.strictObject({
  reason: z.enum(['wrong_card', 'duplicate', 'typing_error', 'other']),
  by: userId,
  at: instant,
})
export type AttemptVoid = z.infer<typeof attemptVoid>
