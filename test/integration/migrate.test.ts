import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { isMigrated, migrate } from '#server/database/migrate.ts'
import { openSql } from '#server/database/sql.ts'
import { createLog } from '#server/log.ts'
import { emptyDatabase, freshDatabase } from '#test/support/database.ts'

const log = createLog('silent')
const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const act of undo.splice(0).toReversed()) await act()
})

async function anEmptyDatabase() {
  const database = await emptyDatabase()
  undo.push(() => database.drop())
  return database
}

async function aFolder(files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  undo.push(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

test('a fresh database gets every migration once, in the order of their numbers', async () => {
  const { sql } = await anEmptyDatabase()
  const folder = await aFolder({
    '0002_b.sql': 'alter table a add column n integer; insert into a values (1);',
    '0001_a.sql': 'create table a ();',
    'notes.txt': 'not a migration',
  })
  await migrate(sql, log, folder)
  await migrate(sql, log, folder)
  expect(await sql`select n from a`).toEqual([{ n: 1 }])
  expect(await sql`select name from migration order by name`).toEqual([
    { name: '0001_a.sql' },
    { name: '0002_b.sql' },
  ])
})

test('the migrations of the product stand on an empty database', async () => {
  const { sql } = await anEmptyDatabase()
  await migrate(sql, log)
  expect(await isMigrated(sql)).toBe(true)
  expect(await sql`select count(*) from app_user`).toEqual([{ count: 0 }])
})

test('a migration that fails leaves nothing behind, and the ones before it stay', async () => {
  const { sql } = await anEmptyDatabase()
  const folder = await aFolder({
    '0001_a.sql': 'create table a ();',
    '0002_b.sql': 'create table b (); select 1 / 0;',
  })
  await expect(migrate(sql, log, folder)).rejects.toThrow('division by zero')
  expect(await sql`select to_regclass('a') is not null as a, to_regclass('b') as b`).toEqual([
    { a: true, b: null },
  ])
  expect(await isMigrated(sql, folder)).toBe(false)
})

test('a number that lands after a higher one was applied is applied all the same', async () => {
  const { sql } = await anEmptyDatabase()
  const folder = await aFolder({
    '0001_a.sql': 'create table a ();',
    '0003_c.sql': 'create table c ();',
  })
  await migrate(sql, log, folder)
  await writeFile(join(folder, '0002_b.sql'), 'create table b ();')
  expect(await isMigrated(sql, folder)).toBe(false)
  await migrate(sql, log, folder)
  expect(await isMigrated(sql, folder)).toBe(true)
  expect(await sql`select to_regclass('b') is not null as b`).toEqual([{ b: true }])
})

test('a past migration that was edited is refused by name', async () => {
  const { sql } = await anEmptyDatabase()
  const folder = await aFolder({ '0001_a.sql': 'create table a ();' })
  await migrate(sql, log, folder)
  await writeFile(join(folder, '0001_a.sql'), 'create table a (n integer);')
  await expect(migrate(sql, log, folder)).rejects.toThrow('0001_a.sql was edited')
})

test('the line ends of another system are no edit', async () => {
  const { sql } = await anEmptyDatabase()
  const folder = await aFolder({ '0001_a.sql': 'create table a ();\n' })
  await migrate(sql, log, folder)
  await writeFile(join(folder, '0001_a.sql'), 'create table a ();\r\n')
  await migrate(sql, log, folder)
  expect(await isMigrated(sql, folder)).toBe(true)
})

test('a database that is ahead of the program is refused', async () => {
  const { sql } = await anEmptyDatabase()
  const folder = await aFolder({ '0001_a.sql': 'create table a ();' })
  const ahead = await aFolder({ '0002_b.sql': 'create table b ();' })
  await cp(folder, ahead, { recursive: true })
  await migrate(sql, log, ahead)
  await expect(migrate(sql, log, folder)).rejects.toThrow('0002_b.sql, which this version')
})

test('[G8] processes that start together migrate once', async () => {
  const { url, sql } = await anEmptyDatabase()
  const pools = Array.from({ length: 4 }, () => openSql(url, { max: 1 }))
  undo.push(() => Promise.all(pools.map((pool) => pool.end())))
  const folder = await aFolder({
    '0001_a.sql': 'create table a (); select pg_sleep(0.05);',
    '0002_b.sql': 'create table b (); select pg_sleep(0.05);',
  })
  await Promise.all(pools.map((pool) => migrate(pool, log, folder)))
  expect(await sql`select count(*) from migration`).toEqual([{ count: 2 }])
})

test('two fresh databases of the tests do not see each other', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()])
  undo.push(
    () => one.drop(),
    () => other.drop(),
  )
  await one.sql`insert into app_user (id, email, name) values ('u1', 'a@example.org', 'A')`
  expect(await other.sql`select count(*) from app_user`).toEqual([{ count: 0 }])
  expect(await isMigrated(other.sql)).toBe(true)
})
