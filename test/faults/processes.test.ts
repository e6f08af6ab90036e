// Several processes on one database, and many who come at once, as the list of failures numbers it.
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { addAttempt, editCard, moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { attemptId } from '#shared/domain/ids.ts'
import { rebuildProjection } from '#server/projections/rebuild.ts'
import { createBoardClient, requestLease } from '#test/support/board-client.ts'
import { board, places, signIn, world } from '#test/support/board-world.ts'
import { contentOf, placeIn, startFaultWorld, type FaultWorld } from '#test/support/fault-world.ts'

let w: FaultWorld
beforeAll(async () => {
  w = await startFaultWorld(12, { limits: { socketsPerUser: 600 } })
})
afterAll(() => w.close())

test('8 [G8.1] two processes, a thousand interleaved writes of one board: numbers without a gap, replicas and rows equal, and what is written once is', async () => {
  const second = await w.startServer()
  const here = await w.open(world.coordinator)
  const there = await w.open(world.coordinator, second)
  const once = attemptId.parse('attempt-once')
  for (let i = 0; i < 500; i += 1) {
    moveCard(here.doc, w.card(i % 5), { ...places.free, rank: `zhere${i}` })
    moveCard(there.doc, w.card(i % 7), { ...places.free, rank: `zthere${i}` })
    // The rule at its limit: one of the two is the first, whichever.
    if (i === 250) {
      for (const { doc } of [here, there]) {
        addAttempt(doc, once, {
          card: w.card(0),
          channel: doc === here.doc ? 'phone' : 'sms',
          outcome: 'busy',
          at: new Date().toISOString(),
          by: world.coordinator,
        })
      }
    }
    if (i % 25 === 0) await Promise.all([here.saved(), there.saved()])
  }
  await Promise.all([here.saved(), there.saved()])
  await Promise.all([here.sync(), there.sync()])
  // What the other process kept last may still be on its way.
  await vi.waitFor(() => expect(contentOf(there.doc)).toEqual(contentOf(here.doc)))
  const [numbers] = await w.sql<{ isWhole: boolean; isHead: boolean }[]>`
    select
      count(*) = max(u.seq) - min(u.seq) + 1 as is_whole,
      max(u.seq) = max(d.head_seq) as is_head
    from document_update u
    join document d on d.id = u.document_id
    where d.id = ${board}`
  expect(numbers).toEqual({ isWhole: true, isHead: true })
  const kept = await w.sql`
    select 1 from event where key = ${once} and field = 'attempts' and verdict = 'kept'`
  expect(kept).toHaveLength(1)
  const rows = () => w.sql`select id, stage, rank, attempts, fields from card order by id`
  const before = await rows()
  await rebuildProjection(w.sql, board)
  expect(await rows()).toEqual(before)
})

test('9 [G8.1] a slow transaction of one process and a quick one of another: the second waits, and no number is passed over', async () => {
  const second = await w.startServer()
  const slow = await w.open(world.coordinator)
  const quick = await w.open(world.manager, second)
  const [before] = await w.sql<{ headSeq: number }[]>`
    select head_seq from document where id = ${board}`
  await w.whileLocked(async (tx) => {
    moveCard(slow.doc, w.card(0), { ...places.free, rank: 'zslow' })
    await w.untilWaiting(tx, 1)
    moveCard(quick.doc, w.card(0), { ...places.free, rank: 'zquick' })
    await w.untilWaiting(tx, 2)
  })
  await Promise.all([slow.saved(), quick.saved()])
  // Both saw the same value: who was first in the row's queue stays, the other is told.
  await vi.waitFor(() =>
    expect(slow.of('superseded').length + quick.of('superseded').length).toBe(1),
  )
  const rows = await w.sql<{ seq: number }[]>`
    select distinct seq from event
    where card_id = ${w.card(0)} and seq > ${must(before, 'a head').headSeq} order by seq`
  expect(rows.map((row) => row.seq)).toEqual([
    must(before, 'a head').headSeq + 1,
    must(before, 'a head').headSeq + 2,
  ])
  await Promise.all([slow.sync(), quick.sync()])
  expect(placeIn(slow.doc, w.card(0))).toBe(placeIn(quick.doc, w.card(0)))
})

test('14 [G1.2] [G10.1] five hundred sockets that are cut and come back at once, with their past and without it, cost three encodings', async () => {
  const people = [
    world.observer,
    world.officer,
    world.otherOfficer,
    world.southOfficer,
    world.manager,
    world.otherManager,
  ]
  const cookies = await Promise.all(people.map((user) => signIn(w.sql, user)))
  const readers = Array.from({ length: 500 }, (_, n) => {
    const cookie = must(cookies[n % cookies.length], 'a session')
    return createBoardClient({ url: w.server.url, cookie, document: board }, null)
  })
  onTestFinished(() => {
    for (const one of readers) one.drop()
  })
  const cut = async () => {
    for (const one of readers) one.drop()
    await Promise.all(readers.map((one) => one.ended()))
  }
  const come = () => Promise.all(readers.map((one) => one.reconnect()))
  const encodings = async () => {
    const text = await (await fetch(`${w.server.url}/metrics`)).text()
    const all = text.matchAll(/^relance_sync_encodings_total\{what="(\w+)"\} (\d+)$/gm)
    return Object.fromEntries([...all].map(([, what, count]) => [what, Number(count)]))
  }
  const author = await w.open(world.coordinator)
  const { whole: first = 0 } = await encodings()
  await come()
  const joined = await encodings()
  expect(joined['whole']).toBeLessThanOrEqual(first + 1)
  await cut()
  moveCard(author.doc, w.card(0), { ...places.free, rank: 'zstorm' })
  await author.saved()
  await come()
  // All of them know the same, and are told the same.
  expect((await encodings())['difference']).toBe((joined['difference'] ?? 0) + 1)
  for (const { doc } of readers) expect(placeIn(doc, w.card(0))).toContain('zstorm')
  await cut()
}, 60_000)

test('16 [G6.1] [G8.1] a process whose clock is ten minutes ahead: numbers decide, whoever is later is later, and nobody’s lease or session ends before its time', async () => {
  const shift = `const Real = Date
    globalThis.Date = class extends Real {
      constructor(...given) { if (given.length > 0) super(...given); else super(Real.now() + 600_000) }
      static now() { return Real.now() + 600_000 }
    }`
  const module = `data:text/javascript,${encodeURIComponent(shift)}`
  const ahead = await w.startProcess(undefined, { NODE_OPTIONS: `--import=${module}` })
  const stale = await w.open(world.officer)
  stale.drop()
  await stale.ended()
  moveCard(stale.doc, w.card(2), { ...places.free, rank: 'zoldbase' })
  const there = await w.open(world.coordinator, ahead)
  const here = await w.open(world.manager)
  expect(Date.parse(must(there.of('hello')[0], 'a greeting').now)).toBeGreaterThan(
    Date.now() + 500_000,
  )
  moveCard(there.doc, w.card(2), { ...places.free, rank: 'zfuture' })
  await there.saved()
  await here.until(() => placeIn(here.doc, w.card(2)).includes('zfuture'))
  moveCard(here.doc, w.card(2), { ...places.free, rank: 'zpresent' })
  await here.saved()
  await there.until(() => placeIn(there.doc, w.card(2)).includes('zpresent'))
  expect([...here.of('superseded'), ...there.of('superseded')]).toEqual([])
  await stale.reconnect()
  await stale.until(() => stale.of('superseded').length > 0)
  expect(stale.of('superseded')[0]?.changes[0]).toMatchObject({
    by: { id: world.manager },
    kept: { rank: 'zpresent' },
  })
  expect([here.closed, there.closed]).toEqual([null, null])
})

test('28 [G12.2] a snapshot that reads back otherwise than it was written is served to nobody; with its bytes again, it is', async () => {
  const other = await w.startServer(w.databaseUrl, { logRows: 1 })
  const author = await w.open(world.coordinator, other)
  const kept = async () => {
    const rows = await w.sql<{ bytes: Buffer }[]>`
      select bytes from document_snapshot where document_id = ${board}`
    return rows[0]?.bytes
  }
  await vi.waitFor(
    async () => {
      editCard(author.doc, w.card(1), { tags: [`t${Math.random()}`.slice(0, 12)] })
      await author.saved()
      expect(await kept()).toBeDefined()
      // Made by a thread, which has to start.
    },
    { timeout: 20_000 },
  )
  await author.disconnect()
  await other.close()
  const bytes = must(await kept(), 'a snapshot')
  const broken = Buffer.from(bytes)
  broken[broken.length >> 1] = 255 - (broken[broken.length >> 1] ?? 0)
  await w.sql`update document_snapshot set bytes = ${broken} where document_id = ${board}`
  const next = await w.startServer()
  const cookie = await signIn(w.sql, world.coordinator)
  const parts = { url: next.url, cookie, document: board }
  await expect(requestLease(parts)).rejects.toThrow('no lease: 503')
  await w.sql`update document_snapshot set bytes = ${bytes} where document_id = ${board}`
  const client = createBoardClient(parts, await requestLease(parts))
  await client.reconnect()
  expect(boardTypes(client.doc).cards.size).toBe(12)
  await client.disconnect()
})
