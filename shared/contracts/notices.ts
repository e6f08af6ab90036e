import { z } from 'zod'
import { campaignId, cardId, laneId, userId } from '#shared/domain/ids.ts'

/** What a person is told of. */
export const noticeKind = z.enum([
  /** [3] Cards came into a lane of the manager. */
  'arrived',
  /** Cards were given to the officer. */
  'assigned',
  /** In copy: an observer, or the manager of a lane whose officer got the card at once. */
  'copied',
  /** [P3] Another manager hands cards over: to accept or to return. */
  'handed_over',
  'accepted',
  'returned',
  /** [P3] Back in "À répartir", for the coordinators. */
  'sent_back',
])
export type NoticeKind = z.infer<typeof noticeKind>

export const language = z.enum(['fr', 'en'])

export const notice = z.object({
  id: z.number().int(),
  kind: noticeKind,
  campaign: z.object({ id: campaignId, name: z.string() }),
  lane: z.object({ id: laneId, name: z.string() }).nullable(),
  by: z.object({ id: userId, name: z.string() }),
  /** Cards it speaks of. */
  count: z.number().int().min(1),
  /** Instant, ISO 8601. */
  at: z.string(),
  read: z.boolean(),
})

/** One notice with the cards it speaks of, wherever they stand now. */
export const noticeAnswer = z.object({ notice, cards: z.array(cardId) })

/** The latest fifty, the newest first, and how many are unread in all. */
export const noticesAnswer = z.object({
  notices: z.array(notice),
  unread: z.number().int(),
  /** The language that mails to this person are written in. */
  language,
})
export type NoticeAnswer = z.infer<typeof noticeAnswer>
export type NoticesAnswer = z.infer<typeof noticesAnswer>

/** Notices up to and with this instant are read (`at` of the newest that was shown); what came later is not. */
export const readNoticesRequest = z.object({ upTo: z.iso.datetime() })

export const languageRequest = z.object({ language })

const mailText = z.object({ subject: z.string(), text: z.string() })
export const mailState = z.enum(['waiting', 'sending', 'retrying', 'sent', 'held', 'failed'])
export const mail = z.object({
  id: z.number().int(),
  kind: z.enum(['digest', 'invitation']),
  to: z.object({ name: z.string(), email: z.string() }),
  state: mailState,
  /** The language it leaves in. */
  language,
  /** As it is, or would be, sent: counts and a link; in the other language too, for who reads that one. */
  texts: z.object({ fr: mailText, en: mailText }),
  createdAt: z.string(),
  dueAt: z.string(),
  sentAt: z.string().nullable(),
  attempts: z.number().int(),
  /** Code of the last failure. */
  error: z.string().nullable(),
})
export type Mail = z.infer<typeof mail>

/** `sends` false: no SMTP server is configured, and nothing leaves. The latest hundred. */
export const mailsAnswer = z.object({ sends: z.boolean(), mails: z.array(mail) })
