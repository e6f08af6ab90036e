// What may go wrong between clients and the room, as the list of failures numbers it: ids that lie, frames that are none,
// refusals, stale writes, two processes at once.
import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { messageType } from '#shared/contracts/sync.ts'
import { addAttempt, editCard, moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { attemptId } from '#shared/domain/ids.ts'
import { place } from '#shared/domain/place.ts'
import { rebuildProjection } from '#server/projections/rebuild.ts'
import { presenceFrame } from '#server/sync/protocol.ts'
import { createBoardClient, requestLease, type BoardClient } from '#test/support/board-client.ts'
import { board, places, signIn, world } from '#test/support/board-world.ts'
import { contentOf, placeIn, startFaultWorld, type FaultWorld } from '#test/support/fault-world.ts'

let w: FaultWorld
beforeAll(async () => {
  w = await startFaultWorld(12, { limits: { socketsPerUser: 400 } })
})
afterAll(() => w.close())

const factOf = (client: BoardClient, n: number, field: string) =>
  boardTypes(client.doc).cards.get(w.card(n))?.get(field)

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

test('12 [G4.3] two clients that initialise a card at once are both sent away, and nothing of either is kept', async () => {
  const both = [await w.open(world.coordinator), await w.open(world.manager)]
  for (const { doc } of both) doc.getMap('cards').set('card_new', new Y.Map([['known', 'unknown']]))
  for (const client of both) expect(await client.ended()).toBe(4409)
  const fresh = await w.open(world.officer)
  expect(boardTypes(fresh.doc).cards.has('card_new')).toBe(false)
})

test('14 [G1.2] [G10.1] two hundred sockets that are cut and come back at once are served one and the same encoding', async () => {
  const readers = await Promise.all(
    Array.from({ length: 200 }, async () => {
      const cookie = await signIn(w.sql, world.observer)
      return createBoardClient({ url: w.server.url, cookie, document: board }, null)
    }),
  )
  await Promise.all(readers.map((one) => one.reconnect()))
  for (const one of readers) one.drop()
  await Promise.all(readers.map((one) => one.ended()))
  const marks = readers.map((one) => one.frames.length)
  // A document made anew each, as a reload does: the same bytes for all, from the cache.
  const fresh = readers.map(() => new Y.Doc())
  const again = await Promise.all(
    fresh.map(async () => {
      const cookie = await signIn(w.sql, world.observer)
      const one = createBoardClient({ url: w.server.url, cookie, document: board }, null)
      await one.reconnect()
      return one
    }),
  )
  expect(marks.every((count) => count > 0)).toBe(true)
  const largest = again.map(
    (one) =>
      one.frames.toSorted((a, b) => b.length - a.length).map((frame) => Buffer.from(frame))[0],
  )
  const [first] = largest
  expect(largest.every((frame) => frame && first?.equals(frame))).toBe(true)
  await Promise.all(again.map((one) => one.disconnect()))
}, 60_000)

test('15 [G3.1] [G9.1] a role that is lowered between receiving a change and keeping it counts: refused, undone, told', async () => {
  const author = await w.open(world.otherOfficer)
  const before = placeIn(author.doc, w.card(6))
  await w.whileLocked(async (tx) => {
    moveCard(author.doc, w.card(6), { ...places.free, officer: world.otherOfficer, rank: 'zlate' })
    await w.untilWaiting(tx)
    await w.sql`
      update membership set role = 'observer', lane_id = null
      where user_id = ${world.otherOfficer}`
  })
  await author.until(() => author.of('rejected').length > 0)
  expect(author.of('rejected')[0]?.changes[0]).toMatchObject({ code: 'read-only', rule: 'P5' })
  expect(placeIn(author.doc, w.card(6))).toBe(before)
  expect(await w.countOf(w.card(6), 'zlate')).toBe(0)
  await w.sql`
    update membership set role = 'officer', lane_id = ${world.north}
    where user_id = ${world.otherOfficer}`
})

test('15 [G9.1] a session that ends while an edit of it waits: its socket closes, and the edit is not kept', async () => {
  const author = await w.open(world.coordinator)
  const beside = await w.open(world.manager)
  const before = placeIn(beside.doc, w.card(6))
  const room = must(await w.server.rooms.open(board), 'the room')
  const own = must(
    [...room.connections].find((one) => one.clientId === author.doc.clientID),
    'the author',
  )
  const { received } = own
  let command: Promise<unknown> | undefined
  await w.whileLocked(async (tx) => {
    // The room is at something else: what comes waits in its line.
    command = w.server.rooms.execute(board, { user: world.officer, edit: () => {} })
    await w.untilWaiting(tx)
    moveCard(author.doc, w.card(6), { ...places.free, rank: 'zsignedout' })
    await vi.waitFor(() => expect(own.received).toBe(received + 1))
    w.server.rooms.sessionEnded(own.session)
    expect(await author.ended()).toBe(4401)
  })
  await command
  moveCard(beside.doc, w.card(5), { ...places.free, rank: 'zbehind' })
  await beside.saved()
  expect(placeIn(beside.doc, w.card(6))).toBe(before)
  expect(await w.countOf(w.card(6), 'zsignedout')).toBe(0)
})

test('16 [G3.6] [G6.1] clocks that are wrong: a client’s decides nothing, and order is the number’s, whatever hour stands beside it', async () => {
  const author = await w.open(world.coordinator)
  const attempt = (at: number) =>
    ({
      card: w.card(7),
      channel: 'phone',
      outcome: 'busy',
      at: new Date(at).toISOString(),
      by: world.coordinator,
    }) as const
  const dayMs = 86_400_000
  addAttempt(author.doc, attemptId.parse('attempt-tomorrow'), attempt(Date.now() + dayMs))
  addAttempt(author.doc, attemptId.parse('attempt-yesterday'), attempt(Date.now() - dayMs))
  await author.saved()
  expect(author.of('rejected').flatMap((one) => one.changes.map((change) => change.key))).toEqual([
    'attempt-tomorrow',
  ])
  // A process whose clock is half a minute ahead wrote first; who comes later on that base is second all the same.
  const stale = await w.open(world.manager)
  stale.drop()
  await stale.ended()
  moveCard(stale.doc, w.card(7), { ...places.free, rank: 'zstale' })
  await w.server.rooms.execute(board, {
    user: world.coordinator,
    at: new Date(Date.now() + 30_000),
    edit: (doc) => moveCard(doc, w.card(7), { ...places.free, rank: 'zahead' }),
  })
  await w.server.rooms.execute(board, {
    user: world.officer,
    edit: (doc) => moveCard(doc, w.card(7), { ...places.free, rank: 'zlater' }),
  })
  await stale.reconnect()
  await stale.until(() => stale.of('superseded').length > 0)
  expect(stale.of('superseded')[0]?.changes[0]).toMatchObject({ by: { id: world.officer } })
  expect(placeIn(stale.doc, w.card(7))).toContain('zlater')
})

test('18 [G10.3] one frame with fifty thousand people present is nobody’s, and harms nobody', async () => {
  const hostile = await w.open(world.coordinator)
  const beside = await w.open(world.manager)
  const entries = Array.from({ length: 50_000 }, (_, i) => {
    return { clientId: i + 100, clock: 1, state: '{}' }
  })
  hostile.sendFrame(presenceFrame(entries))
  expect(await hostile.ended()).toBe(4400)
  moveCard(beside.doc, w.card(8), { ...places.free, rank: 'zcalm' })
  await beside.saved()
})

test('18 [G4.1] a value of five thousand levels and a frame far above its limit close their sender alone', async () => {
  const deep = await w.open(world.coordinator)
  const huge = await w.open(world.coordinator)
  let value: unknown = 1
  for (let i = 0; i < 5_000; i += 1) value = [value]
  const doc = new Y.Doc()
  doc.clientID = deep.doc.clientID
  doc.getMap('attempts').set('attempt-deep', value)
  deep.sendUpdate(Y.encodeStateAsUpdate(doc))
  expect(await deep.ended()).toBe(4409)
  huge.sendFrame(new Uint8Array(3 * 1024 * 1024))
  expect(await huge.ended()).toBe(4409)
})

test('21 [G4.4] [G10.3] who only reads is closed when writing by whatever frame, and shows nothing of others', async () => {
  const cookie = await signIn(w.sql, world.observer)
  const open = async () => {
    const reader = createBoardClient({ url: w.server.url, cookie, document: board }, null)
    await reader.reconnect()
    return reader
  }
  const doc = new Y.Doc()
  doc.clientID = 4_000
  doc.getMap('attempts').set('attempt-reader', { card: w.card(0) })
  const bytes = Y.encodeStateAsUpdate(doc)
  for (const kind of [1, 2]) {
    const reader = await open()
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, messageType.sync)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, bytes)
    reader.sendFrame(encoding.toUint8Array(encoder))
    expect(await reader.ended()).toBe(4403)
  }
  const watching = await w.open(world.manager)
  const reader = await open()
  const seen = watching.frames.length
  const { clientId } = must(watching.lease, 'it writes')
  reader.sendFrame(presenceFrame([{ clientId, clock: 4_000_000_000, state: '{"idle":true}' }]))
  moveCard(watching.doc, w.card(8), { ...places.free, rank: 'zseen' })
  await watching.saved()
  const shown = watching.frames.slice(seen).filter((frame) => frame[0] === messageType.awareness)
  expect(shown).toHaveLength(0)
  // An intent, or any other kind of message, is no frame of this protocol.
  reader.sendFrame(Uint8Array.of(101, 2, 123, 125))
  expect(await reader.ended()).toBe(4400)
})

