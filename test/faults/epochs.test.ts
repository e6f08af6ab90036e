// A document that carries too much of its past is made anew; whoever holds the old one is reset, and loses nothing. [G12]
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { addAttempt, moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { attemptId, dossierOf, type DocumentId } from '#shared/domain/ids.ts'
import { replay, writesOf, type Write } from '#client/sync/act.ts'
import { rebuildProjection } from '#server/projections/rebuild.ts'
import { rebuildDocument } from '#server/sync/epochs.ts'
import { grammarOf } from '#server/sync/grammars.ts'
import { loadDocument } from '#server/sync/update-log.ts'
import { createBoardClient, requestLease, type BoardClient } from '#test/support/board-client.ts'
import { board, places, signIn, world } from '#test/support/board-world.ts'
import { contentOf, placeIn, startFaultWorld, type FaultWorld } from '#test/support/fault-world.ts'

let w: FaultWorld
beforeAll(async () => {
  w = await startFaultWorld()
})
afterAll(() => w.close())

const load = async (document: DocumentId = board) => {
  const grammar = must(grammarOf(document), 'one of ours')
  return must(await loadDocument(w.sql, document, grammar), 'it is stored')
}

async function rebuild(document: DocumentId = board): Promise<void> {
  const rebuilt = await w.sql.begin((tx) => rebuildDocument(tx, { document }))
  expect(rebuilt).not.toBeNull()
  await w.server.rooms.renewed([document])
}

async function moveOften(times: number, prefix: string, server = w.server): Promise<void> {
  await server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      for (let i = 0; i < times; i += 1) {
        moveCard(doc, w.card(i % 12), { ...places.free, rank: `z${prefix}${i}` })
      }
    },
  })
}

const rowsOf = () =>
  Promise.all([
    w.sql`select * from card order by id`,
    w.sql`select * from attempt order by id`,
    w.sql`select * from dossier order by card_id`,
  ])
const withoutSeq = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
  rows.map((some) => some.map((row) => ({ ...row, seq: null })))

/** As a page does: a new lease, a new document, and its unsent acts in words. */
async function resetPage(
  client: BoardClient,
  acts: readonly { writes: readonly Write[] }[],
): Promise<{ page: BoardClient; said: string[] }> {
  const parts = { url: w.server.url, cookie: await cookieOf(client), document: board }
  const page = createBoardClient(parts, await requestLease(parts))
  onTestFinished(() => page.drop())
  await page.reconnect()
  const said = acts.map((act) => replay(page.doc, asAct(act), null))
  return { page, said }
}
const cookies = new WeakMap<BoardClient, string>()
const cookieOf = async (client: BoardClient) =>
  cookies.get(client) ?? (await signIn(w.sql, world.manager))
const asAct = ({ writes }: { writes: readonly Write[] }) => ({
  id: '',
  act: 'move',
  cards: [],
  from: 0,
  to: 0,
  update: new Uint8Array(),
  writes,
  at: '',
})

function recordActs(doc: Y.Doc): { writes: readonly Write[] }[] {
  const acts: { writes: readonly Write[] }[] = []
  doc.on('afterTransaction', (transaction) => {
    if (transaction.local) acts.push({ writes: writesOf(transaction) })
  })
  return acts
}

test('[G7] [G12.5] a rebuilt document holds the same content under a new epoch, and nothing of its past; rows and history agree', async () => {
  await moveOften(60, 'past')
  const before = await load()
  const content = contentOf(before.doc)
  const rows = await rowsOf()
  const events = await w.sql`select * from event order by document_id, seq, n`
  await rebuild()
  const after = await load()
  expect(contentOf(after.doc)).toEqual(content)
  expect(after.epoch).toBeGreaterThan(before.epoch)
  expect(after.seq).toBe(before.seq)
  expect(after.doc.store.clients.size).toBe(2)
  expect(after.tail.rows).toBe(0)
  const [left] = await w.sql<{ n: number }[]>`
    select count(*)::int as n from (
      select epoch from document_update where document_id = ${board}
      union all select epoch from document_snapshot where document_id = ${board}
    ) as kept where epoch <> ${after.epoch}`
  expect(left?.n).toBe(0)
  expect(await rowsOf()).toEqual(rows)
  await rebuildProjection(w.sql, board)
  expect(withoutSeq(await rowsOf())).toEqual(withoutSeq(rows))
  // The history goes on where it stood.
  await moveOften(3, 'later')
  const now = await w.sql`select * from event order by document_id, seq, n`
  expect(now.filter((one) => events.some((old) => isDeepStrictEqual(old, one)))).toHaveLength(
    events.length,
  )
  expect((await load()).seq).toBe(before.seq + 1)
})

