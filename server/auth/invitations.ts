import { invitationDays } from '#shared/contracts/sessions.ts'
import type { UserId } from '#shared/domain/ids.ts'
import type { Queries, Sql } from '#server/database/sql.ts'
import type { SessionUser } from './lucia.ts'
import { hashPassword } from './passwords.ts'
import { hashToken, newToken } from './token.ts'

/** Makes the one-time token with which a person chooses a password; it is shown once and kept only as a hash. */
export async function invite(sql: Queries, user: UserId): Promise<string> {
  const token = newToken()
  await sql`
    insert into invitation (token_hash, user_id, expires_at)
    values (${hashToken(token)}, ${user}, now() + make_interval(days => ${invitationDays}))`
  return token
}

/** Whom an invitation is for; null when it is unknown, used or too old. */
export async function readInvitation(
  sql: Queries,
  token: string,
): Promise<{ readonly name: string; readonly email: string } | null> {
  const [row] = await sql<{ name: string; email: string }[]>`
    select u.name, u.email
    from invitation i
    join app_user u on u.id = i.user_id
    where i.token_hash = ${hashToken(token)} and i.expires_at > now()`
  return row ?? null
}

/** Keeps the password of the person invited and spends every invitation of theirs; null when the token opens nothing. */
export async function acceptInvitation(
  sql: Sql,
  token: string,
  password: string,
): Promise<SessionUser | null> {
  if (!(await readInvitation(sql, token))) return null
  const passwordHash = await hashPassword(password)
  return sql.begin(async (tx) => {
    const [spent] = await tx<{ userId: UserId }[]>`
      delete from invitation
      where token_hash = ${hashToken(token)} and expires_at > now()
      returning user_id`
    if (!spent) return null
    await tx`delete from invitation where user_id = ${spent.userId}`
    const [user] = await tx<SessionUser[]>`
      update app_user
      set password_hash = ${passwordHash}
      where id = ${spent.userId}
      returning id, name, email, admin`
    return user ?? null
  })
}