test('22 23 [G3.2] of a mixed update the forbidden field alone is undone: nobody ever sees it, and it is in no byte that is kept or sent', async () => {
  const author = await w.open(world.officer)
  const beside = await w.open(world.manager)
  const values: unknown[] = []
  boardTypes(beside.doc).cards.observeDeep(() => {
    values.push(factOf(beside, 9, 'referral'))
  })
  const serverIds = new Set<number>()
  const before = beside.frames.length
  author.doc.transact(() => {
    const card = boardTypes(author.doc).cards.get(w.card(9))
    card?.set('tags', ['permis'])
    card?.set('referral', { partner: 'zforbidden', on: 'no day', status: 'open' })
  })
  await author.saved()
  await author.until(() => author.of('rejected').length > 0)
  await beside.until(() => JSON.stringify(factOf(beside, 9, 'tags')) === '["permis"]')
  expect(values.every((value) => value === undefined || value === null)).toBe(true)
  expect(factOf(author, 9, 'referral') ?? null).toBeNull()
  expect(factOf(author, 9, 'tags')).toEqual(['permis'])
  const sent = Buffer.concat(beside.frames.slice(before)).toString('latin1')
  expect(sent).not.toContain('zforbidden')
  const rows = await w.sql<{ bytes: Buffer }[]>`
    select bytes from document_update where document_id = ${board}
    union all select bytes from document_snapshot where document_id = ${board}`
  expect(rows.some(({ bytes }) => bytes.toString('latin1').includes('zforbidden'))).toBe(false)
  for (const [id] of Y.decodeStateVector(Y.encodeStateVector(beside.doc))) serverIds.add(id)
  expect([...serverIds].every((id) => id < 100)).toBe(true)
})

