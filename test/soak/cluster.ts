// One PostgreSQL, several server processes, and a line of our own to each of them: all of it can be killed, cut and held.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { must } from '#shared/assert.ts'
import { clusterPath } from '#server/database/embedded-cluster.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#server/database/embedded.ts'
import { migrate } from '#server/database/migrate.ts'
import { readPostmasterFile } from '#server/database/postmaster-file.ts'
import { openSql, type Sql } from '#server/database/sql.ts'
import { createLog } from '#server/log.ts'
import { startProxy, through, type Proxy } from '#test/support/proxy.ts'
import {
  launch,
  listening,
  programArguments,
  type ServerProcess,
} from '#test/support/server-process.ts'

/** One place where a process runs, one after the other. */
export interface Seat {
  /** Between clients and the process. */
  readonly gate: Proxy
  /** Between the process and PostgreSQL. */
  readonly link: Proxy
  readonly url: string
  readonly databaseUrl: string
  running: ServerProcess | null
  start(): Promise<void>
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

export interface Cluster {
  readonly seats: readonly Seat[]
  /** A pool past every proxy, opened anew after PostgreSQL was. */
  sql(): Sql
  /** Ends PostgreSQL without warning and starts it on the same files. */
  killPostgres(): Promise<void>
  /** Ends one of its backends without warning: it ends all the others and recovers. */
  crashPostgres(): Promise<void>
  /** Servers that ended without being asked to. */
  accidents(): readonly string[]
  stop(): Promise<void>
}

const log = createLog('silent')

export async function startCluster(processes: number): Promise<Cluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'relance-soak-'))
  const accidents: string[] = []
  const stopping = new AbortController()
  let postgres = await startEmbeddedPostgres({ dataDir, log, settings: ['max_connections=120'] })
  let sql = openSql(postgres.url, { max: 4 })
  await migrate(sql, log)
  const seats = await Promise.all(Array.from({ length: processes }, openSeat))
  await Promise.all(seats.map((seat) => seat.start()))

  async function openSeat(): Promise<Seat> {
    const link = await startProxy(portOf(postgres.url))
    const gate = await startProxy(0)
    const databaseUrl = through(link, postgres.url)
    const seat: Seat = {
      gate,
      link,
      url: `http://127.0.0.1:${gate.port}`,
      databaseUrl,
      running: null,
      async start() {
        while (!stopping.signal.aborted && !seat.running) {
          try {
            const env = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir }
            const running = await listening(launch(process.execPath, programArguments, env))
            gate.aim(portOf(running.url))
            seat.running = running
            void watchOver(seat, running)
          } catch {
            // PostgreSQL is away, or its line is cut: a service manager tries again, and so do we.
            await wait(500)
          }
        }
      },
      async kill(signal) {
        const { running } = seat
        seat.running = null
        await running?.kill(signal)
      },
    }
    return seat
  }

  /** A process that ends without being asked to is a fault, whatever the weather; it is started again all the same. */
  async function watchOver(seat: Seat, running: ServerProcess): Promise<void> {
    const { code, signal, output } = await running.ended
    if (seat.running !== running) return
    const last = output.trim().split('\n').slice(-3).join(' ')
    accidents.push(`a server ended by itself (${signal ?? code}): ${last}`)
    seat.running = null
    await seat.start()
  }

  async function again(): Promise<EmbeddedPostgres> {
    for (;;) {
      try {
        return await startEmbeddedPostgres({ dataDir, log, settings: ['max_connections=120'] })
      } catch (error) {
        if (stopping.signal.aborted) throw error
        await wait(300)
      }
    }
  }

  return {
    seats,
    sql: () => sql,
    accidents: () => accidents,
    async killPostgres() {
      const { pid } = must(readPostmasterFile(clusterPath(dataDir)), 'PostgreSQL runs')
      const before = { postgres, sql }
      process.kill(pid, 'SIGKILL')
      await Promise.allSettled([before.postgres.stop(), before.sql.end({ timeout: 1 })])
      postgres = await again()
      sql = openSql(postgres.url, { max: 4 })
      for (const { link } of seats) {
        link.cut()
        link.aim(portOf(postgres.url))
      }
    },
    async crashPostgres() {
      const [row] = await sql<{ pid: number }[]>`
        select pid from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid()
        order by random() limit 1`
      if (row) process.kill(row.pid, 'SIGKILL')
    },
    async stop() {
      stopping.abort()
      await Promise.all(seats.map((seat) => seat.kill('SIGKILL')))
      await sql.end({ timeout: 1 })
      await postgres.stop()
      await Promise.all(seats.flatMap(({ gate, link }) => [gate.close(), link.close()]))
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port)
}
