// What stands before and after every route: request id, session, Origin, size, and what a refusal becomes.
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { nanoid } from 'nanoid'
import type { Problem } from '#shared/contracts/problem.ts'
import type { SignedIn } from '#server/auth/auth.ts'
import type { Config } from '#server/config.ts'
import { notFound, Refused, toProblem } from '#server/errors.ts'
import type { Log } from '#server/log.ts'
import { isOwnOrigin } from '#server/sync/own-origin.ts'
import type { Parts } from './parts.ts'

/** What the guard leaves for the routes. */
export interface HttpEnv {
  Variables: { requestId: string; signedIn: SignedIn | null }
}

/** Bytes of a body under /api: forms are small; a list of youths is not, nor are the corrections to thousands of rows. */
const bodyLimits = { form: 64 * 1024, fixes: 1024 * 1024, list: 27 * 1024 * 1024 } as const

export function installGuard(app: Hono<HttpEnv>, parts: Parts): void {
  app.use('*', logRequests(parts.log))
  app.use('/api/*', async (c, next) => {
    c.header('Cache-Control', 'no-store')
    await next()
  })
  app.use('/api/*', checkOrigin(parts.config))
  app.use('/api/*', limitBody)
  app.use('/api/*', readSession(parts))
  app.notFound((c) => sendProblem(c, toProblem(notFound())))
  app.onError((error, c) => sendProblem(c, problemOf(error, c, parts.log)))
}

/** Whether a request that changes something comes from our own pages. */
function isSameOrigin(headers: Headers, config: Pick<Config, 'publicUrl'>): boolean {
  const origin = headers.get('origin')
  if (origin === null) {
    // Every browser names the origin or the site of such a request; a program that names neither has no cookie to steal.
    const site = headers.get('sec-fetch-site')
    return site === null || site === 'same-origin' || site === 'none'
  }
  return isOwnOrigin(origin, headers.get('host'), config)
}

/** The peer's address: the proxy's word for it only where a proxy of ours is said to stand before. */
export function addressOf(c: Context, config: Pick<Config, 'trustProxy'>): string {
  const forwarded = config.trustProxy ? c.req.header('x-forwarded-for') : undefined
  // The last entry is the one that our own proxy wrote; those before it are the client's claim.
  const last = forwarded?.split(',').at(-1)?.trim()
  return last || peerOf(c.env) || 'unknown'
}

function peerOf(env: unknown): string | null {
  // `app.request()` in tests has no socket.
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  return incoming?.socket?.remoteAddress ?? null
}

function logRequests(log: Log): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const requestId = nanoid(12)
    const started = performance.now()
    c.set('requestId', requestId)
    c.header('X-Request-Id', requestId)
    await next()
    // The pattern of the route, not the address: tokens and searched names stand in addresses.
    const route = routePath(c, -1)
    const ms = Math.round(performance.now() - started)
    log.debug({ requestId, method: c.req.method, route, status: c.res.status, ms }, 'request')
  }
}

function checkOrigin(config: Config): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS'
    if (!reads && !isSameOrigin(c.req.raw.headers, config)) {
      throw new Refused(403, 'foreign-origin', { title: 'This request comes from another site.' })
    }
    await next()
  }
}

const tooLarge = () => {
  throw new Refused(413, 'too-large', { title: 'This is larger than what can be sent here.' })
}
const limitForm = bodyLimit({ maxSize: bodyLimits.form, onError: tooLarge })
const limitFixes = bodyLimit({ maxSize: bodyLimits.fixes, onError: tooLarge })
const limitList = bodyLimit({ maxSize: bodyLimits.list, onError: tooLarge })

const limitBody: MiddlewareHandler<HttpEnv> = (c, next) => {
  if (/^\/api\/campaigns\/[^/]+\/triage\/extract$/.test(c.req.path)) return limitList(c, next)
  if (/^\/api\/campaigns\/[^/]+\/triage\//.test(c.req.path)) return limitFixes(c, next)
  if (!/^\/api\/campaigns\/[^/]+\/imports(\/|$)/.test(c.req.path)) return limitForm(c, next)
  return c.req.method === 'POST' ? limitList(c, next) : limitFixes(c, next)
}

function readSession({ auth }: Parts): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const signedIn = await auth.read(c.req.header('cookie'))
    c.set('signedIn', signedIn)
    if (signedIn?.setCookie) c.header('Set-Cookie', signedIn.setCookie, { append: true })
    await next()
  }
}

type SentProblem = Problem & { readonly status: ContentfulStatusCode }

function problemOf(error: Error, c: Context<HttpEnv>, log: Log): SentProblem {
  if (error instanceof Refused) return toProblem(error)
  const requestId = c.get('requestId')
  const route = routePath(c, -1)
  if (error instanceof HTTPException && error.status < 500) {
    return { type: 'about:blank', title: 'Bad request.', status: error.status, code: 'bad-request' }
  }
  const code = 'code' in error ? String(error.code) : undefined
  if (code !== undefined && unkeepableText.has(code)) {
    return toProblem(new Refused(400, 'invalid', { title: 'A text holds what cannot be kept.' }))
  }
  if (code !== undefined && unreachableDatabase.has(code)) {
    log.error({ requestId, route, code }, 'the database does not answer')
    return {
      ...toProblem(new Refused(503, 'storage', { title: 'The database does not answer.' })),
      retryAfter: 5,
    }
  }
  // Neither the message nor the detail: those of PostgreSQL quote the values of the row.
  const stack = error.stack?.split('\n').filter((line) => line.startsWith('    at '))
  log.error({ requestId, route, name: error.name, code, stack }, 'a request failed')
  return { type: 'about:blank', title: 'Something failed here.', status: 500, code: 'internal' }
}

/** A zero character, which JSON can carry and PostgreSQL cannot: in a text, and inside jsonb. */
const unkeepableText: ReadonlySet<string> = new Set(['22021', '22P05'])

const unreachableDatabase: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  '57P01', // admin_shutdown
  '57P03', // cannot_connect_now
])

function sendProblem(c: Context, problem: SentProblem): Response {
  // The rest of the body is not read: the next request cannot follow on this connection.
  if (problem.status === 413) c.header('Connection', 'close')
  if (problem.retryAfter !== undefined) c.header('Retry-After', String(problem.retryAfter))
  return c.body(JSON.stringify(problem), problem.status, {
    'Content-Type': 'application/problem+json',
  })
}
