import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openSql } from '#server/database/sql.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import type { Relance } from '#server/relance.ts'
import { startServer, startServerForTest } from '#test/support/server.ts'

let server: Relance
beforeAll(async () => {
  server = await startServer({ metricsToken: 'a-token-of-the-tests' })
})
afterAll(() => server.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers })

test('a running server says that it is up and ready', async () => {
  expect(await (await get('/healthz')).json()).toEqual({ status: 'up' })
  const ready = await get('/readyz')
  expect(ready.status).toBe(200)
  expect(ready.headers.get('cache-control')).toBe('no-store')
})

test('a server whose database has gone is up but not ready', async () => {
  const database: TestDatabase = await freshDatabase()
  const one = await startServerForTest({ databaseUrl: database.url })
  expect((await fetch(`${one.url}/readyz`)).status).toBe(200)
  await database.drop()
  await vi.waitFor(
    async () => {
      expect((await fetch(`${one.url}/readyz`)).status).toBe(503)
    },
    { timeout: 5000 },
  )
  expect((await fetch(`${one.url}/healthz`)).status).toBe(200)
})

test('a database that is behind the program is not ready', async () => {
  const database = await freshDatabase()
  const one = await startServerForTest({ databaseUrl: database.url })
  const sql = openSql(database.url, { max: 1 })
  await sql`delete from migration`
  await sql.end()
  expect((await fetch(`${one.url}/readyz`)).status).toBe(503)
  await one.close()
  await database.drop()
})

test('this host reads the metrics, a proxy on it does not', async () => {
  const read = await get('/metrics')
  expect(read.status).toBe(200)
  expect(await read.text()).toContain('process_cpu_seconds_total')
  expect((await get('/metrics', { 'X-Forwarded-For': '192.0.2.1' })).status).toBe(403)
})

test('the token opens the metrics from anywhere, another one nowhere', async () => {
  const far = { 'X-Forwarded-For': '192.0.2.1' }
  const bearer = (token: string) => ({ ...far, Authorization: `Bearer ${token}` })
  expect((await get('/metrics', bearer('a-token-of-the-tests'))).status).toBe(200)
  expect((await get('/metrics', bearer('another-token-here'))).status).toBe(403)
})

test('an unknown address of the API is a problem in JSON, never the page', async () => {
  const answer = await get('/api/nothing-here')
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect((await get('/sync/board/unknown')).status).toBe(404)
  expect((await get('/healthz/more')).status).toBe(404)
})
