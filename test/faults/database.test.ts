// PostgreSQL cut, killed, silent, away, full: what was acknowledged is there, what was not is sent again. [G1] [G8]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { moveCard } from '#shared/documents/board-edits.ts'
import { clusterPath } from '#server/database/embedded-cluster.ts'
import { startEmbeddedPostgres } from '#server/database/embedded.ts'
import { migrate } from '#server/database/migrate.ts'
import { readPostmasterFile } from '#server/database/postmaster-file.ts'
import { openSql } from '#server/database/sql.ts'
import { createLog } from '#server/log.ts'
import { presenceFrame, readFrame } from '#server/sync/protocol.ts'
import { openBoard, type BoardClient } from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { placeIn, startFaultWorld, type FaultWorld } from '#test/support/fault-world.ts'
import { startProxy, through, type Proxy } from '#test/support/proxy.ts'
import { startServer } from '#test/support/server.ts'

let w: FaultWorld
beforeAll(async () => {
  w = await startFaultWorld()
})
afterAll(() => w.close())

const portOf = (url: string) => Number(new URL(url).port)
const ownClock = (doc: Y.Doc) => Y.getState(doc.store, doc.clientID)

async function aLine(): Promise<Proxy> {
  const proxy = await startProxy(portOf(w.databaseUrl))
  onTestFinished(() => proxy.close())
  return proxy
}

/** Tries until the server takes it, as a page does. */
async function comeBack(client: BoardClient): Promise<void> {
  await vi.waitFor(() => client.reconnect(), { timeout: 30_000, interval: 200 })
}

let presenceClock = 0
function show(client: BoardClient): void {
  presenceClock += 1
  const { clientId } = must(client.lease, 'it writes')
  client.sendFrame(presenceFrame([{ clientId, clock: presenceClock, state: '{"idle":true}' }]))
}

function hasSeen(client: BoardClient, other: BoardClient, after: number): boolean {
  return client.frames.slice(after).some((bytes) => {
    const frame = readFrame(bytes)
    return (
      frame.kind === 'presence' &&
      frame.entries.some((one) => one.clientId === other.lease?.clientId)
    )
  })
}

test('4 [G8.2] the connections that listen are ended: they listen again, and nothing was missed', async () => {
  const second = await w.startServer()
  const here = await w.open(world.coordinator)
  const there = await w.open(world.officer, second)
  const listeners = () => w.sql<{ pid: number }[]>`
    select pid from pg_stat_activity
    where datname = current_database() and query ilike 'listen %'`
  const before = (await listeners()).map((one) => one.pid)
  expect(before).toHaveLength(2)
  await w.sql`select pg_terminate_backend(pid) from unnest(${before}::integer[]) as pid`
  moveCard(here.doc, w.card(0), { ...places.free, rank: 'zdeaf' })
  await there.until(() => placeIn(there.doc, w.card(0)).includes('zdeaf'))
  await vi.waitFor(async () => {
    const now = (await listeners()).map((one) => one.pid)
    expect(now).toHaveLength(2)
    expect(now.some((pid) => before.includes(pid))).toBe(false)
  })
  // Presence goes by notices alone.
  const after = there.frames.length
  await vi.waitFor(() => {
    show(here)
    expect(hasSeen(there, here, after)).toBe(true)
  })
})

