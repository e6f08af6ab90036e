import { z } from 'zod'
import { day } from '#shared/domain/day.ts'
import { campaignId, cardId, laneId, userId } from '#shared/domain/ids.ts'
import { role } from '#shared/domain/roles.ts'
import { campaignSettings, templateName } from '#shared/domain/templates.ts'
import { newPassword, sessionAnswer } from './sessions.ts'

export const campaignSummary = z.object({
  id: campaignId,
  name: z.string(),
  template: templateName,
  role,
})
export const campaignsAnswer = z.object({ campaigns: z.array(campaignSummary) })
export type CampaignSummary = z.infer<typeof campaignSummary>

const person = z.object({
  name: z.string().trim().min(2).max(100),
  email: z.string().trim().toLowerCase().max(200).pipe(z.email()),
})

/** How lists write a lane's name too: "PSAD AUBAGNE". */
const alsoWritten = z.array(z.string().trim().min(1).max(100)).max(20)

/** One lane with the people who answer for it and work in it. */
export const laneDraft = z.object({
  name: z.string().trim().min(1).max(80),
  postCodes: z
    .array(z.string().regex(/^\d{5}$/))
    .max(400)
    .default([]),
  alsoWritten: alsoWritten.optional(),
  managers: z.array(person).max(5).default([]),
  officers: z
    .array(person.extend({ weeklyQuota: z.number().int().min(0).max(500).default(15) }))
    .max(60)
    .default([]),
})

export const createCampaignRequest = z.object({
  name: z.string().trim().min(2).max(120),
  template: templateName,
  settings: campaignSettings.optional(),
  lanes: z.array(laneDraft).max(60).default([]),
  /** Telephone platform: officers of the whole pool, whatever the lane. */
  pool: z
    .array(person.extend({ weeklyQuota: z.number().int().min(0).max(500).default(15) }))
    .max(60)
    .default([]),
  observers: z.array(person).max(60).default([]),
  coordinators: z.array(person).max(20).default([]),
})
export type CreateCampaignRequest = z.infer<typeof createCampaignRequest>

/** A person who has no password yet, with the link that lets them choose one; shown once. */
export const invitationLink = z.object({
  name: z.string(),
  email: z.string(),
  role,
  url: z.string(),
  /** A mail with a link of its own leaves too: an SMTP server is configured. */
  mailed: z.boolean(),
})
export type InvitationLink = z.infer<typeof invitationLink>

/** The people of a campaign, for those who look after them. */
export const peopleAnswer = z.object({
  people: z.array(
    z.object({
      id: userId,
      name: z.string(),
      email: z.string(),
      role,
      lane: laneId.nullable(),
      /** Has not chosen a password yet. */
      invited: z.boolean(),
    }),
  ),
})
export type PeopleAnswer = z.infer<typeof peopleAnswer>

export const inviteAgainRequest = z.object({ user: userId })

/** What triage proposes a lane for; what is left out stays as it is. */
export const laneRequest = z.object({
  postCodes: z
    .array(z.string().regex(/^\d{5}$/))
    .max(400)
    .optional(),
  alsoWritten: alsoWritten.optional(),
})
export type LaneRequest = z.infer<typeof laneRequest>

/** Working time of an officer; what is left out stays as it is. */
export const officerRequest = z.object({
  /** Cards a week. */
  weeklyQuota: z.number().int().min(0).max(500).optional(),
  /** Whole days, both ends included. */
  absences: z
    .array(
      z
        .strictObject({ from: day, to: day })
        .refine(({ from, to }) => from <= to, 'ends before it starts'),
    )
    .max(50)
    .optional(),
})
export type OfficerRequest = z.infer<typeof officerRequest>

/** [3] Cards of brothers and sisters: the same family name, and a phone number or an address in common. */
export const householdsAnswer = z.object({ households: z.array(z.array(cardId)) })
export const householdsQuery = z.object({ lane: laneId.optional() })

export const createdCampaignAnswer = z.object({
  campaign: campaignSummary,
  invitations: z.array(invitationLink),
})

export const campaignAnswer = z.object({
  campaign: z.object({
    id: campaignId,
    name: z.string(),
    template: templateName,
    settings: campaignSettings,
  }),
  lanes: z.array(
    z.object({
      id: laneId,
      name: z.string(),
      postCodes: z.array(z.string()),
      managers: z.array(z.object({ id: userId, name: z.string() })),
    }),
  ),
  /** `lane` is null for an officer of the pool (telephone platform). */
  officers: z.array(z.object({ id: userId, name: z.string(), lane: laneId.nullable() })),
  role,
})
export type CampaignAnswer = z.infer<typeof campaignAnswer>

/** First run: the token printed in the console, the first administrator, the first campaign. */
export const setupRequest = z.object({
  token: z.string().min(10).max(200),
  administrator: person.extend({ password: newPassword }),
  campaign: createCampaignRequest,
})
export const setupState = z.object({ needed: z.boolean() })
export type SetupRequest = z.infer<typeof setupRequest>
/** The administrator, signed in, with their first campaign. */
export const setupAnswer = createdCampaignAnswer.extend(sessionAnswer.shape)
