// One cluster and one migrated template for the whole run, whichever projects take part in it.
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { removeCluster } from '#server/database/embedded-cluster.ts'
import { startEmbeddedPostgres } from '#server/database/embedded.ts'
import { migrate } from '#server/database/migrate.ts'
import { openSql } from '#server/database/sql.ts'
import { createLog } from '#server/log.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** May create databases. */
    databaseUrl: string
    templateDatabase: string
  }
}

interface Shared {
  readonly databaseUrl: string
  readonly templateDatabase: string
  stop(): Promise<void>
}

declare global {
  /** Each project loads this file anew; the run is one process, and what its projects share is kept here. */
  var relanceTestDatabase: { shared: Promise<Shared>; users: number } | undefined
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const held = (globalThis.relanceTestDatabase ??= { shared: prepare(), users: 0 })
  held.users += 1
  const shared = await held.shared
  project.provide('databaseUrl', shared.databaseUrl)
  project.provide('templateDatabase', shared.templateDatabase)
  return async () => {
    held.users -= 1
    if (held.users > 0) return
    globalThis.relanceTestDatabase = undefined
    await shared.stop()
  }
}

async function prepare(): Promise<Shared> {
  const log = createLog('silent')
  const server = await findServer()
  const templateDatabase = `relance_template_${randomBytes(6).toString('hex')}`
  const admin = openSql(server.url, { max: 1 })
  await admin`create database ${admin(templateDatabase)} template template0 encoding 'UTF8'`
  const sql = openSql(databaseOn(server.url, templateDatabase), { max: 1 })
  await migrate(sql, log)
  await sql.end()
  return {
    databaseUrl: server.url,
    templateDatabase,
    async stop() {
      await admin`drop database if exists ${admin(templateDatabase)} with (force)`
      await admin.end({ timeout: 1 })
      await server.stop()
    },
  }
}

async function findServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env['DATABASE_URL']
  if (given) return { url: given, stop: async () => {} }
  const dataDir = mkdtempSync(join(tmpdir(), 'relance-test-'))
  chmodSync(dataDir, 0o755)
  const log = createLog('error')
  const settings = ['max_connections=200', 'shared_buffers=64MB']
  const postgres = await startEmbeddedPostgres({ dataDir, log, durable: false, settings })
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop()
      removeCluster(dataDir)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function databaseOn(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
