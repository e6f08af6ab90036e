// Rows of the `import_line` table: what a list would do, or did, line by line.
import { isForCio, isSettled, isToLookAt, type ImportRow } from '#shared/contracts/import-rows.ts'
import type { ImportAnswer, RowFilter, RowsAnswer, RowsQuery } from '#shared/contracts/imports.ts'
import type { ImportId, UserId } from '#shared/domain/ids.ts'
import type { Queries, Transaction } from '#server/database/sql.ts'
import { asSeenFrom, readCoordinated } from './elsewhere.ts'

/** Rows of one statement, and of one slice of work. */
export const linesAtOnce = 500

/** A row as it is shown, and what the file says of it in the columns that are imported; null once that is forgotten. */
export interface Line {
  readonly row: ImportRow
  readonly cells: readonly string[] | null
}

/** Writes rows over those of the same lines; a row that stands there already is left alone. */
export async function writeLines(tx: Queries, id: ImportId, kept: readonly Line[]): Promise<void> {
  if (kept.length === 0) return
  const lines = kept.map(({ row, cells }) => ({
    line: row.line,
    outcome: row.outcome,
    reason: row.reason,
    look: isToLookAt(row),
    open:
      row.decision === null &&
      row.alike.some(({ where, certain }) => where !== 'elsewhere' && !certain),
    elsewhere: row.decision === null ? elsewhereOf(row) : [],
    settled: isSettled(row),
    to_cio: isForCio(row),
    named: cells !== null || (row.lastName ?? row.firstName ?? row.phone) !== null,
    row,
    cells,
  }))
  await tx`
    insert into import_line
      (import_id, line, outcome, reason, look, open, elsewhere, settled, to_cio, named, row, cells)
    select ${id}, given.*
    from jsonb_to_recordset(${tx.json(lines)}) as given (
      line int, outcome text, reason text, look boolean, open boolean, elsewhere text[],
      settled boolean, to_cio boolean, named boolean, row jsonb, cells text[]
    )
    on conflict (import_id, line) do update
    set
      outcome = excluded.outcome,
      reason = excluded.reason,
      look = excluded.look,
      open = excluded.open,
      elsewhere = excluded.elsewhere,
      settled = excluded.settled,
      to_cio = excluded.to_cio,
      named = excluded.named,
      row = excluded.row,
      cells = excluded.cells
    where (import_line.row, import_line.cells) is distinct from (excluded.row, excluded.cells)`
}

function elsewhereOf({ alike }: ImportRow): string[] {
  return [...new Set(alike.flatMap(({ campaign }) => (campaign ? [campaign.id] : [])))]
}

/** Lines that the list no longer has, since it is read otherwise. */
export async function dropOtherLines(
  tx: Transaction,
  id: ImportId,
  lines: readonly number[],
): Promise<void> {
  await tx`delete from import_line where import_id = ${id} and line <> all (${[...lines]})`
}

export async function dropLines(tx: Queries, id: ImportId): Promise<void> {
  await tx`delete from import_line where import_id = ${id}`
}

/** A page of the rows that a filter keeps, as this reader may see them. */
export async function readLines(
  sql: Queries,
  { id, user }: { readonly id: ImportId; readonly user: UserId },
  { filter, from, limit }: RowsQuery,
): Promise<RowsAnswer> {
  const own = await readCoordinated(sql, user)
  const kept = keeps(sql, filter, own)
  const [counted] = await sql<{ total: number }[]>`
    select count(*)::int as total from import_line where import_id = ${id} and ${kept}`
  const rows = await sql<{ row: ImportRow }[]>`
    select row
    from import_line
    where import_id = ${id} and ${kept}
    order by line
    limit ${limit} offset ${from}`
  return { rows: rows.map(({ row }) => asSeenFrom(own, row)), total: counted?.total ?? 0 }
}

/**
 * How many rows each filter keeps for this reader, how many youths are the CIO's to orient, and how many have withdrawn
 * their agreement.
 */
export async function countLines(
  sql: Queries,
  { id, user }: { readonly id: ImportId; readonly user: UserId },
): Promise<Pick<ImportAnswer, 'counts' | 'toCio' | 'withdrawn'>> {
  const own = await readCoordinated(sql, user)
  const [row] = await sql<(Record<RowFilter, number> & { toCio: number; withdrawn: number })[]>`
    select
      count(*) filter (where ${keeps(sql, 'look', own)})::int as look,
      count(*) filter (where ${keeps(sql, 'notCarded', own)})::int as not_carded,
      count(*) filter (where ${keeps(sql, 'duplicates', own)})::int as duplicates,
      count(*) filter (where ${keeps(sql, 'update', own)})::int as update,
      count(*) filter (where ${keeps(sql, 'create', own)})::int as create,
      count(*)::int as all,
      count(*) filter (where to_cio and named)::int as to_cio,
      count(*) filter (where row -> 'notes' @> '[{"code": "agreement-withdrawn"}]')::int as withdrawn
    from import_line
    where import_id = ${id}`
  const { toCio = 0, withdrawn = 0, ...counts } = row ?? {}
  return { counts: { ...none, ...counts }, toCio, withdrawn }
}

/** Where the new cards of a list live. */
export async function countPostCodes(
  sql: Queries,
  id: ImportId,
): Promise<ImportAnswer['postCodes']> {
  const rows = await sql<ImportAnswer['postCodes']>`
    select row ->> 'postCode' as post_code, count(*)::int as count
    from import_line
    where import_id = ${id} and outcome = 'create'
    group by 1
    order by 1`
  return [...rows]
}

const none = { look: 0, notCarded: 0, duplicates: 0, update: 0, create: 0, all: 0 }

function keeps(sql: Queries, filter: RowFilter, own: ReadonlySet<string>) {
  const isOpen = sql`(open or elsewhere && ${[...own]}::text[])`
  switch (filter) {
    case 'look':
      return sql`(look or ${isOpen})`
    case 'duplicates':
      return sql`(settled or ${isOpen})`
    case 'notCarded':
    case 'update':
    case 'create':
      return sql`outcome = ${filter}`
    case 'all':
      return sql`true`
  }
}

/** One row; null where the list has no such line, or names nobody there. */
export async function readLine(
  sql: Queries,
  { id, user, line }: { readonly id: ImportId; readonly user: UserId; readonly line: number },
): Promise<Line | null> {
  const [found] = await sql<Line[]>`
    select row, cells from import_line where import_id = ${id} and line = ${line}`
  return found ? { ...found, row: asSeenFrom(await readCoordinated(sql, user), found.row) } : null
}

/** Every row that made no card. */
export async function readRejected(sql: Queries, id: ImportId): Promise<Line[]> {
  return sql<Line[]>`
    select row, cells from import_line where import_id = ${id} and reason is not null order by line`
}
