import type { CampaignId, UserId } from '#shared/domain/ids.ts'
import type { Queries } from './sql.ts'

/** What somebody did, and to whom or what: ids only, one row for each subject; null: nobody is to be named. */
export interface Access {
  readonly action: string
  readonly subjects: readonly (string | null)[]
}

/** [P7] Leaves the mark of who saw or asked for what. */
export async function logAccess(
  sql: Queries,
  { user, campaign }: { readonly user: UserId; readonly campaign: CampaignId },
  { action, subjects }: Access,
): Promise<void> {
  await sql`
    insert into access_log (user_id, campaign_id, action, subject_id)
    select ${user}, ${campaign}, ${action}, subject from unnest(${subjects}::text[]) as subject`
}
