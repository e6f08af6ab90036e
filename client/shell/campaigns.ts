import { createResource, createRoot } from 'solid-js'
import { ask } from '#client/api.ts'
import { me } from '#client/session.ts'
import { campaignsAnswer } from '#shared/contracts/campaigns.ts'
import type { CampaignSummary } from '#shared/contracts/campaigns.ts'
import type { CampaignId } from '#shared/domain/ids.ts'

/** The campaigns of the signed-in person; read once per person, again after `rereadCampaigns`. */
const [read, { refetch }] = createRoot(() =>
  createResource(
    () => me()?.id,
    async () => (await ask('/api/campaigns', campaignsAnswer)).campaigns,
  ),
)

export const campaigns = read

export async function rereadCampaigns(): Promise<void> {
  await refetch()
}

/** The campaign by that id, undefined while the list is on its way or when it is not this person's. */
export function campaignOf(id: CampaignId): CampaignSummary | undefined {
  return read.state === 'ready' ? read().find((one) => one.id === id) : undefined
}