test('11 [T9] [G12.1] [G12.6] a page with unsent work is sent away with 4410, says it again in the new epoch, and nothing is doubled or lost', async () => {
  const author = await w.open(world.manager)
  const beside = await w.open(world.coordinator)
  const acts = recordActs(author.doc)
  moveCard(author.doc, w.card(0), { ...places.free, rank: 'zkept' })
  await author.saved()
  // Without a line: none of it reaches the server before the document is made anew.
  author.drop()
  await author.ended()
  moveCard(author.doc, w.card(1), { ...places.free, rank: 'zqueued1' })
  moveCard(author.doc, w.card(1), { ...places.free, rank: 'zqueued2' })
  const attempt = attemptId.parse('attempt-queued')
  addAttempt(author.doc, attempt, {
    card: w.card(2),
    channel: 'phone',
    outcome: 'busy',
    at: new Date().toISOString(),
    by: world.manager,
  })
  moveCard(author.doc, w.card(3), { ...places.free, rank: 'zovertaken' })
  moveCard(beside.doc, w.card(3), { ...places.free, rank: 'zfirst' })
  await beside.saved()
  await rebuild()
  expect(await beside.ended()).toBe(4410)
  // With the epoch it was leased in: refused at the door.
  await author.reconnect().catch(() => {})
  await vi.waitFor(() => expect(author.closed).toBe(4410))

  const unsent = acts.slice(1)
  const { page, said } = await resetPage(author, unsent)
  expect(said).toEqual(['done', 'done', 'done', 'overtaken'])
  expect(page.doc.clientID).toBeLessThan(5)
  await page.saved()
  // Once more, as after an answer that was lost: nothing is doubled.
  const again = await resetPage(page, unsent.slice(1, 3))
  expect(again.said).toEqual(['already', 'already'])
  await again.page.saved()
  expect(await w.countOf(w.card(1), 'zqueued1')).toBe(1)
  expect(await w.countOf(w.card(1), 'zqueued2')).toBe(1)
  expect(await w.countOf(w.card(3), 'zovertaken')).toBe(0)
  const { doc } = await load()
  expect(boardTypes(doc).attempts.has(attempt)).toBe(true)
  expect(placeIn(doc, w.card(0))).toContain('zkept')
  expect(placeIn(doc, w.card(3))).toContain('zfirst')
  expect(contentOf(again.page.doc)).toEqual(contentOf(doc))
})

test('[G4.5] [G12.6] a lease of the epoch before is worth nothing: it is neither taken up again nor connected with', async () => {
  const cookie = await signIn(w.sql, world.officer)
  const parts = { url: w.server.url, cookie, document: board }
  const before = await requestLease(parts)
  await rebuild()
  const after = await requestLease(parts, before)
  expect(after.resumed).toBe(false)
  expect(after.epoch).toBeGreaterThan(before.epoch)
  expect(after.clientId).toBe(2)
  expect(after.fence).toBeGreaterThan(before.fence)
  const query = new URLSearchParams({ cid: String(before.clientId), fence: String(before.fence) })
  const socket = new WebSocket(`${w.server.url.replace('http', 'ws')}/sync/${board}?${query}`, {
    headers: { cookie },
  })
  const code = await new Promise((resolve) => socket.once('close', resolve))
  expect(code).toBe(4409)
})

