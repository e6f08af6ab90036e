import type { UserId } from '#shared/domain/ids.ts'
import type { Sql } from '#server/database/sql.ts'
import { createSessionStore, type FoundSession, type SessionUser } from './lucia.ts'
import { hashPassword, isPassword, isWeak, unopenableHash } from './passwords.ts'
import { admitSignIn, forgetOldFailures } from './throttle.ts'

export type SignedIn = FoundSession
export type { SessionUser }

/** Where a try comes from: the peer's address (or the proxy's word for it) and the browser's name of itself. */
interface SignInFrom {
  readonly address: string
  readonly userAgent: string
}

type SignInResult =
  | {
      readonly kind: 'signed-in'
      readonly user: SessionUser
      readonly session: string
      readonly setCookie: string
    }
  /** Unknown address, wrong password, or no password chosen yet: one answer for the three. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'throttled'; readonly retryAfter: number }

export interface Auth {
  /** Who a Cookie header speaks for; null when nobody. Send `setCookie` back when it is not null. */
  read(cookieHeader: string | undefined): Promise<SignedIn | null>
  signIn(email: string, password: string, from: SignInFrom): Promise<SignInResult>
  /** Starts a session without a password: right after a set-up or an invitation that has just proved who it is. */
  welcome(user: UserId, userAgent: string): Promise<{ session: string; setCookie: string }>
  /** Ends the session and tells the listeners; `session` is the hashed id. */
  signOut(session: string): Promise<void>
  /** Ends every session of a person, wherever it is open: their password was just chosen anew. */
  signOutEverywhere(user: UserId): Promise<void>
  /** Called with the hashed id of each session that this process ends. Returns how to stop listening. */
  onSessionEnded(listener: (session: string) => void): () => void
  /** Deletes expired sessions, invitations and forgotten failures; call it from a timer. */
  forgetExpired(): Promise<void>
  /** The Set-Cookie header that takes the cookie away. */
  readonly blankCookie: string
}

/** `secure`: people reach the application over https, so the cookie may say Secure and carry the `__Host-` prefix. */
export function createAuth({ sql, secure }: { sql: Sql; secure: boolean }): Auth {
  const sessions = createSessionStore(sql, secure)
  const listeners = new Set<(session: string) => void>()
  const nobodysHash = unopenableHash()

  return {
    read: (cookieHeader) => sessions.find(cookieHeader),

    async signIn(email, password, from) {
      const admission = await admitSignIn(sql, email, from.address)
      if (admission.kind === 'blocked') {
        return { kind: 'throttled', retryAfter: admission.retryAfter }
      }
      const account = await findAccount(sql, email)
      const kept = account?.passwordHash ?? null
      const opened = await isPassword(kept ?? nobodysHash, password)
      if (!account || kept === null || !opened) return { kind: 'refused' }
      await admission.succeeded()
      if (isWeak(kept)) await keepPassword(sql, account.id, password)
      const { session, setCookie } = await sessions.start(account.id, from.userAgent)
      const { id, name, admin } = account
      return {
        kind: 'signed-in',
        user: { id, name, email: account.email, admin },
        session,
        setCookie,
      }
    },

    welcome: (user, userAgent) => sessions.start(user, userAgent),

    async signOut(session) {
      await sessions.end(session)
      for (const listener of listeners) listener(session)
    },

    async signOutEverywhere(user) {
      for (const session of await sessions.endAllOf(user)) {
        for (const listener of listeners) listener(session)
      }
    },

    onSessionEnded(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    async forgetExpired() {
      await sessions.endExpired()
      await sql`delete from invitation where expires_at <= now()`
      await forgetOldFailures(sql)
    },

    blankCookie: sessions.blankCookie,
  }
}

interface Account extends SessionUser {
  readonly passwordHash: string | null
}

async function findAccount(sql: Sql, email: string): Promise<Account | null> {
  const [row] = await sql<Account[]>`
    select id, name, email, admin, password_hash from app_user where email = ${email}`
  return row ?? null
}

async function keepPassword(sql: Sql, user: UserId, password: string): Promise<void> {
  await sql`update app_user set password_hash = ${await hashPassword(password)} where id = ${user}`
}
