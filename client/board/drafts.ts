// What was typed beside a card and not written yet, remembered by the tab: a reload loses nothing. [S4, W3]
// Coded facts and days under a card's id, no name and no contact detail; gone with the tab, after a day's work, at sign-out.
import { z } from 'zod'
import { keep, readKept } from '#client/offline/kept.ts'
import { channel, outcome } from '#shared/domain/attempt.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import {
  handoverReasons,
  notReachedReasons,
  sendBackReasons,
  toldStatuses,
  type Draft,
} from './facts.ts'

const none = z.literal('')
const draft: z.ZodType<Draft> = z.object({
  channel,
  outcome: z.union([outcome, none]),
  at: z.string(),
  kind: z.enum(['registered', 're_engaged']),
  on: z.string(),
  imilo: z.enum(['recorded', 'to_enter']),
  proposes: z.boolean(),
  appointment: z.string(),
  status: z.union([z.enum(toldStatuses), none]),
  reason: z.union([z.enum(notReachedReasons), none]),
  backReason: z.union([z.enum(sendBackReasons), none]),
  overReason: z.union([z.enum(handoverReasons), none]),
})
const drafts = z.record(z.string(), draft)

export interface DraftShelf {
  readonly read: () => Readonly<Record<string, Draft>>
  readonly write: (drafts: Readonly<Record<string, Draft>>) => void
}

/** The drafts of one campaign, by card and demand. */
export function draftShelf(campaign: CampaignId): DraftShelf {
  const name = `drafts.${campaign}`
  return {
    read: () => readKept(name, drafts) ?? {},
    write: (all) => keep(name, all),
  }
}
