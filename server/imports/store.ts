// Rows of the `import` and `column_choice` tables.
import type { ImportAnswer, ImportField, ImportPatch } from '#shared/contracts/imports.ts'
import type { Source } from '#shared/domain/card.ts'
import type { Day } from '#shared/domain/day.ts'
import type { CampaignId, ImportId, UserId } from '#shared/domain/ids.ts'
import type { Queries, Sql, Transaction } from '#server/database/sql.ts'
import { missingFields } from './expected.ts'
import { countLines, countPostCodes, dropLines, readLines } from './lines.ts'
import type { Mapping } from './mapping.ts'
import type { Fixes, NumberFixes } from './read-row.ts'
import { withoutExamples, type Preview } from './preview.ts'
import type { LevelScale } from './values/levels.ts'
import { namesOf, type KeptTakenBack } from './taken-back.ts'

/** What a person chose about a file; the rest is recognised. What was taken back is not here. */
export type Choices = Omit<ImportPatch, 'source' | 'receivedOn' | 'fixes' | 'numbers'> & {
  readonly fixes?: Readonly<Record<string, Fixes>> | undefined
  readonly numbers?: Readonly<Record<string, NumberFixes>> | undefined
}

type ImportState = ImportAnswer['state']

export interface ImportRecord {
  readonly id: ImportId
  readonly campaignId: CampaignId
  readonly state: ImportState
  readonly fileName: string
  readonly source: Source
  readonly receivedOn: Day
  readonly choices: Choices
  readonly preview: Preview
  readonly done: number
  readonly total: number
  readonly createdBy: UserId
  readonly appliedBy: UserId | null
  /** Who takes it back, or has. */
  readonly undoneBy: UserId | null
  readonly takenBack: KeptTakenBack | null
}

export async function readImport(
  sql: Queries,
  campaign: CampaignId,
  id: ImportId,
): Promise<ImportRecord | null> {
  const [row] = await sql<ImportRecord[]>`
    select id, campaign_id, state, file_name, source, received_on, choices, preview, done, total, created_by,
      applied_by, undone_by, taken_back
    from import
    where id = ${id} and campaign_id = ${campaign}`
  return row ?? null
}

/** The uploaded bytes; null once they are deleted. */
export async function readBytes(sql: Queries, id: ImportId): Promise<Uint8Array | null> {
  const [row] = await sql<{ file: Uint8Array | null }[]>`select file from import where id = ${id}`
  return row?.file ?? null
}

/** Whoever follows a list that is worked on asks every second, and shows no row of it. */
const isUnderWay: ReadonlySet<ImportState> = new Set(['applying', 'undoing'])
/** Rows of an answer; the others come by pages. Every list that one school or one week sends fits in. */
const answeredRows = 1000

/** An import as this reader may see it. */
export async function answerOf(
  sql: Queries,
  record: ImportRecord,
  user: UserId,
): Promise<ImportAnswer> {
  const { id, state, fileName, source, receivedOn, preview, done, total } = record
  const page = { filter: 'all', from: 0, limit: answeredRows } as const
  const { rows } = isUnderWay.has(state) ? { rows: [] } : await readLines(sql, { id, user }, page)
  const counted = await countLines(sql, { id, user })
  return {
    id,
    state,
    fileName,
    source,
    receivedOn,
    ...preview,
    missing: state === 'preview' ? missingFields(source, preview.columns) : [],
    rows,
    ...counted,
    postCodes: state === 'preview' ? await countPostCodes(sql, id) : [],
    progress: { done, total },
    undoStopped: state !== 'undoing' && state !== 'undone' && record.undoneBy !== null,
    takenBack: await namesOf(sql, record.takenBack),
  }
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

/** How lists of a source count levels of schooling; null while nobody has said it. */
export async function readLevelScale(
  sql: Queries,
  { campaign, source }: ListsOf,
): Promise<LevelScale | null> {
  const [row] = await sql<{ scale: LevelScale }[]>`
    select scale from level_scale where campaign_id = ${campaign} and source = ${source}`
  return row?.scale ?? null
}

export async function keepLevelScale(
  sql: Queries,
  { campaign, source }: ListsOf,
  scale: LevelScale,
): Promise<void> {
  await sql`
    insert into level_scale (campaign_id, source, scale)
    values (${campaign}, ${source}, ${scale})
    on conflict (campaign_id, source) do update set scale = excluded.scale`
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
 * Deletes what is personal in imports nobody looks after: previews older than a week with their file, names of rows in
 * error and what stood on earlier cards of lists applied more than 30 days ago.
 */
export async function forgetOldRows(sql: Sql): Promise<void> {
  await sql`
    delete from import_change
    where import_id in (select id from import where applied_at < now() - interval '30 days')`
  const given = await sql<{ id: ImportId; preview: Preview }[]>`
    select id, preview
    from import
    where state = 'preview' and created_at < now() - interval '7 days'`
  for (const { id, preview } of given) {
    await sql.begin((tx) => forgetList(tx, { id, preview, from: 'preview', by: null }))
  }
  // A list whose import has failed keeps its file as long: it can be gone on with.
  await sql`
    update import
    set file = null, choices = '{}'
    where state = 'failed' and file is not null and applied_at < now() - interval '30 days'`
  await sql`
    update import
    set choices = '{}'
    where state = 'applied' and choices <> '{}' and applied_at < now() - interval '30 days'`
  await sql`
    update import_line
    set ${withoutNames(sql)}
    where named
      and import_id in (select id from import where applied_at < now() - interval '30 days')`
}

/** What an update sets of an `import_line` that tells of nobody any more: its outcome and its codes stay. */
export function withoutNames(sql: Queries) {
  return sql`
    named = false, cells = null, row = row || ${sql.json(nobody)} || jsonb_build_object('notes', (
      select coalesce(jsonb_agg(note || '{"value": null}'), '[]')
      from jsonb_array_elements(row -> 'notes') note
    ))`
}

const nobody = {
  lastName: null,
  firstName: null,
  birthDate: null,
  phone: null,
  phones: [],
  postCode: null,
  changes: [],
  alike: [],
}

/**
 * Ends a list that is given up or taken back: its file, its rows and its examples go; its counts stay in the history.
 * False where it is no longer in the state `from`: nothing is ended then.
 */
export async function forgetList(
  tx: Transaction,
  {
    id,
    preview,
    from,
    by,
  }: Pick<ImportRecord, 'id' | 'preview'> & {
    readonly from: ImportState
    /** Null: nobody looked after it. */
    readonly by: UserId | null
  },
): Promise<boolean> {
  const ended = await tx`
    update import
    set
      state = 'undone',
      file = null,
      choices = '{}',
      undone_by = ${by},
      undone_at = now(),
      preview = ${tx.json(withoutExamples(preview))}
    where id = ${id} and state = ${from}`
  if (ended.count === 0) return false
  await dropLines(tx, id)
  return true
}
