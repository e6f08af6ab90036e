// The only file that imports lucia. Sessions live in our table `session`, under the SHA-256 of the cookie's token.
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia'
import type { UserId as PersonId } from '#shared/domain/ids.ts'
import type { Sql } from '#server/database/sql.ts'
import { gathered } from '#server/database/gathered.ts'
import { hashToken, newToken } from './token.ts'

/** Days without a visit after which a session ends; lucia moves the end on at half of them. */
const sessionDays = 7

export interface SessionUser {
  readonly id: PersonId
  readonly name: string
  readonly email: string
  readonly admin: boolean
}

/** A session that was found; `setCookie` is the header to send when its end was moved on. */
export interface FoundSession {
  readonly session: string
  readonly user: SessionUser
  readonly setCookie: string | null
}

export interface SessionStore {
  find(cookieHeader: string | undefined): Promise<FoundSession | null>
  /** Starts a session; `session` is its hashed id, `setCookie` the header that carries the token itself. */
  start(user: PersonId, userAgent: string): Promise<{ session: string; setCookie: string }>
  end(session: string): Promise<void>
  /** Ends every session of a person; the hashed ids of those that were open. */
  endAllOf(user: PersonId): Promise<string[]>
  endExpired(): Promise<void>
  /** The header that takes the cookie away. */
  readonly blankCookie: string
}

type UserAttributes = Omit<SessionUser, 'id'>
interface SessionAttributes {
  readonly userAgent: string
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, UserAttributes>
    UserId: PersonId
    DatabaseUserAttributes: UserAttributes
    DatabaseSessionAttributes: SessionAttributes
  }
}

export function createSessionStore(sql: Sql, secure: boolean): SessionStore {
  const lucia = new Lucia<SessionAttributes, UserAttributes>(createAdapter(sql), {
    sessionExpiresIn: new TimeSpan(sessionDays, 'd'),
    sessionCookie: {
      // A browser takes a `__Host-` cookie only over https, for this host alone and every path.
      name: secure ? '__Host-relance' : 'relance',
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: ({ userAgent }) => ({ userAgent }),
    getUserAttributes: ({ name, email, admin }) => ({ name, email, admin }),
  })
  return {
    async find(cookieHeader) {
      const token = readCookie(cookieHeader ?? '', lucia.sessionCookieName)
      if (!token) return null
      const { session, user } = await lucia.validateSession(hashToken(token))
      if (!session) return null
      return {
        session: session.id,
        user: { id: user.id, name: user.name, email: user.email, admin: user.admin },
        setCookie: session.fresh ? lucia.createSessionCookie(token).serialize() : null,
      }
    },
    async start(user, userAgent) {
      const token = newToken()
      const attributes = { userAgent: userAgent.slice(0, 200) }
      const { id } = await lucia.createSession(user, attributes, { sessionId: hashToken(token) })
      return { session: id, setCookie: lucia.createSessionCookie(token).serialize() }
    },
    end: (session) => lucia.invalidateSession(session),
    async endAllOf(user) {
      const open = await lucia.getUserSessions(user)
      await lucia.invalidateUserSessions(user)
      return open.map((session) => session.id)
    },
    endExpired: () => lucia.deleteExpiredSessions(),
    blankCookie: lucia.createBlankSessionCookie().serialize(),
  }
}

/** Not lucia's own reader: that one throws when any cookie of the header, ours or not, holds a stray `%`. */
function readCookie(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const [key = '', value = ''] = pair.trim().split('=')
    if (key === name && /^[A-Za-z0-9_-]{1,100}$/.test(value)) return value
  }
  return null
}

function createAdapter(sql: Sql): Adapter {
  const find = gathered((ids: readonly string[]) => findSessions(sql, ids))
  return {
    getSessionAndUser: (id) => find(id),
    async getUserSessions(user) {
      const rows = await sql<SessionRow[]>`
        select id, user_id, expires_at, user_agent from session where user_id = ${user}`
      return rows.map(toSession)
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      await sql`
        insert into session (id, user_id, expires_at, user_agent)
        values (${id}, ${userId}, ${expiresAt}, ${attributes.userAgent})`
    },
    async updateSessionExpiration(id, expiresAt) {
      await sql`update session set expires_at = ${expiresAt} where id = ${id}`
    },
    async deleteSession(id) {
      await sql`delete from session where id = ${id}`
    },
    async deleteUserSessions(user) {
      await sql`delete from session where user_id = ${user}`
    },
    async deleteExpiredSessions() {
      await sql`delete from session where expires_at <= now()`
    },
  }
}

type SessionAndUser = Awaited<ReturnType<Adapter['getSessionAndUser']>>

/** Of everybody who comes at once, in one statement. */
async function findSessions(
  sql: Sql,
  ids: readonly string[],
): Promise<(id: string) => SessionAndUser> {
  const rows = await sql<(SessionRow & UserAttributes)[]>`
    select s.id, s.user_id, s.expires_at, s.user_agent, u.name, u.email, u.admin
    from session s
    join app_user u on u.id = s.user_id
    where s.id = any(${[...new Set(ids)]})`
  const found = new Map(rows.map((row) => [row.id, row]))
  return (id) => {
    const row = found.get(id)
    if (!row) return [null, null]
    const { name, email, admin } = row
    return [toSession(row), { id: row.userId, attributes: { name, email, admin } }]
  }
}

interface SessionRow {
  readonly id: string
  readonly userId: PersonId
  readonly expiresAt: Date
  readonly userAgent: string
}

function toSession({ id, userId, expiresAt, userAgent }: SessionRow): DatabaseSession {
  return { id, userId, expiresAt, attributes: { userAgent } }
}
