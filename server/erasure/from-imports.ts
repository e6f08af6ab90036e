// Lists as they were received: their files, names, rows and what they changed, without these people.
import type { CampaignId, ImportId } from '#shared/domain/ids.ts'
import type { Transaction } from '#server/database/sql.ts'
import { forgetList, withoutNames } from '#server/imports/store.ts'
import type { Preview } from '#server/imports/preview.ts'
import { isNamed, type Person } from './people.ts'

interface From {
  readonly campaign: CampaignId
  readonly people: readonly Person[]
}

export async function eraseFromImports(tx: Transaction, from: From): Promise<void> {
  const cards = from.people.map((one) => one.card)
  const rows = await readRows(tx, from)
  await tx`
    update import_line l
    set ${withoutNames(tx)}
    from unnest(${rows.map((row) => row.importId)}::text[], ${rows.map((row) => row.line)}::int[])
      as theirs (import_id, line)
    where l.import_id = theirs.import_id and l.line = theirs.line`
  for (const id of new Set(rows.map((row) => row.importId))) await forgetFile(tx, id)
  await eraseAlike(tx, cards)
  await tx`delete from import_change where card_id = any(${cards})`
  await tx`delete from card_listed where card_id = any(${cards})`
}

interface Row {
  readonly importId: ImportId
  readonly line: number
  readonly lastName: string | null
  readonly firstName: string | null
  readonly isTheirs: boolean
}

/** Rows of the campaign's lists that became one of their cards, or would, or bear their names. */
async function readRows(tx: Transaction, { campaign, people }: From): Promise<Row[]> {
  const cards = people.map((one) => one.card)
  const rows = await tx<Row[]>`
    select
      l.import_id,
      l.line,
      l.row ->> 'lastName' as last_name,
      l.row ->> 'firstName' as first_name,
      coalesce(l.row ->> 'card' = any(${cards}), false)
        or exists (
          select 1 from import_row r
          where r.import_id = l.import_id and r.line = l.line and r.card_id = any(${cards})
        ) as is_theirs
    from import_line l
    join import i on i.id = l.import_id
    where i.campaign_id = ${campaign}`
  return rows.filter((row) => row.isTheirs || people.some((person) => isNamed(row, person)))
}

/**
 * A file cannot forget one of its rows: a list that is not applied is given up, and who wants the rest of it uploads it
 * again. Files are named after whom they list, too: the day and the format stay.
 */
async function forgetFile(tx: Transaction, id: ImportId): Promise<void> {
  const [list] = await tx<{ id: ImportId; state: string; preview: Preview }[]>`
    select id, state, preview from import where id = ${id}`
  if (list?.state === 'preview') await forgetList(tx, { ...list, from: 'preview', by: null })
  await tx`
    update import
    set
      file = null,
      file_name = 'liste-' || received_on
        || coalesce(lower(substring(file_name from '(?i)\\.(?:csv|xlsx|ods|txt|tsv)$')), ''),
      choices = choices - 'fixes' - 'numbers' - 'decisions'
    where id = ${id}`
}

/** Rows of whatever campaign that are shown beside their cards lose that neighbour. */
async function eraseAlike(tx: Transaction, cards: readonly string[]): Promise<void> {
  await tx`
    update import_line
    set row = row || jsonb_build_object('alike', (
      select coalesce(jsonb_agg(one), '[]')
      from jsonb_array_elements(row -> 'alike') one
      where one ->> 'card' is null or one ->> 'card' <> all(${[...cards]})
    ))
    where exists (
      select 1 from jsonb_array_elements(row -> 'alike') one where one ->> 'card' = any(${[...cards]})
    )`
}
