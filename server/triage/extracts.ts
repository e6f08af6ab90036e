// Rows of `triage_extract`. [2] Loaded for the triage, deleted with it, never served.
import { nanoid } from 'nanoid'
import type { ExtractHead } from '#shared/contracts/triage.ts'
import { addDays } from '#shared/domain/day.ts'
import type { CampaignId, UserId } from '#shared/domain/ids.ts'
import type { Queries, Sql } from '#server/database/sql.ts'
import { todayInParis } from '#server/imports/today.ts'
import type { SealedExtract } from './seal-extract.ts'

/** Days that an extract is kept when nobody closes the triage (`domain.md` §8.1). */
const daysKept = 30

interface HeadRow extends Omit<ExtractHead, 'loadedAt' | 'deletedOn'> {
  readonly loadedAt: Date
}

export async function readExtractHead(
  sql: Queries,
  campaign: CampaignId,
): Promise<ExtractHead | null> {
  const [row] = await sql<HeadRow[]>`
    select e.file_name, e.files, e.left_out, u.name as loaded_by, e.loaded_at
    from triage_extract e
    join app_user u on u.id = e.loaded_by
    where e.campaign_id = ${campaign}`
  if (!row) return null
  return {
    ...row,
    loadedAt: row.loadedAt.toISOString(),
    deletedOn: addDays(todayInParis(row.loadedAt), daysKept),
  }
}

/** Id of the extract that stands, which every match is made with; null: none. */
export async function readExtractId(sql: Queries, campaign: CampaignId): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    select id from triage_extract where campaign_id = ${campaign}`
  return row?.id ?? null
}

export async function readSealed(
  sql: Queries,
  campaign: CampaignId,
): Promise<{ readonly id: string; readonly sealed: Uint8Array } | null> {
  const [row] = await sql<{ id: string; sealed: Uint8Array }[]>`
    select id, sealed from triage_extract where campaign_id = ${campaign}`
  return row ?? null
}

/** Puts an extract in the place of the one before it, whose candidates go with it. Answers its id. */
export async function keepExtract(
  sql: Sql,
  about: { readonly campaign: CampaignId; readonly user: UserId; readonly fileName: string },
  { sealed, files, leftOut }: SealedExtract,
): Promise<string> {
  const id = nanoid(12)
  await sql.begin(async (tx) => {
    await forgetExtract(tx, about.campaign)
    await tx`
      insert into triage_extract
        (id, campaign_id, file_name, files, left_out, sealed, loaded_by)
      values
        (${id}, ${about.campaign}, ${about.fileName.slice(0, 200)}, ${files}, ${leftOut}, ${Buffer.from(sealed)}, ${about.user})`
  })
  return id
}

/** Deletes the extract and everything it said of anybody. Answers whether there was one. */
export async function forgetExtract(sql: Queries, campaign: CampaignId): Promise<boolean> {
  const gone = await sql`delete from triage_extract where campaign_id = ${campaign} returning id`
  await sql`delete from triage_match where campaign_id = ${campaign}`
  return gone.length > 0
}

/** Deletes the extracts that nobody closed in time. Answers how many. */
export async function forgetOldExtracts(sql: Sql): Promise<number> {
  return sql.begin(async (tx) => {
    const gone = await tx<{ campaignId: CampaignId }[]>`
      delete from triage_extract
      where loaded_at < now() - make_interval(days => ${daysKept})
      returning campaign_id`
    const campaigns = gone.map((row) => row.campaignId)
    await tx`delete from triage_match where campaign_id = any(${campaigns})`
    return gone.length
  })
}
