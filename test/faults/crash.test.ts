// A process that ends at each step between receiving a change and acknowledging it. [G1] [G2] [G8]
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { moveCard } from '#shared/documents/board-edits.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { contentOf, placeIn, startFaultWorld, type FaultWorld } from '#test/support/fault-world.ts'
import { startProxy, through } from '#test/support/proxy.ts'

let w: FaultWorld
beforeAll(async () => {
  w = await startFaultWorld()
})
afterAll(() => w.close())

const portOf = (url: string) => Number(new URL(url).port)
const ownClock = (doc: Y.Doc) => Y.getState(doc.store, doc.clientID)

test('1 [G1.1] [G1.3] killed before its COMMIT: no acknowledgement and no row; sent again elsewhere, it is kept once', async () => {
  const doomed = await w.startProcess()
  const where = { url: doomed.url }
  const author = await w.open(world.coordinator, where)
  await w.whileLocked(async (tx) => {
    moveCard(author.doc, w.card(0), { ...places.free, rank: 'zbefore' })
    await w.untilWaiting(tx)
    await doomed.kill('SIGKILL')
    // Its machine went with it: a statement that PostgreSQL has whole would else be kept once the lock is free.
    await tx`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
  })
  await author.ended()
  expect(author.acknowledged).toBeLessThan(ownClock(author.doc))
  expect(placeIn(await w.replayLog(), w.card(0))).not.toContain('zbefore')
  where.url = w.server.url
  await author.reconnect()
  await author.saved()
  expect(await w.countOf(w.card(0), 'zbefore')).toBe(1)
})

test.each([
  { judged: 'ahead', card: 1, answer: 'SELECT 1\0' },
  { judged: 'under the lock', card: 4, answer: 'COMMIT\0' },
])(
  '2 [G1.1] [G2.2] [G2.3] judged $judged, killed between the commit and the acknowledgement: nobody there saw it, the page is told elsewhere, others catch up',
  async ({ judged, card, answer }) => {
    const proxy = await startProxy(portOf(w.databaseUrl))
    const doomed = await w.startProcess(through(proxy, w.databaseUrl))
    const where = { url: doomed.url }
    const author = await w.open(world.coordinator, where)
    const beside = await w.open(world.officer, where)
    const elsewhere = await w.open(world.manager)
    if (judged === 'under the lock') {
      // Where another process writes, too, the lock comes first.
      moveCard(elsewhere.doc, w.card(card), { ...places.free, rank: 'zforeign' })
      await author.until(() => placeIn(author.doc, w.card(card)).includes('zforeign'))
    }
    // PostgreSQL has committed, and its word for it does not arrive.
    proxy.watch((direction, text, line) =>
      direction === 'down' && text.includes(answer) && line.said.includes('zcommitted')
        ? 'hold'
        : 'pass',
    )
    moveCard(author.doc, w.card(card), { ...places.free, rank: 'zcommitted' })
    await vi.waitFor(async () => expect(await w.countOf(w.card(card), 'zcommitted')).toBe(1))
    // The other process takes it over by looking: this one has told nobody.
    await elsewhere.until(() => placeIn(elsewhere.doc, w.card(card)).includes('zcommitted'))
    expect(author.acknowledged).toBeLessThan(ownClock(author.doc))
    expect(placeIn(beside.doc, w.card(card))).not.toContain('zcommitted')
    await doomed.kill('SIGKILL')
    await author.ended()
    where.url = w.server.url
    await author.reconnect()
    // Its answer to the server's question changes nothing: the question itself says that it is kept.
    await author.saved()
    expect(await w.countOf(w.card(card), 'zcommitted')).toBe(1)
    const rows = await w.sql`
    select 1 from document_update
    where document_id = ${board} and authors @> ${w.sql.json([{ client: author.doc.clientID }])}`
    expect(rows).toHaveLength(1)
    await proxy.close()
  },
)

test('3 [G8.2] killed between COMMIT and its notice: the other process looks by itself', async () => {
  const proxy = await startProxy(portOf(w.databaseUrl))
  const doomed = await w.startProcess(through(proxy, w.databaseUrl))
  const author = await w.open(world.coordinator, { url: doomed.url })
  const elsewhere = await w.open(world.officer)
  proxy.watch((direction, text) =>
    direction === 'up' && text.includes('relance_documents') ? 'hold' : 'pass',
  )
  moveCard(author.doc, w.card(2), { ...places.free, rank: 'zunsaid' })
  await author.saved()
  await doomed.kill('SIGKILL')
  await elsewhere.until(() => placeIn(elsewhere.doc, w.card(2)).includes('zunsaid'))
  expect(contentOf(elsewhere.doc)).toEqual(contentOf(await w.replayLog()))
  await proxy.close()
})

test('33 [G1.4] [G2.1] SIGTERM: what waits is kept and acknowledged, then sockets close with 1012', async () => {
  const leaving = await w.startProcess()
  const where = { url: leaving.url }
  const author = await w.open(world.coordinator, where)
  let stopped: ReturnType<typeof leaving.kill> | undefined
  await w.whileLocked(async (tx) => {
    moveCard(author.doc, w.card(3), { ...places.free, rank: 'zfirst' })
    await w.untilWaiting(tx)
    // Behind the batch that waits for the lock.
    moveCard(author.doc, w.card(4), { ...places.free, rank: 'zsecond' })
    stopped = leaving.kill('SIGTERM')
    await vi.waitFor(() => expect(leaving.output()).toContain('"msg":"stopping"'))
  })
  expect(await author.ended()).toBe(1012)
  expect(author.acknowledged).toBe(ownClock(author.doc))
  expect((await stopped)?.code).toBe(0)
  expect(await w.countOf(w.card(4), 'zsecond')).toBe(1)
  where.url = w.server.url
  await author.reconnect()
  await author.saved()
})

test('[G8.1] one of two processes killed under load: its people go to the other, nothing acknowledged is lost, order is one', async () => {
  const doomed = await w.startProcess()
  const there = { url: doomed.url }
  const clients = await Promise.all([
    w.open(world.coordinator, there),
    w.open(world.manager, there),
    w.open(world.officer),
  ])
  let round = 0
  const load = setInterval(() => {
    round += 1
    for (const [i, client] of clients.entries()) {
      moveCard(client.doc, w.card(5 + (round % 3)), { ...places.free, rank: `zload${i}x${round}` })
    }
  }, 15)
  const [first, second] = clients
  await first.until(() => first.acknowledged > 20)
  const kept = clients.map((one) => ({ client: one.doc.clientID, clock: one.acknowledged }))
  await doomed.kill('SIGKILL')
  await Promise.all([first.ended(), second.ended()])
  there.url = w.server.url
  await Promise.all([first.reconnect(), second.reconnect()])
  await first.until(() => first.acknowledged > (kept[0]?.clock ?? 0) + 10)
  clearInterval(load)
  for (const client of clients) await client.saved()
  for (const client of clients) await client.sync()
  const log = await w.replayLog()
  for (const { client, clock } of kept) {
    expect(Y.getState(log.store, client)).toBeGreaterThanOrEqual(clock)
  }
  for (const client of clients) expect(contentOf(client.doc)).toEqual(contentOf(log))
  const [numbers] = await w.sql<{ isWhole: boolean }[]>`
    select count(*) = max(seq) - min(seq) + 1 as is_whole from document_update where document_id = ${board}`
  expect(numbers?.isWhole).toBe(true)
})
