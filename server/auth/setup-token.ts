import type { Queries, Sql } from '#server/database/sql.ts'
import { hashToken, newToken } from './token.ts'

/**
 * While there is no user, the one-time token that opens the set-up page, for the console; else null. Only its hash is
 * kept, so each start makes another; those of processes started at the same time stay good until one is used.
 */
export async function issueSetupToken(sql: Sql): Promise<string | null> {
  if (!(await isSetupNeeded(sql))) return null
  const token = newToken()
  await sql`insert into setup_token (token_hash) values (${hashToken(token)})`
  return token
}

export async function isSetupNeeded(sql: Queries): Promise<boolean> {
  const [row] = await sql<{ needed: boolean }[]>`
    select not exists (select 1 from app_user) as needed`
  return row?.needed ?? false
}

/** Whether the token opens the set-up now. Takes the lock that makes a second set-up wait and then find a user. */
export async function spendSetupToken(sql: Queries, token: string): Promise<boolean> {
  await sql`lock table setup_token in exclusive mode`
  if (!(await isSetupNeeded(sql))) return false
  const spent = await sql`
    update setup_token set used_at = now() where token_hash = ${hashToken(token)} and used_at is null`
  return spent.count === 1
}
