import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { editCard, moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import {
  createBoardClient,
  openBoard,
  type BoardClient,
  type ClientParts,
} from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { startServer } from '#test/support/server.ts'

type Server = Awaited<ReturnType<typeof startServer>>

const limits = { bufferedBytes: 256 * 1024, stuckMs: 1_000, queue: 20, socketsPerUser: 3 }
let server: Server
let cards: CardId[]

beforeAll(async () => {
  server = await startServer({}, { limits })
  await buildWorld(server)
  cards = await addCards(server, [places.free, places.own])
})
afterAll(() => server.close())

const partsOf = async (user: UserId): Promise<ClientParts> => {
  return { url: server.url, cookie: await signIn(server.sql, user), document: board }
}
const open = async (user: UserId): Promise<BoardClient> => openBoard(await partsOf(user))
const card = (n: number) => must(cards[n], 'a card')

const connectionOf = async (user: UserId) => {
  const room = must(await server.rooms.open(board), 'the room')
  return [...room.connections].find((one) => one.user.id === user)
}

test('[G9] a change of role is told on the open socket, and counts for the next write', async () => {
  const client = await open(world.otherOfficer)
  await server.sql`
    update membership set role = 'observer', lane_id = null where user_id = ${world.otherOfficer}`
  await client.until(() => client.of('role').some(({ role }) => role === 'observer'))
  editCard(client.doc, card(0), { known: 'known_active' })
  await client.until(() => client.of('rejected').length > 0)
  expect(client.of('rejected')[0]?.changes).toMatchObject([{ code: 'read-only', rule: 'P5' }])
  await client.disconnect()
})

test('[G9] [P9] who is told of a change of membership here acts on it before it answers', async () => {
  const manager = await open(world.otherManager)
  const removed = await open(world.southOfficer)
  await server.sql`
    update membership set role = 'coordinator' where user_id = ${world.otherManager}`
  await server.sql`delete from membership where user_id = ${world.southOfficer}`
  await server.rooms.membershipChanged(world.campaign, world.southOfficer)
  await manager.until(() => manager.of('role').some(({ role }) => role === 'coordinator'))
  expect(await removed.ended()).toBe(4404)
  await manager.disconnect()
})

test('[G10] a person has so many sockets and no more; one that closes makes room', async () => {
  const parts = await partsOf(world.manager)
  const clients = [await openBoard(parts), await openBoard(parts), await openBoard(parts)]
  const another = createBoardClient(parts, null)
  another.reconnect().catch(() => {})
  await vi.waitFor(() => expect(another.closed).toBe(4500))
  await clients[0]?.disconnect()
  await vi.waitFor(async () => {
    const next = createBoardClient(parts, null)
    await next.reconnect()
    await next.disconnect()
  })
  for (const client of clients) await client.disconnect()
})

test('[G10] more updates than a queue holds close the one who sent them with 4500; what was kept is not lost, nor the rest', async () => {
  const client = await open(world.coordinator)
  const colleague = await open(world.officer)
  await server.sql.begin(async (tx) => {
    await tx`select 1 from document where id = ${board} for update`
    for (let n = 0; n < 40; n += 1) {
      moveCard(client.doc, card(0), { ...places.free, rank: `queue${n}` })
    }
    expect(await client.ended()).toBe(4500)
  })
  expect(colleague.closed).toBeNull()
  await client.reconnect()
  await client.saved()
  const rank = () => JSON.stringify(boardTypes(colleague.doc).cards.get(card(0))?.get('at'))
  await colleague.until(() => rank().includes('queue39'))
  await client.disconnect()
  await colleague.disconnect()
})

test('[G10.1] more bytes than a queue holds close the one who sent them with 4500, though they are few updates', async () => {
  const heavy = await startServer({}, { limits: { queueBytes: 64 * 1024 } })
  onTestFinished(() => heavy.close())
  await buildWorld(heavy)
  const [added] = await addCards(heavy, [places.free])
  const there = must(added, 'a card')
  const openThere = async (user: UserId) => {
    return openBoard({ url: heavy.url, cookie: await signIn(heavy.sql, user), document: board })
  }
  const client = await openThere(world.coordinator)
  const colleague = await openThere(world.officer)
  await heavy.sql.begin(async (tx) => {
    await tx`select 1 from document where id = ${board} for update`
    for (let n = 0; n < 10; n += 1) editCard(client.doc, there, { tags: ['x'.repeat(20_000)] })
    expect(await client.ended()).toBe(4500)
  })
  expect(colleague.closed).toBeNull()
  await client.reconnect()
  moveCard(client.doc, there, { ...places.free, rank: 'behind' })
  await client.saved()
  const rank = () => JSON.stringify(boardTypes(colleague.doc).cards.get(there)?.get('at'))
  await colleague.until(() => rank().includes('behind'))
  const text = await (await fetch(`${heavy.url}/metrics`)).text()
  expect(text).toMatch(/^relance_sync_queued_bytes 0$/m)
  expect(text).toMatch(/^relance_sync_queued_works 0$/m)
  await client.disconnect()
  await colleague.disconnect()
})

test('13 [G10.2] who asks for the board again and again and never reads takes no more memory than its bound and one answer', async () => {
  const few = { bufferedBytes: 64 * 1024, stuckMs: 1_000, questionCost: 1 }
  const large = await startServer({}, { limits: few })
  onTestFinished(() => large.close())
  await buildWorld(large)
  await addCards(large, [places.free])
  const bytes = 512 * 1024
  await large.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => boardTypes(doc).settings.set('filler', 'x'.repeat(bytes)),
  })
  const cookie = await signIn(large.sql, world.coordinator)
  const client = createBoardClient({ url: large.url, cookie, document: board }, null)
  await client.reconnect()
  const room = must(await large.rooms.open(board), 'the room')
  const [held] = [...room.connections]
  client.pause()
  const ended = client.ended()
  // More than a line takes in its own buffers, were each of them answered.
  for (let n = 0; n < 200; n += 1) client.sendFrame(Uint8Array.of(0, 0, 1, 0))
  let most = 0
  await vi.waitFor(
    () => {
      most = Math.max(most, held?.buffered() ?? 0)
      expect(room.connections.size).toBe(0)
    },
    { timeout: 20_000, interval: 5 },
  )
  expect(most).toBeLessThan(3 * bytes)
  client.resume()
  await ended
})

