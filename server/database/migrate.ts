// Numbered SQL files, forward only. What has been applied is recorded with its checksum.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from '#server/config.ts'
import type { Log } from '#server/log.ts'
import { projectFolder } from '#server/project-folder.ts'
import type { Queries, Sql } from './sql.ts'

const ourFolder = join(projectFolder, 'migrations')
/** Any number that nothing else on this database locks: "relance" on a telephone's keys. */
const migrationLock = 7_354_262

interface Migration {
  readonly name: string
  readonly text: string
  readonly checksum: string
}

/**
 * Applies what is missing, each file in a transaction of its own. Processes that start together wait for each other: the
 * lock is taken and the record read again before each file. A file that was edited after it was applied, or a database
 * that is ahead of this program, is a `CannotStart`.
 */
export async function migrate(sql: Sql, log: Log, folder = ourFolder): Promise<void> {
  const migrations = await readMigrations(folder)
  let applied = await applyNext(sql, migrations)
  while (applied !== null) {
    log.info({ migration: applied }, 'migrated')
    applied = await applyNext(sql, migrations)
  }
}

/** Whether the database has every migration of this program, as it has them. */
export async function isMigrated(sql: Queries, folder = ourFolder): Promise<boolean> {
  const migrations = await readMigrations(folder)
  const recorded = await readRecord(sql)
  return migrations.every(({ name, checksum }) => recorded.get(name) === checksum)
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      // A checkout on Windows may have changed the line ends: the file is the same.
      const checksum = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
      return { name, text, checksum }
    }),
  )
}

/** Applies the first file that is missing; null when there is none. */
function applyNext(sql: Sql, migrations: readonly Migration[]): Promise<string | null> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${migrationLock})`
    await tx`
      create table if not exists migration (
        name text primary key,
        checksum text not null,
        applied_at timestamptz not null default now()
      )`
    const recorded = await readRecord(tx)
    refuseUnknown(recorded, migrations)
    const next = migrations.find(({ name }) => !recorded.has(name))
    if (!next) return null
    await tx.unsafe(next.text).simple()
    await tx`insert into migration (name, checksum) values (${next.name}, ${next.checksum})`
    return next.name
  })
}

async function readRecord(sql: Queries): Promise<Map<string, string>> {
  const rows = await sql<{ name: string; checksum: string }[]>`
    select name, checksum from migration order by name`
  return new Map(rows.map(({ name, checksum }) => [name, checksum]))
}

function refuseUnknown(recorded: ReadonlyMap<string, string>, migrations: readonly Migration[]) {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]))
  for (const [name, checksum] of recorded) {
    const ours = known.get(name)
    if (ours === undefined) {
      throw new CannotStart(
        `The database has the migration ${name}, which this version does not know: run the version that made it, or a later one.`,
      )
    }
    if (ours !== checksum) {
      throw new CannotStart(
        `The migration ${name} was edited after it had been applied: put it back as it was, and write the change in a new file.`,
      )
    }
  }
}
