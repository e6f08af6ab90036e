// The HTTP application on a database of its own, without a socket: `app.request()`.
import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import * as Y from 'yjs'
import type { UserId } from '#shared/domain/ids.ts'
import { userId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { createApp } from '#server/app.ts'
import { createAuth, type Auth } from '#server/auth/auth.ts'
import { hashPassword } from '#server/auth/passwords.ts'
import { readConfig } from '#server/config.ts'
import type { Sql } from '#server/database/sql.ts'
import type { HttpEnv } from '#server/http/guard.ts'
import { createLog, type Log } from '#server/log.ts'
import type { DocumentWriter, NewDocument } from '#server/sync/command.ts'

export interface TestApp {
  readonly app: Hono<HttpEnv>
  readonly auth: Auth
  /** Documents that were created, as the stub writer filled them. */
  readonly documents: Map<string, Y.Doc>
  readonly as: (cookie: string | null) => Client
}

/** Requests of one person; `null` stands for nobody. */
export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  remove(path: string, headers?: Record<string, string>): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
}

export interface TestAppOptions {
  readonly env?: Record<string, string>
  readonly log?: Log
}

export function createTestApp(sql: Sql, { env = {}, log }: TestAppOptions = {}): TestApp {
  const config = readConfig(env)
  const auth = createAuth({ sql, secure: config.publicUrl?.protocol === 'https:' })
  const documents = new Map<string, Y.Doc>()
  const writer = aWriter(documents)
  const app = createApp({ sql, auth, writer, config, log: log ?? createLog('silent') })
  return { app, auth, documents, as: (cookie) => createClient(app, cookie) }
}

function createClient(app: Hono<HttpEnv>, cookie: string | null): Client {
  const send = async (method: string, path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    if (cookie !== null) headers.set('Cookie', cookie)
    const response = await app.request(path, { ...init, method, headers })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    const body: unknown = isJson ? JSON.parse(text) : null
    return { status: response.status, headers: response.headers, text, body }
  }
  const sendJson =
    (method: string) =>
    (path: string, body: unknown, headers = {}) =>
      send(method, path, {
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
  return {
    get: (path, headers = {}) => send('GET', path, { headers }),
    post: sendJson('POST'),
    patch: sendJson('PATCH'),
    remove: (path, headers = {}) => send('DELETE', path, { headers }),
  }
}

function aWriter(documents: Map<string, Y.Doc>): DocumentWriter {
  return {
    async prepare() {},
    rebuild: () => Promise.reject(new Error('This writer only creates.')),
    execute: () => Promise.reject(new Error('This writer only creates.')),
    async create(_, made: readonly NewDocument[]) {
      for (const { id, fill } of made) {
        const doc = new Y.Doc()
        fill(doc)
        documents.set(id, doc)
      }
    },
  }
}

export const password = 'correct horse battery'
// One hash for everybody: 15 ms each is much over a whole run.
const passwordHash = hashPassword(password)

export interface TestPerson {
  readonly id: UserId
  readonly name: string
  readonly email: string
  /** A session that is open. */
  readonly cookie: string
}

/** A person with `password` and an open session. */
export async function aPerson(
  { sql, auth }: { sql: Sql; auth: Auth },
  { name = 'Camille Perrin', admin = false } = {},
): Promise<TestPerson> {
  const id = userId.parse(`person_${randomBytes(4).toString('hex')}`)
  const email = `${id}@example.org`
  await sql`
    insert into app_user (id, email, name, admin, password_hash)
    values (${id}, ${email}, ${name}, ${admin}, ${await passwordHash})`
  const { setCookie } = await auth.welcome(id, 'test')
  return { id, name, email, cookie: cookieOf(setCookie) }
}

/** `name=value` of a Set-Cookie header. */
export function cookieOf(setCookie: string | null): string {
  return must(setCookie?.split(';')[0], 'a cookie was set')
}
