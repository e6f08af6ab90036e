import type { Sql } from '#server/database/sql.ts'

/** Tables that held words of what is gone, and few enough rows to be empty behind it. */
const wordy = [
  'dossier',
  'import',
  'import_line',
  'import_change',
  'card_listed',
  'preference',
  'triage_decision',
  'triage_refusal',
]

/** The others that held it. */
const others = [
  'card',
  'event',
  'document_update',
  'document_snapshot',
  'triage_extract',
  'triage_match',
]

/**
 * Gives the space of deleted rows free to be written over, and has what PostgreSQL remembers of values for its plans
 * (`pg_statistic`, a copy of them) made again from what is left. Outside any transaction.
 */
export async function sweep(sql: Sql): Promise<void> {
  for (const table of [...wordy, ...others]) await sql`vacuum (analyze) ${sql(table)}`
  for (const table of wordy) {
    const [left] = await sql`select 1 from ${sql(table)} limit 1`
    if (!left) await forgetStatistics(sql, table)
  }
}

/** An empty table is never analysed again, and keeps what it remembered; setting a column's type, even the same, drops it. */
async function forgetStatistics(sql: Sql, table: string): Promise<void> {
  const remembered = await sql<{ name: string; type: string }[]>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from pg_stats s
    join pg_attribute a on a.attrelid = ${table}::regclass and a.attname = s.attname
    where s.schemaname = current_schema() and s.tablename = ${table} and a.attstorage <> 'e'`
  for (const { name, type } of remembered) {
    await sql`alter table ${sql(table)} alter column ${sql(name)} type ${sql.unsafe(type)}`
  }
}
