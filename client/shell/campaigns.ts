import { createResource, createRoot } from 'solid-js'
import { ApiProblem, ask } from '#client/api.ts'
import { keep, readKept } from '#client/offline/kept.ts'
import { me } from '#client/session.ts'
import { campaignsAnswer } from '#shared/contracts/campaigns.ts'
import type { CampaignSummary } from '#shared/contracts/campaigns.ts'
import type { CampaignId } from '#shared/domain/ids.ts'

/** The campaigns of the signed-in person; read once per person, again after `rereadCampaigns`. */
const [read, { refetch }] = createRoot(() => createResource(() => me()?.id, readCampaigns))

export const campaigns = read

async function readCampaigns(): Promise<CampaignSummary[]> {
  try {
    const answer = await ask('/api/campaigns', campaignsAnswer)
    keep('campaigns', answer)
    return answer.campaigns
  } catch (error) {
    const isOffline = error instanceof ApiProblem && error.code === 'offline'
    const kept = isOffline ? readKept('campaigns', campaignsAnswer) : null
    if (!kept) throw error
    return kept.campaigns
  }
}

export async function rereadCampaigns(): Promise<void> {
  await refetch()
}

/** The campaign by that id, undefined while the list is on its way or when it is not this person's. */
export function campaignOf(id: CampaignId): CampaignSummary | undefined {
  return read.state === 'ready' ? read().find((one) => one.id === id) : undefined
}
