import { z } from 'zod'

export const templateName = z.enum(['mission_locale', 'platform'])
export type TemplateName = z.infer<typeof templateName>

/** What a campaign may set for itself; the template gives the first values. Delays are whole calendar days. */
export const campaignSettings = z.strictObject({
  /** [C1] From the receipt of the list to the first effective contact. */
  firstContactDays: z.number().int().min(1).max(90),
  /** [C2] From registration to the proposed appointment. */
  appointmentDays: z.number().int().min(1).max(60),
  /** [C3] Months after the end of the campaign. */
  evaluationMonths: z.array(z.number().int().min(1).max(24)).max(4),
  /** [A2] What has to be tried before somebody is called not reached. */
  attemptPolicy: z.strictObject({
    calls: z.number().int().min(1).max(20),
    days: z.number().int().min(1).max(20),
    dayParts: z.number().int().min(1).max(3),
    hoursApart: z.number().int().min(0).max(72),
    callsIn30Days: z.number().int().min(1).max(50),
  }),
  /** Shares between 0 and 1, and a number of youths a year; null where the structure has set none. */
  targets: z.strictObject({
    toContactPerYear: z.number().int().positive().nullable(),
    reached: z.number().min(0).max(1).nullable(),
    supported: z.number().min(0).max(1).nullable(),
    positiveExits: z.number().min(0).max(1).nullable(),
  }),
})
export type CampaignSettings = z.infer<typeof campaignSettings>

const attemptPolicy = { calls: 3, days: 2, dayParts: 2, hoursApart: 4, callsIn30Days: 4 }

/** First values of a new campaign. Platform targets: ESF project Q3672400 (3,274 / 60 % / 61 % / 50 %). */
export const templates: Readonly<Record<TemplateName, CampaignSettings>> = {
  mission_locale: {
    firstContactDays: 15,
    appointmentDays: 7,
    evaluationMonths: [3, 6],
    attemptPolicy,
    targets: { toContactPerYear: null, reached: null, supported: null, positiveExits: null },
  },
  platform: {
    firstContactDays: 15,
    appointmentDays: 7,
    evaluationMonths: [3, 6],
    attemptPolicy,
    targets: { toContactPerYear: 3274, reached: 0.6, supported: 0.61, positiveExits: 0.5 },
  },
}
