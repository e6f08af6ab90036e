import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { editCard, moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import type { LeaseAnswer } from '#shared/contracts/sync.ts'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import type { Relance } from '#server/relance.ts'
import {
  createBoardClient,
  openBoard,
  requestLease,
  type BoardClient,
  type ClientParts,
} from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { startServer } from '#test/support/server.ts'

let database: TestDatabase
let here: Relance
let there: Relance
let cards: CardId[]

beforeAll(async () => {
  database = await freshDatabase()
  here = await startServer({ databaseUrl: database.url })
  there = await startServer({ databaseUrl: database.url })
  await buildWorld(here)
  cards = await addCards(
    here,
    Array.from({ length: 8 }, () => places.free),
  )
})
afterAll(async () => {
  await Promise.all([here.close(), there.close()])
  await database.drop()
})

const partsAt = async (server: Relance, user: UserId): Promise<ClientParts> => {
  return { url: server.url, cookie: await signIn(database.sql, user), document: board }
}
const card = (n: number) => must(cards[n], 'a card')
const rankOf = (doc: Y.Doc, id: CardId) => JSON.stringify(boardTypes(doc).cards.get(id)?.get('at'))

/** A bare socket: it answers nothing, and does what the test does with it. */
async function rawSocket(
  { url, cookie }: ClientParts,
  { clientId, fence }: Pick<LeaseAnswer, 'clientId'> & { fence?: number },
) {
  const query = fence === undefined ? '' : `&fence=${fence}`
  const socket = new WebSocket(
    `${url.replace('http', 'ws')}/sync/${board}?cid=${clientId}${query}`,
    { headers: { cookie } },
  )
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  const ended = vi.fn<(code: number) => void>()
  void closed.then(ended)
  const heard = new Promise<void>((resolve) => socket.once('message', () => resolve()))
  await Promise.race([heard, closed])
  return { socket, closed, ended }
}

async function keptTimes(id: CardId, rank: string): Promise<number> {
  const [row] = await database.sql<{ n: number }[]>`
    select count(*)::int as n from event
    where card_id = ${id} and new ->> 'rank' = ${rank} and verdict = 'kept'`
  return row?.n ?? 0
}

async function replay(): Promise<Y.Doc> {
  const doc = new Y.Doc()
  boardTypes(doc)
  const rows = await database.sql<{ bytes: Buffer }[]>`
    select bytes from document_update where document_id = ${board} order by seq`
  for (const row of rows) Y.applyUpdate(doc, row.bytes)
  return doc
}

/** The same page on another line: its document and its lease, and a socket it has given up that nobody has closed. */
async function comeBackAt(client: BoardClient, parts: ClientParts): Promise<BoardClient> {
  const again = createBoardClient(parts, client.lease)
  Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(client.doc))
  await again.reconnect()
  return again
}

test('19 [G4.7] [G2.2] [T8] a page that comes back while its dead socket is still open takes over at once, and its work is kept once', async () => {
  const parts = await partsAt(here, world.coordinator)
  const colleague = await openBoard(await partsAt(here, world.officer))
  const author = await openBoard(parts)
  moveCard(author.doc, card(0), { ...places.free, rank: 'before' })
  await author.saved()
  // Reads nothing any more, so no close will ever be answered.
  author.pause()
  moveCard(author.doc, card(0), { ...places.free, rank: 'during' })
  await author.reconnect()
  moveCard(author.doc, card(1), { ...places.free, rank: 'after' })
  await author.saved()
  await colleague.until(() => rankOf(colleague.doc, card(1))?.includes('after') ?? false)
  expect(rankOf(colleague.doc, card(0))).toContain('during')
  expect(await keptTimes(card(0), 'during')).toBe(1)
  expect(await keptTimes(card(1), 'after')).toBe(1)
  const room = must(await here.rooms.open(board), 'the room')
  expect(
    [...room.connections].filter((one) => one.clientId === author.lease?.clientId).length,
  ).toBe(1)
  await author.disconnect()
  await colleague.disconnect()
})

