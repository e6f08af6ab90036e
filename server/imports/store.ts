// Rows of the `import` and `column_choice` tables.
import type { ImportAnswer, ImportField, ImportPatch } from '#shared/contracts/imports.ts'
import type { Source } from '#shared/domain/card.ts'
import type { Day } from '#shared/domain/day.ts'
import type { CampaignId, ImportId, UserId } from '#shared/domain/ids.ts'
import type { Queries } from '#server/database/sql.ts'
import type { Mapping } from './mapping.ts'
import { withoutPeople, type Preview } from './preview.ts'

/** What a person chose about a file; the rest is recognised. */
export type Choices = Omit<ImportPatch, 'source' | 'receivedOn'>

export interface ImportRecord {
  readonly id: ImportId
  readonly campaignId: CampaignId
  readonly state: ImportAnswer['state']
  readonly fileName: string
  readonly source: Source
  readonly receivedOn: Day
  readonly choices: Choices
  readonly preview: Preview
  readonly done: number
  readonly total: number
  readonly createdBy: UserId
}

export async function readImport(
  sql: Queries,
  campaign: CampaignId,
  id: ImportId,
): Promise<ImportRecord | null> {
  const [row] = await sql<ImportRecord[]>`
    select id, campaign_id, state, file_name, source, received_on, choices, preview, done, total, created_by
    from import
    where id = ${id} and campaign_id = ${campaign}`
  return row ?? null
}

/** The uploaded bytes; null once they are deleted. */
export async function readBytes(sql: Queries, id: ImportId): Promise<Uint8Array | null> {
  const [row] = await sql<{ file: Uint8Array | null }[]>`select file from import where id = ${id}`
  return row?.file ?? null
}

export function toAnswer(record: ImportRecord): ImportAnswer {
  const { id, state, fileName, source, receivedOn, preview, done, total } = record
  return { id, state, fileName, source, receivedOn, ...preview, progress: { done, total } }
}

/** Which lists share their choices about columns. */
export interface ListsOf {
  readonly campaign: CampaignId
  readonly source: Source
}

/** What was chosen for columns of earlier lists of a source, by name of column. */
export async function readMapping(sql: Queries, { campaign, source }: ListsOf): Promise<Mapping> {
  const rows = await sql<{ header: string; field: ImportField | null }[]>`
    select header, field
    from column_choice
    where campaign_id = ${campaign} and source = ${source}
    order by updated_at desc
    limit 500`
  return Object.fromEntries(rows.map(({ header, field }) => [header, field]))
}

export async function keepMapping(
  sql: Queries,
  { campaign, source }: ListsOf,
  { headers, mapping }: { readonly headers: readonly string[]; readonly mapping: Mapping },
): Promise<void> {
  const rows = Object.entries(mapping).flatMap(([index, field]) => {
    const header = headers[Number(index)]
    return header ? [{ campaignId: campaign, source, header, field }] : []
  })
  if (rows.length === 0) return
  await sql`
    insert into column_choice ${sql(rows)}
    on conflict (campaign_id, source, header)
    do update set field = excluded.field, updated_at = now()`
}

/**
 * Deletes what is personal in imports nobody looks after: files of previews older than a week, names of rows in error, and
 * what stood on earlier cards, of lists applied more than 30 days ago.
 */
export async function forgetOldRows(sql: Queries): Promise<void> {
  const stale = await sql<{ id: ImportId; preview: Preview; state: ImportAnswer['state'] }[]>`
    select id, preview, state
    from import
    where (state = 'preview' and created_at < now() - interval '7 days')
      or (state in ('applied', 'failed') and applied_at < now() - interval '30 days'
        and preview @? '$.rows[*] ? (@.lastName != null || @.firstName != null)')`
  await sql`
    delete from import_change
    where import_id in (select id from import where applied_at < now() - interval '30 days')`
  for (const { id, preview, state } of stale) {
    await sql`
      update import
      set
        file = null,
        state = ${state === 'preview' ? 'undone' : state},
        preview = ${sql.json(withoutPeople(preview, false))}
      where id = ${id} and state = ${state}`
  }
}
