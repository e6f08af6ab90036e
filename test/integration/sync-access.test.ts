import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { editCard, moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { dossierTypes } from '#shared/documents/dossier-shape.ts'
import { day } from '#shared/domain/day.ts'
import { dossierOf, type CardId, type DocumentId, type UserId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import type { Relance } from '#server/relance.ts'
import { answerFrame, updateFrame } from '#server/sync/protocol.ts'
import {
  createBoardClient,
  openBoard,
  requestLease,
  type BoardClient,
} from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { startServer } from '#test/support/server.ts'

let server: Relance
let cards: CardId[]

beforeAll(async () => {
  server = await startServer()
  await buildWorld(server)
  cards = await addCards(server, [places.free, places.own, places.south, places.received])
})
afterAll(() => server.close())

const partsOf = async (user: UserId, document: DocumentId = board) => {
  return { url: server.url, cookie: await signIn(server.sql, user), document }
}
const open = async (user: UserId, document: DocumentId = board): Promise<BoardClient> =>
  openBoard(await partsOf(user, document))
const card = (n: number) => must(cards[n], 'a card')
const factOf = (client: BoardClient, id: CardId, field: string) =>
  boardTypes(client.doc).cards.get(id)?.get(field)

test('[G1] a plain y-websocket client with a cookie is served, and read-only without a client id', async () => {
  const cookie = await signIn(server.sql, world.coordinator)
  class WithCookie extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie } })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, board, doc, {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ws is not the DOM's class, and fits
    WebSocketPolyfill: WithCookie as never,
    disableBc: true,
  })
  await vi.waitFor(() => expect(provider.synced).toBe(true))
  expect(boardTypes(doc).cards.size).toBe(4)
  const ended = vi.fn<(event: unknown) => void>()
  provider.on('closed', ended)
  editCard(doc, card(0), { known: 'known_active' })
  await vi.waitFor(() => expect(ended.mock.calls[0]?.[0]).toMatchObject({ code: 4403 }))
  provider.destroy()
})

test('[T2] [T3] [T5] a bare y-websocket client that leased its id writes, is acknowledged, and is seen by others', async () => {
  const parts = await partsOf(world.coordinator)
  const colleague = await open(world.manager)
  const lease = await requestLease(parts)
  class WithCookie extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie: parts.cookie } })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, board, doc, {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ws is not the DOM's class, and fits
    WebSocketPolyfill: WithCookie as never,
    disableBc: true,
    params: { cid: String(lease.clientId), epoch: String(lease.epoch) },
  })
  onTestFinished(() => provider.destroy())
  const ended = vi.fn<(event: unknown) => void>()
  provider.on('closed', ended)
  await vi.waitFor(() => expect(provider.synced).toBe(true))
  doc.clientID = lease.clientId
  provider.awareness.clientID = lease.clientId
  provider.awareness.setLocalState({})
  for (let n = 0; n < 5; n += 1) moveCard(doc, card(0), { ...places.free, rank: `zbare${n}` })
  await colleague.until(() => JSON.stringify(factOf(colleague, card(0), 'at')).includes('zbare4'))
  // A cut: it comes back by itself, with what was written meanwhile.
  provider.ws?.close()
  moveCard(doc, card(0), { ...places.free, rank: 'zaway' })
  await colleague.until(() => JSON.stringify(factOf(colleague, card(0), 'at')).includes('zaway'))
  expect(ended).not.toHaveBeenCalled()
  expect(colleague.of('superseded')).toEqual([])
  await colleague.disconnect()
})