test('19 [G4.7] an id that is open is refused without its fence and with an older one, and taken over with its own', async () => {
  const parts = await partsAt(here, world.otherOfficer)
  const lease = await requestLease(parts)
  const first = await rawSocket(parts, lease)
  const blind = await rawSocket(parts, { clientId: lease.clientId })
  expect(await blind.closed).toBe(4409)
  const older = await rawSocket(parts, { clientId: lease.clientId, fence: lease.fence + 1 })
  expect(await older.closed).toBe(4409)
  expect(first.ended).not.toHaveBeenCalled()
  const again = await rawSocket(parts, lease)
  expect(await first.closed).toBe(4409)
  expect(again.ended).not.toHaveBeenCalled()
  again.socket.close(1000)
  await again.closed
  await vi.waitFor(async () => {
    const free = await rawSocket(parts, { clientId: lease.clientId })
    expect(free.ended).not.toHaveBeenCalled()
    free.socket.close(1000)
  })
})

test('19 [G4.7] [G8] an id that is open in one process is refused in another without its fence; with it the older socket is closed', async () => {
  const parts = await partsAt(here, world.manager)
  const lease = await requestLease(parts)
  const first = await rawSocket(parts, lease)
  const blind = await rawSocket({ ...parts, url: there.url }, { clientId: lease.clientId })
  expect(await blind.closed).toBe(4409)
  expect(first.ended).not.toHaveBeenCalled()
  const second = await rawSocket({ ...parts, url: there.url }, lease)
  expect(await first.closed).toBe(4409)
  expect(second.ended).not.toHaveBeenCalled()
  second.socket.close(1000)
  await second.closed
})

test('19 [G4.8] [G8] a write under a lease that was taken up in another process is refused inside the commit', async () => {
  const parts = await partsAt(here, world.coordinator)
  const author = await openBoard(parts)
  const lease = must(author.lease, 'a lease')
  const room = must(await here.rooms.open(board), 'the room')
  // The commit of the old socket's write waits for this lock; so does the take-over, in front of it.
  const coming = await database.sql.begin(async (tx) => {
    await tx`select 1 from document where id = ${board} for update`
    const newer = comeBackAt(author, { ...parts, url: there.url })
    await waitForLocks(1)
    moveCard(author.doc, card(2), { ...places.free, rank: 'lost' })
    await waitForLocks(2)
    return { newer }
  })
  const newer = await coming.newer
  expect(await author.ended()).toBe(4409)
  expect(rankOf(await replay(), card(2))).not.toContain('lost')
  expect([...room.connections].some((one) => one.clientId === lease.clientId)).toBe(false)
  moveCard(newer.doc, card(2), { ...places.free, rank: 'newer' })
  await newer.saved()
  expect(rankOf(await replay(), card(2))).toContain('newer')
  await newer.disconnect()
})

async function waitForLocks(count: number): Promise<void> {
  await vi.waitFor(async () => {
    const waiting = await database.sql`
      select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    expect(waiting.length).toBeGreaterThanOrEqual(count)
  })
}

test('[G4.7] [G8] a process that has died holds nothing: its ids are free for their owner a few seconds later', async () => {
  const parts = await partsAt(here, world.observer)
  const lease = await requestLease(parts)
  await database.sql`
    update document_client set holder = 'socket of the dead', held_by = 'dead', leased_until = now() + '40 s'
    where document_id = ${board} and client_id = ${lease.clientId}`
  await database.sql`insert into sync_process (id, seen_at) values ('dead', now() - interval '4 s')`
  const early = await rawSocket(parts, { clientId: lease.clientId })
  expect(await early.closed).toBe(4409)
  await database.sql`update sync_process set seen_at = now() - interval '6 s' where id = 'dead'`
  const late = await rawSocket(parts, { clientId: lease.clientId })
  expect(late.ended).not.toHaveBeenCalled()
  late.socket.close(1000)
  await late.closed
})

test('[G4] the end of a socket that was replaced takes nothing from the one that replaced it', async () => {
  const parts = await partsAt(here, world.southOfficer)
  const author = await openBoard(parts)
  const lease = must(author.lease, 'a lease')
  const newer = await comeBackAt(author, parts)
  expect(await author.ended()).toBe(4409)
  editCard(newer.doc, card(3), { known: 'known_active' })
  await newer.saved()
  const [row] = await database.sql<{ heldBy: string | null; isAhead: boolean }[]>`
    select held_by, leased_until > now() as is_ahead from document_client
    where document_id = ${board} and client_id = ${lease.clientId}`
  expect(row?.heldBy).toBe(here.rooms.process)
  expect(row?.isAhead).toBe(true)
  await newer.disconnect()
})