test('24 [G6.1] [W2] what was written on an old base under the highest client id loses to what was kept meanwhile, and its author is told', async () => {
  const away = await w.open(world.southOfficer)
  const others = await Promise.all([w.open(world.coordinator), w.open(world.manager)])
  // A newcomer has the highest id of all: Yjs alone would let it win.
  const late = await w.open(world.officer)
  expect(late.doc.clientID).toBeGreaterThanOrEqual(must(others[1], 'two').doc.clientID - 1)
  late.drop()
  await late.ended()
  moveCard(late.doc, w.card(10), { ...places.free, officer: world.officer, rank: 'zthreedays' })
  const [coordinator] = others
  moveCard(must(coordinator, 'two').doc, w.card(10), { ...places.free, rank: 'znewer' })
  await must(coordinator, 'two').saved()
  await late.reconnect()
  await late.until(() => late.of('superseded').length > 0)
  expect(late.of('superseded')[0]?.changes[0]).toMatchObject({
    by: { id: world.coordinator },
    kept: { rank: 'znewer' },
    attempted: { rank: 'zthreedays' },
  })
  expect(placeIn(late.doc, w.card(10))).toContain('znewer')
  await away.sync()
  expect(placeIn(away.doc, w.card(10))).toContain('znewer')
})

test('25 [S2] concurrent places of one card are never mixed', async () => {
  const clients = await Promise.all([w.open(world.coordinator), w.open(world.manager)])
  for (let i = 0; i < 30; i += 1) {
    for (const [n, { doc }] of clients.entries()) {
      const stage = n === 0 ? 'dispatched' : 'first_contact'
      moveCard(doc, w.card(11), { ...places.free, stage, rank: `z${stage}${i}` })
    }
    await Promise.all(clients.map((one) => one.saved()))
    await Promise.all(clients.map((one) => one.sync()))
    const [one, other] = clients.map(({ doc }) => placeIn(doc, w.card(11)))
    expect(one).toBe(other)
    const { stage, rank } = place.parse(JSON.parse(one ?? 'null'))
    expect(rank).toContain(stage)
  }
})

