import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { openSql, type Sql } from '#server/database/sql.ts'

export interface TestDatabase {
  readonly url: string
  readonly sql: Sql
  /** Ends `sql` and deletes the database, whoever is still connected to it. */
  drop(): Promise<void>
}

/** A migrated, empty database of the caller's own; take one per test file, drop it in `afterAll`. */
export async function freshDatabase(): Promise<TestDatabase> {
  return createDatabase(inject('templateDatabase'))
}

/** A database without a table, for the tests of the migrations themselves. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0')
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `relance_test_${randomBytes(8).toString('hex')}`
  await administer((admin) => admin`create database ${admin(name)} template ${admin(template)}`)
  const url = new URL(inject('databaseUrl'))
  url.pathname = `/${name}`
  const sql = openSql(url.href)
  return {
    url: url.href,
    sql,
    async drop() {
      await sql.end({ timeout: 1 })
      await administer((admin) => admin`drop database if exists ${admin(name)} with (force)`)
    },
  }
}

async function administer(work: (admin: Sql) => Promise<unknown>): Promise<void> {
  const admin = openSql(inject('databaseUrl'), { max: 1 })
  try {
    await work(admin)
  } finally {
    await admin.end({ timeout: 1 })
  }
}
