// Builds every part, connects them, and stops them in order.
import { createServer, type IncomingMessage } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { createApp } from './app.ts'
import { createAuth } from './auth/auth.ts'
import { clientFolder } from './client-build.ts'
import { createDevClient } from './client-dev.ts'
import type { Config } from './config.ts'
import { connect } from './database/connect.ts'
import { startEmbeddedPostgres } from './database/embedded.ts'
import { migrate } from './database/migrate.ts'
import type { Sql } from './database/sql.ts'
import { createDoor } from './http/door.ts'
import { addHeaders, securityHeaders } from './http/headers.ts'
import { healthRoutes } from './http/health.ts'
import { isServerPath, serveClient } from './http/static.ts'
import { createImportJobs } from './imports/jobs.ts'
import { createReader } from './imports/reader.ts'
import { forgetOldRows } from './imports/store.ts'
import { describeFault, type Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { startMailer } from './notices/mailer.ts'
import { openSmtp } from './notices/smtp.ts'
import { createTelling } from './notices/tell.ts'
import { projectors } from './projections/projectors.ts'
import { attachSync } from './sync/endpoint.ts'
import type { Limits } from './sync/limits.ts'
import { both } from './sync/projector.ts'
import { checkPlace } from './sync/restored.ts'
import { createRooms, type Rooms } from './sync/rooms.ts'
import { writeDossiers } from './triage/dossiers.ts'
import { forgetOldExtracts } from './triage/extracts.ts'
import { createTriageJobs } from './triage/jobs.ts'

export interface Relance {
  /** Where this process listens, as this host reaches it. */
  readonly url: string
  readonly sql: Sql
  readonly rooms: Rooms
  /** Finishes what was begun, tells the open screens, and stops; what was acknowledged is in the database. */
  close(): Promise<void>
}

export interface RelanceOptions {
  /** Serves the client through Vite instead of from the last build. */
  readonly dev?: boolean
  /** Throws the embedded database away first. */
  readonly fresh?: boolean
  /** A backup was put back: every document begins a new epoch. [G12] */
  readonly restored?: boolean
  /** The embedded PostgreSQL ended under us: nothing works any more. */
  readonly onDatabaseLost?: () => void
  /** Other bounds than the usual ones on what a socket may ask for. */
  readonly limits?: Partial<Limits>
  /** Between two looks at the mails that are due. */
  readonly mailEveryMs?: number
  /** Between two looks for lists that a process which has ended left half applied. */
  readonly resumeEveryMs?: number
  /** Between two looks at what is to be forgotten. */
  readonly forgetEveryMs?: number
}

const forgetEveryMs = 3_600_000
const mailEveryMs = 5_000
const resumeEveryMs = 30_000

/** Starts everything; a failure stops what was already started. What a person can mend is a `CannotStart`. */
export async function startRelance(
  config: Config,
  log: Log,
  options: RelanceOptions = {},
): Promise<Relance> {
  // In the order of starting; stopped in the other.
  const stops: (() => Promise<unknown>)[] = []
  const stopAll = async () => {
    for (const stop of stops.splice(0).toReversed()) {
      await stop().catch((error: unknown) => log.error(describeFault(error), 'a part did not stop'))
    }
  }
  try {
    return await start({ config, log, options, stops, stopAll })
  } catch (error) {
    await stopAll()
    throw error
  }
}

interface Starting {
  readonly config: Config
  readonly log: Log
  readonly options: RelanceOptions
  readonly stops: (() => Promise<unknown>)[]
  readonly stopAll: () => Promise<void>
}

async function start({ config, log, options, stops, stopAll }: Starting): Promise<Relance> {
  let closing = false
  const databaseUrl = await findDatabase()
  const sql = await connect(databaseUrl)
  stops.push(() => sql.end({ timeout: 5 }))
  await migrate(sql, log)
  await checkPlace(sql, { log, isRestored: options.restored === true })

  const metrics = createMetrics()
  const auth = createAuth({ sql, secure: config.publicUrl?.protocol === 'https:' })
  stops.push(repeat(() => auth.forgetExpired(), { everyMs: forgetEveryMs, log }))
  const { limits = {} } = options
  const tell = createTelling(config.mail)
  const rooms = await createRooms({
    sql,
    log,
    metrics,
    // Everything a board's change writes, then what people are told of it, in one transaction.
    projectors: { ...projectors, board: both(projectors.board, tell) },
    databaseUrl,
    limits,
  })
  auth.onSessionEnded((session) => rooms.sessionEnded(session))
  const http = createServer()
  const door = createDoor(http)
  const detachSync = attachSync(http, { sql, rooms, auth, config, log })
  // Read from the bottom: nobody new, then what the rooms hold is kept and told, then who still stands there is seen out.
  stops.push(() => door.empty())
  stops.push(() => rooms.close())
  stops.push(async () => {
    door.shut()
    detachSync()
  })

  const site = new Hono()
  const headers = securityHeaders(config, options)
  site.use(addHeaders(headers))
  site.route('/', healthRoutes({ sql, metrics, config, isClosing: () => closing }))
  const reader = createReader()
  stops.push(() => reader.close())
  const imports = createImportJobs({ sql, writer: rooms, log, read: reader.read })
  stops.push(() => imports.close())
  const triage = createTriageJobs({ sql, log })
  stops.push(() => triage.close())
  stops.push(
    repeat(
      async () => {
        await forgetOldRows(sql)
        await forgetOldExtracts(sql)
        await writeDossiers({ sql, writer: rooms, log })
      },
      { everyMs: options.forgetEveryMs ?? forgetEveryMs, log },
    ),
  )
  const app = createApp({ sql, auth, writer: rooms, log, config, imports, reader, triage })
  site.all('/api/*', (c) => app.fetch(c.req.raw, c.env))
  if (options.dev !== true) site.use(await serveClient(clientFolder))
  const answer = getRequestListener(site.fetch)
  const dev = options.dev === true ? await createDevClient(http) : null
  if (dev) stops.push(() => dev.close())
  http.on('request', (request, response) => {
    if (dev && !isServerPath(pathOf(request))) {
      response.setHeaders(new Map(Object.entries(headers)))
      dev.answer(request, response)
    } else void answer(request, response)
  })
  const url = await door.open(config)
  await imports.resume()
  // What another process has begun and did not live to end.
  stops.push(
    repeat(() => imports.resume(), { everyMs: options.resumeEveryMs ?? resumeEveryMs, log }),
  )
  const { smtpUrl, from } = config.mail
  const mailer = startMailer({
    sql,
    log,
    smtp: smtpUrl === null ? null : openSmtp({ url: smtpUrl, from }),
    origin: config.publicUrl?.origin ?? url,
    everyMs: options.mailEveryMs ?? mailEveryMs,
  })
  stops.push(() => mailer.close())
  log.info({ url, dev: dev !== null }, 'listening')

  let closed: Promise<void> | undefined
  return {
    url,
    sql,
    rooms,
    close() {
      closing = true
      return (closed ??= stopAll())
    },
  }

  async function findDatabase(): Promise<string> {
    if (config.databaseUrl !== null) return config.databaseUrl
    const { fresh = false } = options
    const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log, fresh })
    stops.push(() => postgres.stop())
    postgres.onLost(() => options.onDatabaseLost?.())
    return postgres.url
  }
}

/** Returns how to stop. A failure is logged, and the next turn tries again. */
function repeat(work: () => Promise<void>, { everyMs, log }: { everyMs: number; log: Log }) {
  const timer = setInterval(() => {
    work().catch((error: unknown) => log.error(describeFault(error), 'a periodic task failed'))
  }, everyMs)
  timer.unref()
  return async () => clearInterval(timer)
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/'
}