const filler = (client: BoardClient) => String(boardTypes(client.doc).settings.get('filler'))
const fillerBytes = 1024 * 1024

/** Changes of a megabyte, each in place of the one before, until `condition`. */
async function pourUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let n = 0; n < 500; n += 1) {
    if (await condition()) return
    await server.rooms.execute(board, {
      user: world.coordinator,
      edit: (doc) => boardTypes(doc).settings.set('filler', `${n}${'x'.repeat(fillerBytes)}`),
    })
  }
  throw new Error('nothing came of five hundred megabytes')
}

test('13 [G10.2] a socket that is not read holds no more than its bound, gets one difference when it is, and is ended when it never is', async () => {
  const slow = await open(world.coordinator)
  const quick = await open(world.officer)
  const stateOf = async () => (await connectionOf(world.coordinator))?.state.kind
  slow.pause()
  await pourUntil(async () => (await stateOf()) === 'lagging')
  const held = must(await connectionOf(world.coordinator), 'the slow connection')
  const frames = slow.frames.length
  slow.resume()
  await vi.waitFor(async () => expect(await stateOf()).toBe('live'))
  await server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => boardTypes(doc).settings.set('filler', 'end'),
  })
  await slow.until(() => filler(slow) === 'end')
  await quick.until(() => filler(quick) === 'end')
  expect(slow.frames.length).toBeGreaterThan(frames)

  slow.pause()
  await pourUntil(async () => (await stateOf()) === 'lagging')
  let most = 0
  await pourUntil(async () => {
    most = Math.max(most, held.buffered())
    return (await stateOf()) === undefined
  })
  expect(most).toBeLessThan(limits.bufferedBytes + 2 * fillerBytes)
  slow.resume()
  await slow.ended()
  expect(quick.closed).toBeNull()
  await quick.disconnect()
})

test('30 [G10.4] somebody alone who does nothing hears a heartbeat within 15 seconds', async () => {
  const client = await open(world.observer)
  const before = performance.now()
  await client.until(() => client.of('heartbeat').length > 0)
  expect(performance.now() - before).toBeLessThan(15_000)
  await client.disconnect()
})

test('30 [G10.4] who gives no sign of life is ended after a while; who is silent and alive stays, however long', async () => {
  const quick = await startServer({}, { limits: { heartbeatMs: 40, silentMs: 300 } })
  onTestFinished(() => quick.close())
  await buildWorld(quick)
  const openThere = async (user: UserId) => {
    return openBoard({ url: quick.url, cookie: await signIn(quick.sql, user), document: board })
  }
  const alive = await openThere(world.officer)
  const deaf = await openThere(world.coordinator)
  const room = must(await quick.rooms.open(board), 'the room')
  expect(room.connections.size).toBe(2)
  // As a laptop whose lid was shut: neither read nor answered.
  deaf.pause()
  await vi.waitFor(() => expect(room.connections.size).toBe(1), { timeout: 5_000 })
  const heard = alive.of('heartbeat').length
  await alive.until(() => alive.of('heartbeat').length > heard + 20)
  expect(alive.closed).toBeNull()
  deaf.resume()
  expect(await deaf.ended()).toBe(1006)
  await alive.disconnect()
})
