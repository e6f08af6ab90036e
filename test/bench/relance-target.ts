// Our own server: the real program as a process, on the demonstration's telephone platform.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { leaseAnswer } from '#shared/contracts/sync.ts'
import { day } from '#shared/domain/day.ts'
import { boardOf, userId, type CampaignId, type UserId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { createAuth } from '#server/auth/auth.ts'
import { removeCluster } from '#server/database/embedded-cluster.ts'
import { startEmbeddedPostgres } from '#server/database/embedded.ts'
import { openSql, type Sql } from '#server/database/sql.ts'
import { populateDemo } from '#server/demo/populate.ts'
import { createLog } from '#server/log.ts'
import { startRelance } from '#server/relance.ts'
import { parentOf } from './figures.ts'
import { sizes } from './sizes.ts'
import type { Target } from './target.ts'

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

/** A seeded database that targets are started on, one after the other. */
export interface Ground {
  readonly databaseUrl: string
  readonly databasePid: number | null
  readonly sql: Sql
  /** Boards of a target, by number; copies of the first can be added. */
  readonly boards: CampaignId[]
  readonly users: readonly UserId[]
  start(options?: ServerOptions): Promise<RelanceTarget>
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Frames a second that are read of one socket; as in production by default. */
  readonly framesPerSecond?: number
}

export interface RelanceTarget extends Target {
  readonly url: string
  readonly campaign: CampaignId
  /** Name and value of a session cookie of client `index`. */
  cookie(index: number): string
}

/** Seeds the board once, in this process; `databaseUrl` names a PostgreSQL, else an embedded one is started. */
export async function prepareGround(databaseUrl: string | undefined): Promise<Ground> {
  const log = createLog('silent')
  const dataDir = await mkdtemp(join(tmpdir(), 'relance-bench-'))
  const embedded = databaseUrl === undefined ? await startEmbeddedPostgres({ dataDir, log }) : null
  const url = embedded?.url ?? must(databaseUrl, 'a database was named')
  const seeding = await startRelance({ ...quietConfig, databaseUrl: url, dataDir }, log)
  await populateDemo({
    sql: seeding.sql,
    writer: seeding.rooms,
    log,
    today: day.parse('2026-11-23'),
  })
  await seeding.close()

  const sql = openSql(url)
  const campaign = await findPlatform(sql)
  const users = await addCallers(sql, campaign)
  const databasePid = await findPostmaster(sql)
  const boards = [campaign]
  return {
    databaseUrl: url,
    databasePid,
    sql,
    boards,
    users,
    async start(options = {}) {
      const cookies = await signInAll(sql, users)
      const server = await spawnServer({ databaseUrl: url, dataDir, ...options })
      return {
        name: 'relance',
        databasePid,
        campaign,
        ...server,
        cookie: (index) => must(cookies[index % cookies.length], 'there are callers'),
        async seat(index, writes, number = 0) {
          const cookie = must(cookies[index % cookies.length], 'there are callers')
          const board = must(boards[number], 'the board was made')
          const lease = writes ? await leaseFor(server.url, board, cookie) : null
          return {
            clientId: lease?.clientId ?? null,
            address: {
              url: `${server.url.replace('http', 'ws')}/sync/board/${board}${queryOf(lease)}`,
              headers: { cookie, origin: server.url },
            },
          }
        },
      }
    },
    async stop() {
      await sql.end({ timeout: 1 })
      await embedded?.stop()
      removeCluster(dataDir)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export const quietConfig = {
  host: '127.0.0.1',
  port: 0,
  publicUrl: null,
  trustProxy: false,
  metricsToken: null,
  mail: { smtpUrl: null, from: 'Relance <relance@localhost>', digestMinutes: 10 },
  logLevel: 'silent',
} as const

async function findPlatform(sql: Sql): Promise<CampaignId> {
  const [row] = await sql<{ id: CampaignId }[]>`select id from campaign where template = 'platform'`
  return must(row, 'the demonstration has a platform').id
}

/** Officers of the pool, who may move any card: one for each client of the usual benchmarks. */
async function addCallers(sql: Sql, campaign: CampaignId): Promise<UserId[]> {
  const users = Array.from({ length: sizes.W1.clients }, (_, i) => userId.parse(`bench-user-${i}`))
  for (const id of users) {
    await sql`insert into app_user (id, email, name) values (${id}, ${`${id}@example.org`}, ${id})`
    await sql`
      insert into membership (campaign_id, user_id, role) values (${campaign}, ${id}, 'officer')`
  }
  return users
}

async function signInAll(sql: Sql, users: readonly UserId[]): Promise<string[]> {
  const auth = createAuth({ sql, secure: false })
  const cookies: string[] = []
  for (const user of users) {
    const { setCookie } = await auth.welcome(user, 'bench')
    cookies.push(must(setCookie.split(';')[0], 'a cookie has a value'))
  }
  return cookies
}

/** The postmaster: parent of the process that answers us. Null when it is not of this machine. */
async function findPostmaster(sql: Sql): Promise<number | null> {
  const [row] = await sql<{ pid: number; local: boolean }[]>`
    select pg_backend_pid() as pid, inet_server_addr() is null or inet_server_addr() <<= '127.0.0.0/8' as local`
  if (!row?.local) return null
  return parentOf(row.pid)
}

async function leaseFor(url: string, campaign: CampaignId, cookie: string) {
  const answer = await fetch(`${url}/api/sync/leases`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ document: boardOf(campaign) }),
  })
  if (!answer.ok) throw new Error(`No lease: ${answer.status} ${await answer.text()}`)
  return leaseAnswer.parse(await answer.json())
}

function queryOf(lease: { clientId: number; epoch: number; fence: number } | null): string {
  return lease ? `?cid=${lease.clientId}&epoch=${lease.epoch}&fence=${lease.fence}` : ''
}

interface Spawned {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

export async function spawnServer({
  databaseUrl,
  dataDir,
  framesPerSecond,
}: ServerOptions & { databaseUrl: string; dataDir: string }): Promise<Spawned> {
  // For a profile of the server alone: SERVER_NODE_OPTIONS="--cpu-prof --cpu-prof-dir=…".
  const flags = process.env['SERVER_NODE_OPTIONS']?.split(' ') ?? []
  const program = ['test/bench/relance-server.mjs']
  const child = spawn(process.execPath, [...flags, ...program], {
    // Another checkout, to measure two versions in one run.
    cwd: process.env['SERVER_FOLDER'] ?? projectFolder,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      FRAMES_PER_SECOND: framesPerSecond === undefined ? undefined : String(framesPerSecond),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const url = await whenListening(child, ended)
  return {
    url,
    pid: must(child.pid, 'a process that listens has an id'),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function whenListening(child: ChildProcess, ended: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const read = (text: string) => {
      // Once it listens, what it prints is read and left.
      if (printed.length < 100_000) printed += text
      const found = /"url":"([^"]+)"[^\n]*"msg":"listening"/.exec(printed)
      if (found?.[1]) resolve(found[1])
    }
    child.stdout?.setEncoding('utf8').on('data', read)
    child.stderr?.setEncoding('utf8').on('data', read)
    void ended.then(() => reject(new Error(`The server ended before it listened:\n${printed}`)))
  })
}