test('11 [G12.7] the real y-websocket with the document of another epoch is told so, whatever it says of itself, and mixes nothing', async () => {
  const cookie = await signIn(w.sql, world.coordinator)
  class SocketWithCookie extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie } })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${w.server.url.replace('http', 'ws')}/sync`, board, doc, {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ws is not the DOM's class, and fits
    WebSocketPolyfill: SocketWithCookie as never,
    disableBc: true,
  })
  onTestFinished(() => provider.destroy())
  await vi.waitFor(() => expect(provider.synced).toBe(true))
  const closes: number[] = []
  provider.on('closed', ({ code }) => closes.push(code))
  const content = contentOf(doc)
  await rebuild()
  await moveOften(2, 'elsewhere')
  await vi.waitFor(() => expect(closes).toEqual([4410]))
  // No word of an epoch or an id goes with it: the document itself gives it away.
  provider.connect()
  await vi.waitFor(() => expect(closes).toEqual([4410, 4410]))
  expect(contentOf(doc)).toEqual(content)
  // A document made anew is served.
  const fresh = new Y.Doc()
  const again = new WebsocketProvider(`${w.server.url.replace('http', 'ws')}/sync`, board, fresh, {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same
    WebSocketPolyfill: SocketWithCookie as never,
    disableBc: true,
  })
  onTestFinished(() => again.destroy())
  await vi.waitFor(() => expect(again.synced).toBe(true))
  expect(contentOf(fresh)).toEqual(contentOf((await load()).doc))
})

test('[G12.1] [G12.5] a command that waits while its document is made anew is done in the new epoch, once', async () => {
  let done: Promise<unknown> | undefined
  await w.sql.begin(async (tx) => {
    await tx`select 1 from document where id = ${board} for update`
    done = w.server.rooms.execute(board, {
      user: world.coordinator,
      edit: (doc) => moveCard(doc, w.card(5), { ...places.free, rank: 'zcommand' }),
    })
    await w.untilWaiting(tx)
    await rebuildDocument(tx, { document: board })
  })
  await done
  expect(await w.countOf(w.card(5), 'zcommand')).toBe(1)
  expect(placeIn((await load()).doc, w.card(5))).toContain('zcommand')
})

const small = { wornClients: 1_000, wornStructs: 20, spentFactor: 4 }

test('31 [G12.8] a worn document is made anew when it is opened, not while somebody writes to it', async () => {
  await moveOften(200, 'worn')
  const first = await load()
  const reader = await w.open(world.officer)
  const second = await w.startServer(w.databaseUrl, { ...small, spentFactor: 1_000 })
  const there = await w.open(world.manager, second)
  expect((await load()).epoch).toBe(first.epoch)
  expect(there.closed).toBeNull()
  for (const one of [reader, there]) await one.disconnect()
  await vi.waitFor(async () => {
    const held = await w.sql`
      select 1 from document_client where document_id = ${board} and held_by is not null`
    expect(held).toHaveLength(0)
  })
  const third = await w.startServer(w.databaseUrl, { ...small, spentFactor: 1_000 })
  const fresh = await w.open(world.manager, third)
  expect((await load()).epoch).toBeGreaterThan(first.epoch)
  // Nobody is sent away for it: the lease was taken of the document made anew.
  expect(fresh.closed).toBeNull()
  expect(fresh.doc.clientID).toBe(2)
  expect(contentOf(fresh.doc)).toEqual(contentOf(first.doc))
})

test('31 [G12.8] a spent document is made anew whoever is connected; they are reset and go on', async () => {
  const quick = await w.startServer(w.databaseUrl, small)
  const reader = await w.open(world.officer, quick)
  const before = await load()
  await moveOften(600, 'spent', quick)
  expect(await reader.ended()).toBe(4410)
  const back = await w.open(world.officer, quick)
  expect((await load()).epoch).toBeGreaterThan(before.epoch)
  await back.until(() => placeIn(back.doc, w.card(599 % 12)).includes('zspent599'))
  moveCard(back.doc, w.card(7), { ...places.free, rank: 'zgoeson', officer: world.officer })
  await back.saved()
}, 60_000)

test('[G12.5] a dossier with its notes is rebuilt as it stands', async () => {
  const dossier = dossierOf(w.card(0))
  const author = await w.open(world.coordinator, w.server, dossier)
  const notes = author.doc.getText('notes')
  for (const letter of 'Rappeler après 17 h. ') notes.insert(notes.length, letter)
  notes.delete(0, 3)
  await author.saved()
  const text = notes.toJSON()
  await rebuild(dossier)
  expect(await author.ended()).toBe(4410)
  const back = await w.open(world.coordinator, w.server, dossier)
  expect(back.doc.getText('notes').toJSON()).toBe(text)
  expect(back.doc.getMap('person').toJSON()).toEqual(author.doc.getMap('person').toJSON())
  expect(back.doc.getMap('numbers').toJSON()).toEqual(author.doc.getMap('numbers').toJSON())
})

test('[G12.5] a rebuild that ends in the middle leaves the document as it was', async () => {
  const before = await load()
  const stop = new Error('the server ends here')
  const half = w.sql.begin(async (tx) => {
    await rebuildDocument(tx, { document: board })
    throw stop
  })
  await expect(half).rejects.toBe(stop)
  const after = await load()
  expect(after.epoch).toBe(before.epoch)
  expect(Buffer.from(Y.encodeStateAsUpdate(after.doc)).toString('base64')).toBe(
    Buffer.from(Y.encodeStateAsUpdate(before.doc)).toString('base64'),
  )
})
