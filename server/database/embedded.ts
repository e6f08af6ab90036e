// A PostgreSQL of our own, for whoever has not set DATABASE_URL: real, durable, and gone when we are gone.
import { accessSync, constants, mkdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { CannotStart } from '#server/config.ts'
import type { Log } from '#server/log.ts'
import { chooseAccount, type Account } from './embedded-account.ts'
import { findBinaries, type Binaries } from './embedded-binaries.ts'
import { clusterPath, openCluster, type Cluster } from './embedded-cluster.ts'
import {
  inspectPostmaster,
  readPostmasterFile,
  removePostmasterFile,
  type PostmasterFile,
} from './postmaster-file.ts'
import { startPostmaster, stopForeignPostmaster, type Postmaster } from './postmaster.ts'
import { isPostgresError, openSql, type Sql } from './sql.ts'

export interface EmbeddedPostgres {
  readonly url: string
  /** Calls the listener if the server ends before it is asked to. */
  onLost(listener: () => void): void
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** The cluster is `pg18` in it. */
  readonly dataDir: string
  readonly log: Log
  /** More `name=value` of postgresql.conf. */
  readonly settings?: readonly string[]
  /** Throws the data away and starts with none. */
  readonly fresh?: boolean
  /** false: nothing is flushed to the disk. For tests only. */
  readonly durable?: boolean
}

/** Apart from the one the cluster is administered through, so that it can be thrown away and locks do not meet. */
const databaseName = 'relance'
/** Held, on a connection of its own to the other database, by the one process that uses the cluster. */
const ownerLock = 7_354_263

/** Starts the cluster of a data directory, after making it if need be. Every expected failure is a `CannotStart`. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new CannotStart(
      'The embedded PostgreSQL is not supported on Windows: set DATABASE_URL to a PostgreSQL of yours.',
    )
  }
  const { dataDir, log, durable = true } = options
  makeFolder(dataDir)
  const account = chooseAccount(clusterPath(dataDir))
  const binaries = findBinaries(account, log)
  const cluster = await openCluster({ dataDir, account, binaries, durable, log })
  const settings = ['max_connections=60', ...(options.settings ?? [])]
  if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')

  const found = await takeOver(cluster, log)
  const postmaster =
    found === null
      ? await startPostmaster({ dataDir, cluster, account, binaries, settings })
      : adopt(found, { cluster, account, binaries })
  const owner = await own(cluster, postmaster.port)
  if (owner === null) throw alreadyRunning(cluster)
  await createDatabase(owner, options.fresh === true)
  let asked = false
  return {
    url: urlOf(cluster, postmaster.port, databaseName),
    onLost(listener) {
      postmaster.onEnd(() => {
        if (!asked) listener()
      })
    },
    async stop() {
      asked = true
      await owner.end({ timeout: 1 })
      await postmaster.stop()
    },
  }
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.W_OK)
  } catch (error) {
    throw new CannotStart(
      `This account cannot write to ${dataDir}: set DATA_DIR to a folder that it can write to, or DATABASE_URL.`,
      { cause: error },
    )
  }
}

async function createDatabase(owner: Sql, fresh: boolean): Promise<void> {
  if (fresh) await owner`drop database if exists ${owner(databaseName)} with (force)`
  const found = await owner`select 1 from pg_database where datname = ${databaseName}`
  if (found.length === 0) await owner`create database ${owner(databaseName)}`
}

/** The server of this cluster that runs without an owner, if there is one; waits for one that is being stopped. */
async function takeOver(cluster: Cluster, log: Log): Promise<PostmasterFile | null> {
  const until = Date.now() + 60_000
  for (;;) {
    const file = readPostmasterFile(cluster.folder)
    if (file === null) return null
    const state = inspectPostmaster(file.pid, cluster.folder)
    if (state === 'gone') {
      log.warn({ pid: file.pid }, 'removed the lock file of a PostgreSQL that is gone')
      removePostmasterFile(cluster.folder)
      return null
    }
    const ownership = await askOwnership(cluster, file.port)
    if (ownership === 'owned') throw alreadyRunning(cluster)
    if (ownership === 'free' && state !== 'guarded') {
      log.warn({ pid: file.pid }, 'took over a PostgreSQL whose owner is gone')
      return file
    }
    // Starting, stopping, or about to be stopped by the guard of an owner that has just ended.
    if (Date.now() > until) {
      throw new CannotStart(
        `A PostgreSQL (process ${file.pid}) holds ${cluster.folder} and does not answer: stop it, then start Relance again.`,
      )
    }
    await wait(100)
  }
}

function adopt(
  { pid, port }: PostmasterFile,
  rest: { cluster: Cluster; account: Account; binaries: Binaries },
): Postmaster {
  // Not our child: its end shows in the queries that fail.
  return { pid, port, onEnd: () => {}, stop: () => stopForeignPostmaster(rest) }
}

async function askOwnership(cluster: Cluster, port: number): Promise<'owned' | 'free' | 'silent'> {
  const sql = openSql(urlOf(cluster, port), { max: 1, connectTimeout: 2 })
  try {
    return (await tryLock(sql)) ? 'free' : 'owned'
  } catch (error) {
    if (isPostgresError(error, '28P01')) {
      throw new CannotStart(
        `The PostgreSQL that answers for ${cluster.folder} does not know its password: another data directory may have been copied over it.`,
        { cause: error },
      )
    }
    return 'silent'
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** The connection that holds the lock; null when another process holds it. */
async function own(cluster: Cluster, port: number): Promise<Sql | null> {
  const sql = openSql(urlOf(cluster, port), { max: 1 })
  if (await tryLock(sql)) return sql
  await sql.end({ timeout: 1 })
  return null
}

async function tryLock(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ held: boolean }[]>`select pg_try_advisory_lock(${ownerLock}) as held`
  return row?.held === true
}

function alreadyRunning(cluster: Cluster): CannotStart {
  return new CannotStart(
    `Relance is already running on ${cluster.folder}: stop it first, or give this one another DATA_DIR.`,
  )
}

function urlOf(cluster: Cluster, port: number, database = 'postgres'): string {
  return `postgres://${cluster.user}:${cluster.password}@127.0.0.1:${port}/${database}`
}