test('[G4.9] who writes on before the answer to the server’s question is not sent away, and nothing of it is lost', async () => {
  const parts = await partsOf(world.coordinator)
  const colleague = await open(world.manager)
  const author = await openBoard(parts)
  const lease = must(author.lease, 'an author has one')
  await author.disconnect()
  const updates: Uint8Array[] = []
  author.doc.on('update', (bytes: Uint8Array) => updates.push(bytes))
  moveCard(author.doc, card(0), { ...places.free, rank: 'zfirst' })
  moveCard(author.doc, card(0), { ...places.free, rank: 'zsecond' })
  const { clientId, epoch, fence } = lease
  const socket = new WebSocket(
    `${server.url.replace('http', 'ws')}/sync/${board}?cid=${clientId}&epoch=${epoch}&fence=${fence}`,
    { headers: { cookie: parts.cookie } },
  )
  onTestFinished(() => socket.terminate())
  await new Promise((resolve) => socket.once('open', resolve))
  const ack = new Promise<string>((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (data.includes('"type":"ack"')) resolve(data.toString('latin1'))
    })
  })
  // The second stands on the first, which comes with the answer only.
  socket.send(updateFrame(must(updates[1], 'a second move')))
  socket.send(answerFrame(Y.encodeStateAsUpdate(author.doc)))
  expect(await ack).toContain('"frames":2')
  await colleague.until(() => JSON.stringify(factOf(colleague, card(0), 'at')).includes('zsecond'))
  // Behind the answer it is a gap as it always was.
  moveCard(author.doc, card(0), { ...places.free, rank: 'zthird' })
  moveCard(author.doc, card(0), { ...places.free, rank: 'zfourth' })
  socket.send(updateFrame(must(updates[3], 'a fourth move')))
  expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4409)
  await colleague.disconnect()
})

test('[G4] a client that breaks the grammar is reset and nothing of it is kept', async () => {
  const client = await open(world.coordinator)
  client.doc.getMap('evil').set('x', 1)
  expect(await client.ended()).toBe(4409)
  const again = await open(world.coordinator)
  expect(again.doc.share.has('evil')).toBe(false)
  await again.disconnect()
})

test('[T3] [T7] [P1] [P5] strangers are told that nothing is there, an observer opens no dossier', async () => {
  const stranger = createBoardClient(await partsOf(world.stranger), null)
  stranger.reconnect().catch(() => {})
  await vi.waitFor(() => expect(stranger.closed).toBe(4404))
  const observer = createBoardClient(await partsOf(world.observer, dossierOf(card(0))), null)
  observer.reconnect().catch(() => {})
  await vi.waitFor(() => expect(observer.closed).toBe(4403))
  await expect(requestLease(await partsOf(world.stranger))).rejects.toThrow('404')
  const nobody = createBoardClient({ url: server.url, cookie: '', document: board }, null)
  nobody.reconnect().catch(() => {})
  await vi.waitFor(() => expect(nobody.closed).toBe(4401))
})

test('[P7] opening a dossier is logged, and its edits are projected without a value in the history', async () => {
  const dossier = dossierOf(card(1))
  const officer = await open(world.officer, dossier)
  dossierTypes(officer.doc).person.set('email', 'new@example.org')
  dossierTypes(officer.doc).notes.insert(5, ' world')
  await officer.saved()
  const [row] = await server.sql<{ email: string }[]>`
    select email from dossier where card_id = ${card(1)}`
  expect(row?.email).toBe('new@example.org')
  const events = await server.sql`select old, new from event where document_id = ${dossier}`
  expect(events.length).toBe(2)
  expect(JSON.stringify(events)).not.toContain('example.org')
  const opened = await server.sql`
    select 1 from access_log where user_id = ${world.officer} and subject_id = ${card(1)}`
  expect(opened.length).toBe(1)
  const other = createBoardClient(await partsOf(world.southOfficer, dossier), null)
  other.reconnect().catch(() => {})
  await vi.waitFor(() => expect(other.closed).toBe(4403))
  await officer.disconnect()
})