test('26 [G3.2] undoing what the server has undone already changes nothing for anybody', async () => {
  const author = await w.open(world.officer)
  const beside = await w.open(world.manager)
  const map = must(boardTypes(author.doc).cards.get(w.card(4)), 'a card')
  const undo = new Y.UndoManager(map, { captureTimeout: 0, trackedOrigins: new Set([null]) })
  map.set('imiloVerified', { by: world.officer, on: '2026-11-20' })
  await author.saved()
  await author.until(() => author.of('rejected').length > 0)
  const before = contentOf(beside.doc)
  undo.undo()
  if (author.closed === null) await author.saved().catch(() => {})
  await beside.sync()
  expect(contentOf(beside.doc)).toEqual(before)
  expect(factOf(beside, 4, 'imiloVerified') ?? null).toBeNull()
})

test('28 [G12.2] a snapshot that reads back otherwise than it was written is served to nobody; with its bytes again, it is', async () => {
  const other = await w.startServer(w.databaseUrl, { logRows: 1 })
  const author = await w.open(world.coordinator, other)
  const kept = async () => {
    const rows = await w.sql<{ bytes: Buffer }[]>`
      select bytes from document_snapshot where document_id = ${board}`
    return rows[0]?.bytes
  }
  await vi.waitFor(async () => {
    editCard(author.doc, w.card(1), { tags: [`t${Math.random()}`.slice(0, 12)] })
    await author.saved()
    expect(await kept()).toBeDefined()
  })
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

test('32 [G4.1] two messages in a frame, a frame of text, an empty one, an unknown type: each closes its sender with 4400', async () => {
  const question = Uint8Array.of(0, 0, 1, 0)
  const frames = [Uint8Array.of(...question, ...question), new Uint8Array(), Uint8Array.of(77)]
  for (const frame of frames) {
    const client = await w.open(world.coordinator)
    client.sendFrame(frame)
    expect(await client.ended()).toBe(4400)
  }
  const client = await w.open(world.coordinator)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what ws sends as a text frame
  client.sendFrame('hello' as unknown as Uint8Array)
  expect(await client.ended()).toBe(4400)
})