test.each([
  { judged: 'ahead', card: 1, answer: 'SELECT 1\0', limits: {} },
  { judged: 'under the lock', card: 10, answer: 'COMMIT\0', limits: { lockedMs: Infinity } },
])(
  '5 [G1.3] [G2.3] judged $judged, the line breaks around the commit: kept or not, it is acknowledged only when it is, and once',
  async ({ card, answer, limits }) => {
    const proxy = await aLine()
    const server = await w.startServer(through(proxy, w.databaseUrl), limits)
    const author = await w.open(world.coordinator, server)
    const colleague = await w.open(world.officer, server)

    // Committed, and the answer lost: the room cannot know.
    proxy.watch((direction, text, line) => {
      const isAnswer = direction === 'down' && text.includes(answer)
      return isAnswer && line.said.includes('zambiguous') ? 'hold' : 'pass'
    })
    moveCard(author.doc, w.card(card), { ...places.free, rank: 'zambiguous' })
    await vi.waitFor(async () => expect(await w.countOf(w.card(card), 'zambiguous')).toBe(1))
    expect(placeIn(colleague.doc, w.card(card))).not.toContain('zambiguous')
    proxy.watch(null)
    proxy.cut()
    expect(await author.ended()).toBe(4503)
    expect(author.acknowledged).toBeLessThan(ownClock(author.doc))
    await comeBack(author)
    await author.saved()
    expect(await w.countOf(w.card(card), 'zambiguous')).toBe(1)

    // Not committed: what was said before is undone by PostgreSQL, or was never heard.
    let isHeld = false
    proxy.watch((direction, text) => {
      if (direction !== 'up' || !text.includes('zunkept')) return 'pass'
      isHeld = true
      return 'hold'
    })
    moveCard(author.doc, w.card(card), { ...places.free, rank: 'zunkept' })
    const { acknowledged } = author
    await vi.waitFor(() => expect(isHeld).toBe(true))
    proxy.watch(null)
    proxy.cut()
    expect(await author.ended()).toBe(4503)
    expect(author.acknowledged).toBe(acknowledged)
    expect(await w.countOf(w.card(card), 'zunkept')).toBe(0)
    await comeBack(author)
    await author.saved()
    expect(await w.countOf(w.card(card), 'zunkept')).toBe(1)
  },
)

test('5 [G1.3] PostgreSQL falls silent in a commit: the room does not wait for ever, and its people find it again', async () => {
  const proxy = await aLine()
  const server = await w.startServer(through(proxy, w.databaseUrl), { commitMs: 300 })
  const author = await w.open(world.coordinator, server)
  moveCard(author.doc, w.card(9), { ...places.free, rank: 'zbefore' })
  await author.saved()
  proxy.hold()
  moveCard(author.doc, w.card(9), { ...places.free, rank: 'zsilent' })
  expect(await author.ended()).toBe(4503)
  expect(author.acknowledged).toBeLessThan(ownClock(author.doc))
  proxy.letGo()
  // What was given up may be kept now, behind everybody's back: it is known again, and acknowledged once.
  await comeBack(author)
  await author.saved()
  expect(await w.countOf(w.card(9), 'zsilent')).toBe(1)
})

test('5 [G1.3] PostgreSQL itself killed under a burst, and started again: every acknowledged move is there, none twice', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'relance-killed-'))
  const log = createLog('silent')
  const before = await startEmbeddedPostgres({ dataDir, log })
  const proxy = await startProxy(portOf(before.url))
  const first = openSql(before.url, { max: 2 })
  await migrate(first, log)
  const server = await startServer({ databaseUrl: through(proxy, before.url) })
  await buildWorld(server)
  const [card] = await addCards(server, [places.free])
  const cookie = await signIn(first, world.coordinator)
  const author = await openBoard({ url: server.url, cookie, document: board })
  let round = 0
  const burst = setInterval(() => {
    round += 1
    moveCard(author.doc, must(card, 'a card'), { ...places.free, rank: `zburst${round}` })
  }, 5)
  await author.until(() => author.acknowledged > 20)
  const { pid } = must(readPostmasterFile(clusterPath(dataDir)), 'it runs')
  process.kill(pid, 'SIGKILL')
  expect(await author.ended()).toBe(4503)
  clearInterval(burst)
  const { acknowledged } = author
  await Promise.allSettled([before.stop(), first.end({ timeout: 1 })])
  const after = await startEmbeddedPostgres({ dataDir, log })
  proxy.aim(portOf(after.url))
  proxy.cut()
  await comeBack(author)
  // Asked before anything was sent again: what the database kept covers what it had acknowledged.
  expect(author.acknowledged).toBeGreaterThanOrEqual(acknowledged)
  await author.saved()
  const sql = openSql(after.url, { max: 1 })
  const [doubled] = await sql`
    select 1 from event where verdict = 'kept' and field = 'at' group by new having count(*) > 1`
  expect(doubled).toBeUndefined()
  await author.disconnect()
  await sql.end({ timeout: 1 })
  await server.close()
  await proxy.close()
  await after.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('5 [G1.3] lines that are reset while they are being set up do not end the process', async () => {
  const proxy = await aLine()
  const program = await w.startProcess(through(proxy, w.databaseUrl))
  // The last thing it does on starting.
  await vi.waitFor(() => expect(program.output()).toContain('Relance: http'))
  let cuts = 0
  // What postgres.js asks of each new connection by itself, with nobody waiting for the answer.
  proxy.watch((direction, text) => {
    if (direction === 'down' || !text.includes('pg_catalog.pg_type') || cuts >= 4) return 'pass'
    cuts += 1
    setImmediate(() => proxy.reset())
    return 'hold'
  })
  proxy.cut()
  await vi.waitFor(() => expect(cuts).toBe(4), { timeout: 30_000 })
  const author = await vi.waitFor(() => w.open(world.coordinator, { url: program.url }), {
    timeout: 30_000,
    interval: 300,
  })
  moveCard(author.doc, w.card(2), { ...places.free, rank: 'zsetup' })
  await author.saved()
  expect(program.output()).not.toContain('cannot go on')
})

