import type { ImportSummary } from '#shared/contracts/imports.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import type { Queries } from '#server/database/sql.ts'

/** A moment as JavaScript writes it. */
const instant = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'

/** The lists of a campaign, the latest first, without their rows. */
export async function listImports(sql: Queries, campaign: CampaignId): Promise<ImportSummary[]> {
  const rows = await sql<(Omit<ImportSummary, 'progress'> & { done: number; total: number })[]>`
    select
      i.id,
      i.state,
      i.file_name,
      i.file_sha256 as file_hash,
      i.source,
      i.received_on,
      i.preview -> 'summary' as summary,
      i.preview -> 'notCarded' as not_carded,
      i.done,
      i.total,
      to_char(i.created_at at time zone 'utc', ${instant}) as created_at,
      u.name as created_by,
      to_char(i.applied_at at time zone 'utc', ${instant}) as applied_at,
      case when i.applied_at is not null then coalesce(a.name, u.name) end as applied_by,
      to_char(i.undone_at at time zone 'utc', ${instant}) as undone_at,
      case when i.undone_at is not null then o.name end as undone_by
    from import i
    join app_user u on u.id = i.created_by
    left join app_user a on a.id = i.applied_by
    left join app_user o on o.id = i.undone_by
    where i.campaign_id = ${campaign}
    order by i.created_at desc
    limit 200`
  return rows.map(({ done, total, ...row }) => Object.assign(row, { progress: { done, total } }))
}