test.each([
  ['P4', world.officer, 2, { known: 'known_active' } as const, 'not-your-card', 'P4'],
  ['P3', world.manager, 2, { known: 'known_active' } as const, 'not-your-lane', 'P3'],
  ['P5', world.observer, 0, { known: 'known_active' } as const, 'read-only', 'P5'],
  [
    'P6',
    world.manager,
    0,
    { imiloVerified: { by: world.manager, on: day.parse('2026-11-20') } },
    'coordinator-only',
    'P6',
  ],
  [
    'P6',
    world.coordinator,
    0,
    { rioEntered: { by: world.manager, on: day.parse('2026-11-20') } },
    'invalid',
    'P6',
  ],
] as const)('[%s] %s on card %i writing %o is refused with %s', async (...row) => {
  const [, user, n, values, code, rule] = row
  const client = await open(user)
  editCard(client.doc, card(n), values)
  await client.until(() => client.of('rejected').length > 0)
  expect(client.of('rejected')[0]?.changes).toMatchObject([{ card: card(n), code, rule }])
  await client.saved()
  const field = must(Object.keys(values)[0], 'a field')
  expect(factOf(client, card(n), field) ?? null).toEqual(field === 'known' ? 'unknown' : null)
  await client.disconnect()
})

test('[S3] a place without its lane is refused for everybody', async () => {
  const client = await open(world.coordinator)
  moveCard(client.doc, card(3), { ...places.received, stage: 'registered' })
  await client.until(() => client.of('rejected').length > 0)
  expect(client.of('rejected')[0]?.changes[0]).toMatchObject({ code: 'lane-needed', rule: 'S3' })
  await client.disconnect()
})

test('[G3.3] what is edited with a move is allowed by the place before it or the place behind it, whatever comes first', async () => {
  const [taken, givenOver] = await addCards(server, [places.free, places.free], 40)
  const officer = await open(world.officer)
  officer.doc.transact(() => {
    editCard(officer.doc, must(taken, 'a card'), { tags: ['permis'] })
    moveCard(officer.doc, must(taken, 'a card'), { ...places.own, rank: 'ztaken' })
  })
  await officer.saved()
  expect(officer.of('rejected')).toEqual([])
  const manager = await open(world.manager)
  const give = must(givenOver, 'a card')
  manager.doc.transact(() => {
    moveCard(manager.doc, give, { ...places.south, rank: 'zgiven' })
    editCard(manager.doc, give, { tags: ['permis'] })
  })
  await manager.saved()
  expect(manager.of('rejected')).toEqual([])
  editCard(manager.doc, give, { tags: ['logement'] })
  await manager.until(() => manager.of('rejected').length > 0)
  expect(manager.of('rejected')[0]?.changes).toMatchObject([
    { card: give, field: 'tags', code: 'not-your-lane', attempted: ['logement'], kept: ['permis'] },
  ])
  expect(factOf(manager, give, 'tags')).toEqual(['permis'])
  await officer.disconnect()
  await manager.disconnect()
})

