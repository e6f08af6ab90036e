import { hashPassword } from '#server/auth/passwords.ts'
import type { Queries, Sql } from '#server/database/sql.ts'
import { userId } from '#shared/domain/ids.ts'
import { demoAccounts, demoPassword } from './accounts.ts'
import { createRandom } from './random.ts'

/** What a database holds, as far as the demonstration is concerned. */
export type DemoState = 'empty' | 'populated' | 'interrupted' | 'foreign'

/** The administrator's id is drawn, always the same: no real person has it. */
export const administratorId = userId.parse(createRandom('administrator').id())

/**
 * The administrator is the first row that a population writes, and the passwords are its last: an administrator without
 * one stands for a population that was cut short. People without that administrator are somebody else's.
 */
export async function readDemoState(sql: Queries): Promise<DemoState> {
  const [row] = await sql<{ people: number; admins: number; finished: boolean }[]>`
    select
      count(*)::int as people,
      (count(*) filter (where id = ${administratorId}))::int as admins,
      coalesce(bool_or(id = ${administratorId} and password_hash is not null), false) as finished
    from app_user`
  if (!row || row.people === 0) return 'empty'
  if (row.admins === 0) return 'foreign'
  return row.finished ? 'populated' : 'interrupted'
}

/** Gives the accounts their password: the last act of a population. */
export async function finish(sql: Sql): Promise<void> {
  const hash = await hashPassword(demoPassword)
  const emails = demoAccounts.map((account) => account.email)
  await sql.begin(async (tx) => {
    await tx`update app_user set password_hash = ${hash} where email in ${tx(emails)}`
    await tx`
      delete from invitation
      where user_id in (select id from app_user where email in ${tx(emails)})`
  })
}

/** Empties every table but the list of migrations. Only ever called on a database of the demonstration. */
export async function clear(sql: Sql): Promise<void> {
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables
    where schemaname = current_schema() and tablename not like '%migration%'
    order by tablename`
  for (const { name } of tables) await sql`truncate table ${sql(name)} cascade`
}
