import { afterAll, beforeAll, expect, test } from 'vitest'
import { administrator } from '#server/demo/accounts.ts'
import { populateDemo } from '#server/demo/populate.ts'
import { clear, finish, readDemoState } from '#server/demo/state.ts'
import { createLog } from '#server/log.ts'
import { day } from '#shared/domain/day.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const refusing = () => Promise.reject(new Error('nothing is written here'))
const populate = (sql: TestDatabase['sql']) =>
  populateDemo({
    sql,
    writer: { prepare: refusing, rebuild: refusing, execute: refusing, create: refusing },
    log: createLog('silent'),
    today: day.parse('2026-11-23'),
  })

test('a population is told from an empty database, an interrupted one, and somebody else’s', async () => {
  const { sql } = database
  expect(await readDemoState(sql)).toBe('empty')

  // A population that dies in the middle leaves an administrator without a password.
  await expect(populate(sql)).rejects.toThrow('nothing is written here')
  expect(await readDemoState(sql)).toBe('interrupted')

  // The next one starts anew, and does not stumble over what the first has left.
  await expect(populate(sql)).rejects.toThrow('nothing is written here')
  const people = await sql<{ email: string }[]>`select email from app_user`
  expect(people.map(({ email }) => email)).toEqual([administrator.email])

  await finish(sql)
  expect(await readDemoState(sql)).toBe('populated')
  expect(await populate(sql)).toBe('already')

  await clear(sql)
  expect(await readDemoState(sql)).toBe('empty')
  const [migrations] = await sql<{ count: number }[]>`select count(*)::int as count from migration`
  expect(migrations?.count).toBeGreaterThan(4)
})

test('a database with people of its own is refused, and left as it was', async () => {
  const { sql } = database
  await sql`
    insert into app_user (id, email, name) values ('somebody', 'somebody@example.org', 'Somebody')`
  await expect(populate(sql)).rejects.toThrow('not of the demonstration')
  expect(await sql`select id from app_user`).toHaveLength(1)
  // Not even somebody of the same address makes it the demonstration's.
  await sql`
    insert into app_user (id, email, name) values ('another', ${administrator.email}, 'Another')`
  expect(await readDemoState(sql)).toBe('foreign')
})