test('[T2] [T7] who may not write gets no lease, and no socket: signed out, no right, nothing there, a path of nothing', async () => {
  const ask = async (cookie: string, document: string) => {
    const response = await fetch(`${server.url}/api/sync/leases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ document }),
    })
    return response.status
  }
  const connect = (cookie: string, document: string) =>
    new Promise<number>((resolve) => {
      const url = `${server.url.replace('http', 'ws')}/sync/${document}`
      new WebSocket(url, { headers: { cookie } }).once('close', resolve)
    })
  const coordinator = await signIn(server.sql, world.coordinator)
  const observer = await signIn(server.sql, world.observer)
  const stranger = await signIn(server.sql, world.stranger)
  const both = async (cookie: string, document: string) =>
    Promise.all([ask(cookie, document), connect(cookie, document)])
  expect(await both('', board)).toEqual([401, 4401])
  expect(await both(observer, dossierOf(card(0)))).toEqual([403, 4403])
  expect(await both(stranger, board)).toEqual([404, 4404])
  expect(await both(coordinator, 'board/nothing00')).toEqual([404, 4404])
  // No review is kept as a document yet.
  expect(await both(coordinator, 'review/review_0001')).toEqual([404, 4404])
})

test('[T6] the greeting names the document, the number and the part; each message is one of the contract’s', async () => {
  const client = await open(world.manager)
  expect(client.told[0]).toMatchObject({
    type: 'hello',
    document: board,
    epoch: client.lease?.epoch,
    clientId: client.lease?.clientId,
    user: { id: world.manager },
    role: 'manager',
    headSeq: must(await server.rooms.open(board), 'the room').seq,
  })
  moveCard(client.doc, card(0), { ...places.free, rank: 'ztold' })
  await client.saved()
  expect(client.of('ack').at(-1)).toMatchObject({
    clientId: client.doc.clientID,
    clock: Y.getState(client.doc.store, client.doc.clientID),
  })
  await client.disconnect()
})

test('[G3.5] [A1] an attempt is written once, by its author', async () => {
  const client = await open(world.officer)
  const { attempts } = boardTypes(client.doc)
  const attempt = { card: card(1), channel: 'phone', outcome: 'busy', at: '2026-11-20T10:00:00Z' }
  attempts.set('attempt_1', { ...attempt, by: world.officer })
  await client.saved()
  expect(client.of('rejected')).toEqual([])
  attempts.set('attempt_1', { ...attempt, outcome: 'refused', by: world.officer })
  attempts.set('attempt_2', { ...attempt, by: world.manager })
  await client.until(() => client.of('rejected').length === 2)
  expect(client.of('rejected').map(({ changes }) => changes[0]?.code)).toEqual([
    'duplicate',
    'invalid',
  ])
  await client.sync()
  expect(attempts.get('attempt_1')).toMatchObject({ outcome: 'busy' })
  expect(attempts.has('attempt_2')).toBe(false)
  await client.disconnect()
})

test('19 [G4.5] [G4.6] a client id has one holder, goes back when its work is kept, and resumes after a reload', async () => {
  const parts = await partsOf(world.otherManager)
  const first = await openBoard(parts)
  const lease = must(first.lease, 'a lease')
  const resumed = await requestLease(parts, lease)
  expect(resumed).toMatchObject({ clientId: lease.clientId, resumed: true })
  await first.disconnect()
  await vi.waitFor(async () => {
    const again = await requestLease(parts)
    expect(again.clientId).toBe(lease.clientId)
    expect(again.fence).toBeGreaterThan(lease.fence)
  })
  const late = createBoardClient(parts, lease)
  late.reconnect().catch(() => {})
  await vi.waitFor(() => expect(late.closed).toBe(4409))
  const stale = createBoardClient(parts, { ...(await requestLease(parts)), epoch: 9 })
  stale.reconnect().catch(() => {})
  await vi.waitFor(() => expect(stale.closed).toBe(4410))
})

test('15 [G9.1] a session that ends and a membership that is taken away close the socket within a second', async () => {
  const signedOut = await open(world.otherOfficer)
  await server.sql`delete from session where user_id = ${world.otherOfficer}`
  expect(await signedOut.ended()).toBe(4401)
  const removed = await open(world.southOfficer)
  await server.sql`delete from membership where user_id = ${world.southOfficer}`
  expect(await removed.ended()).toBe(4404)
})

test('[G8] a second process on the same database sees and continues the work', async () => {
  const [{ name } = { name: '' }] = await server.sql<{ name: string }[]>`
    select current_database() as name`
  const { inject } = await import('vitest')
  const url = new URL(inject('databaseUrl'))
  url.pathname = `/${name}`
  const second = await startServer({ databaseUrl: url.href })
  const here = await open(world.coordinator)
  const there = await openBoard({ ...(await partsOf(world.manager)), url: second.url })
  for (let i = 0; i < 10; i += 1) {
    const [from, to] = i % 2 === 0 ? [here, there] : [there, here]
    moveCard(from.doc, card(0), { ...places.free, rank: `b${i}` })
    await from.saved()
    const hasIt = () => JSON.stringify(factOf(to, card(0), 'at'))?.includes(`b${i}`) ?? false
    await to.until(hasIt)
  }
  expect(here.of('superseded').length + there.of('superseded').length).toBe(0)
  await here.disconnect()
  await there.disconnect()
  await second.close()
})
