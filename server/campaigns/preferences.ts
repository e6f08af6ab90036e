import {
  noPreferences,
  preferences,
  type Preferences,
  type PreferencesChange,
} from '#shared/contracts/preferences.ts'
import type { CampaignId, UserId } from '#shared/domain/ids.ts'
import type { Queries } from '#server/database/sql.ts'

interface Owner {
  readonly campaign: CampaignId
  readonly user: UserId
}

/** What this person has set for the campaign; nothing yet is nothing folded and no view. */
export async function readPreferences(sql: Queries, { campaign, user }: Owner) {
  const [row] = await sql<{ value: unknown }[]>`
    select value from preference where campaign_id = ${campaign} and user_id = ${user}`
  return parsed(row?.value)
}

/** Sets what `change` names and leaves the rest, so that two windows of one person do not undo each other. */
export async function changePreferences(
  sql: Queries,
  { campaign, user }: Owner,
  change: PreferencesChange,
): Promise<Preferences> {
  const [row] = await sql<{ value: unknown }[]>`
    insert into preference (campaign_id, user_id, value)
    values (${campaign}, ${user}, ${sql.json(change)})
    on conflict (campaign_id, user_id) do update set value = preference.value || excluded.value
    returning value`
  return parsed(row?.value)
}

/** A key that was written by a later version and can not be read is as if never set. */
function parsed(value: unknown): Preferences {
  const kept = preferences.partial().safeParse(value).data
  return {
    foldedLanes: kept?.foldedLanes ?? noPreferences.foldedLanes,
    views: kept?.views ?? noPreferences.views,
  }
}
