import { ask, tell } from '#client/api.ts'
import { mailsAnswer, type Mail } from '#shared/contracts/notices.ts'
import type { z } from 'zod'
import type { CampaignId } from '#shared/domain/ids.ts'

export type Outbox = z.infer<typeof mailsAnswer>

export function readOutbox(campaign: CampaignId): Promise<Outbox> {
  return ask(`/api/campaigns/${campaign}/mails`, mailsAnswer)
}

export function retry(campaign: CampaignId, mail: number): Promise<void> {
  return tell(`/api/campaigns/${campaign}/mails/${mail}/retry`, { method: 'POST', body: {} })
}

/** What a person has to look at first. */
export const groups = ['failed', 'retrying', 'waiting', 'held', 'sent'] as const
export type Group = (typeof groups)[number]

/** A mail that is leaving waits still, as far as a person is concerned. */
export function groupOf({ state }: Mail): Group {
  return state === 'sending' ? 'waiting' : state
}

export function mayRetry({ state }: Mail): boolean {
  return state === 'failed' || state === 'retrying'
}
