// For machines: is the process up, may it be sent people, what does it count.
import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono, type Context } from 'hono'
import type { Config } from '#server/config.ts'
import { isMigrated } from '#server/database/migrate.ts'
import type { Sql } from '#server/database/sql.ts'
import type { Metrics } from '#server/metrics.ts'

export interface HealthParts {
  readonly sql: Sql
  readonly metrics: Metrics
  readonly config: Pick<Config, 'metricsToken'>
  /** The server is being stopped: it finishes what it has, and wants nobody new. */
  readonly isClosing: () => boolean
}

/** A database that takes longer is not one to send people to. */
const answerWithinMs = 2000
/** Anybody may ask; the database is asked at most this often. */
const rememberMs = 1000
const fresh = { 'Cache-Control': 'no-store' }

export function healthRoutes(parts: HealthParts): Hono {
  const isReady = createReadiness(parts)
  const app = new Hono()

  app.get('/healthz', (c) => c.json({ status: 'up' }, 200, fresh))

  app.get('/readyz', async (c) => {
    if (parts.isClosing()) return c.json({ status: 'closing' }, 503, fresh)
    return (await isReady())
      ? c.json({ status: 'ready' }, 200, fresh)
      : c.json({ status: 'the database does not answer, or is not migrated' }, 503, fresh)
  })

  app.get('/metrics', async (c) => {
    if (!mayRead(c, parts.config.metricsToken)) return c.json({ status: 'not allowed' }, 403)
    const headers = { ...fresh, 'Content-Type': parts.metrics.contentType }
    return c.body(await parts.metrics.metrics(), 200, headers)
  })
  return app
}

function createReadiness({ sql }: HealthParts): () => Promise<boolean> {
  let asked = { at: -Infinity, answer: Promise.resolve(false) }
  return () => {
    const at = performance.now()
    if (at - asked.at > rememberMs) asked = { at, answer: askDatabase(sql) }
    return asked.answer
  }
}

async function askDatabase(sql: Sql): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), answerWithinMs)
  })
  try {
    return await Promise.race([isMigrated(sql), late])
  } catch {
    // Whatever the reason, the answer is the same; requests that fail on it are logged where they fail.
    return false
  } finally {
    clearTimeout(timer)
  }
}

/** With the token from anywhere; without, from this host only, and not through a proxy that stands on it. */
function mayRead(c: Context, token: string | null): boolean {
  const given = c.req.header('authorization')?.match(/^Bearer (.+)$/i)?.[1]
  if (token !== null && given !== undefined) return isSame(given, token)
  const proxied = ['forwarded', 'x-forwarded-for', 'x-real-ip'].some((name) => c.req.header(name))
  return !proxied && isLoopback(peerOf(c.env))
}

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address ?? '')
}

function peerOf(env: { incoming?: { socket?: { remoteAddress?: string } } } | undefined) {
  return env?.incoming?.socket?.remoteAddress
}