test('6 [G1.3] [G10.1] PostgreSQL away for long: who comes is told to try again, edits wait with their authors, all are kept afterwards', async () => {
  const proxy = await aLine()
  const server = await w.startServer(through(proxy, w.databaseUrl))
  const clients = await Promise.all(
    Array.from({ length: 5 }, () => w.open(world.coordinator, server)),
  )
  proxy.refuse()
  for (const [i, client] of clients.entries()) {
    moveCard(client.doc, w.card(2 + i), { ...places.free, rank: 'zaway0' })
  }
  for (const client of clients) expect(await client.ended()).toBe(4503)
  for (let round = 1; round <= 3; round += 1) {
    for (const [i, client] of clients.entries()) {
      await client.reconnect().catch(() => {})
      expect(await client.ended()).toBe(4503)
      moveCard(client.doc, w.card(2 + i), { ...places.free, rank: `zaway${round}` })
      expect(client.acknowledged).toBeLessThan(ownClock(client.doc))
    }
  }
  // Nothing of them waits in the server: memory is bounded by who is connected, and nobody is.
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  expect(metrics).toMatch(/^relance_sync_queued_works 0$/m)
  expect(metrics).toMatch(/^relance_sync_connections 0$/m)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
  proxy.accept()
  for (const client of clients) await comeBack(client)
  for (const [i, client] of clients.entries()) {
    await client.saved()
    expect(await w.countOf(w.card(2 + i), 'zaway3')).toBe(1)
  }
  // The notices of others come again, too.
  const there = await w.open(world.officer)
  const here = must(clients[0], 'one')
  const after = there.frames.length
  await vi.waitFor(
    () => {
      show(here)
      expect(hasSeen(there, here, after)).toBe(true)
    },
    { timeout: 30_000, interval: 200 },
  )
})

test('7 [G1.1] [G1.2] a commit fails after the change was applied in memory: a question asked meanwhile is answered without it', async () => {
  const author = await w.open(world.coordinator)
  const colleague = await w.open(world.officer)
  await w.sql.unsafe(`
    create function hesitate() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(707);
      raise exception 'no space' using errcode = '53100';
    end $$;
    create trigger hesitated before insert on document_update
    for each row execute function hesitate()`)
  const before = colleague.frames.length
  const held = await w.sql.reserve()
  await held`select pg_advisory_lock(707)`
  moveCard(author.doc, w.card(8), { ...places.free, rank: 'zleak' })
  await vi.waitFor(async () => {
    const [waits] = await held`
      select 1 from pg_locks where locktype = 'advisory' and objid = 707 and not granted`
    expect(waits).toBeDefined()
  })
  // It is in memory now, and in nothing else.
  const asked = colleague.sync().catch(() => {})
  await held`select pg_advisory_unlock(707)`
  held.release()
  expect(await author.ended()).toBe(4503)
  await colleague.ended()
  await asked
  const leaked = colleague.frames
    .slice(before)
    .some((frame) => Buffer.from(frame).includes('zleak'))
  expect(leaked).toBe(false)
  await w.sql`drop function hesitate cascade`
  await comeBack(author)
  await author.saved()
  expect(await w.countOf(w.card(8), 'zleak')).toBe(1)
})
