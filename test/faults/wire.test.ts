// What may go wrong between clients and the room, as the list of failures numbers it: ids that lie, frames that are none,
// refusals, stale writes.
import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { messageType } from '#shared/contracts/sync.ts'
import { addAttempt, editCard, moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { attemptId } from '#shared/domain/ids.ts'
import { place } from '#shared/domain/place.ts'
import { compactLog } from '#server/sync/compaction.ts'
import { presenceFrame } from '#server/sync/protocol.ts'
import { createBoardClient, type BoardClient } from '#test/support/board-client.ts'
import { board, places, signIn, world } from '#test/support/board-world.ts'
import { contentOf, placeIn, startFaultWorld, type FaultWorld } from '#test/support/fault-world.ts'

let w: FaultWorld
beforeAll(async () => {
  w = await startFaultWorld()
})
afterAll(() => w.close())

const factOf = (client: BoardClient, n: number, field: string) =>
  boardTypes(client.doc).cards.get(w.card(n))?.get(field)

test('12 [G4.3] two clients that initialise a card at once are both sent away, and nothing of either is kept', async () => {
  const both = [await w.open(world.coordinator), await w.open(world.manager)]
  for (const { doc } of both) doc.getMap('cards').set('card_new', new Y.Map([['known', 'unknown']]))
  for (const client of both) expect(await client.ended()).toBe(4409)
  const fresh = await w.open(world.officer)
  expect(boardTypes(fresh.doc).cards.has('card_new')).toBe(false)
})

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

test('18 [G4.1] [T7] a value of five thousand levels and a frame far above its limit close their sender alone', async () => {
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
  // So far above that it is not even read.
  const unread = await w.open(world.coordinator)
  unread.sendFrame(new Uint8Array(9 * 1024 * 1024))
  expect(await unread.ended()).toBe(1009)
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

test('22 23 [G3.2] [G5.2] of a mixed update the forbidden field alone is undone: nobody ever sees it, and it is in no byte that is kept or sent', async () => {
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
  // The highest id of all, whatever tests before have left idle.
  let late = await w.open(world.officer)
  while (others.some(({ doc }) => doc.clientID > late.doc.clientID)) {
    late = await w.open(world.officer)
  }
  late.drop()
  await late.ended()
  moveCard(late.doc, w.card(10), { ...places.free, officer: world.officer, rank: 'zthreedays' })
  const [coordinator] = others
  moveCard(must(coordinator, 'two').doc, w.card(10), { ...places.free, rank: 'znewer' })
  await must(coordinator, 'two').saved()
  // Yjs alone would let it win.
  const alone = new Y.Doc()
  for (const { doc } of [late, ...others]) Y.applyUpdate(alone, Y.encodeStateAsUpdate(doc))
  expect(placeIn(alone, w.card(10))).toContain('zthreedays')
  // Days go by: what was kept is in a snapshot, and no row is left of it.
  await w.sql`update document_update set created_at = created_at - interval '3 days'`
  await compactLog(w.sql, board)
  expect(await w.sql`select 1 from document_update where document_id = ${board}`).toEqual([])
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

test.each([
  ['nothing stood there', () => {}],
  [
    'another value stood there',
    (author: BoardClient) => {
      editCard(author.doc, w.card(4), { tags: ['permis'] })
    },
  ],
])(
  '26 [G3.2] undoing, and doing again, what the server has undone changes nothing for anybody: %s',
  async (_, prepare) => {
    const author = await w.open(world.officer)
    const beside = await w.open(world.manager)
    prepare(author)
    await author.saved()
    const map = must(boardTypes(author.doc).cards.get(w.card(4)), 'a card')
    const undo = new Y.UndoManager(map, { captureTimeout: 0, trackedOrigins: new Set([null]) })
    await beside.sync()
    const before = contentOf(beside.doc)
    map.set('tags', 'zforbidden')
    await author.saved()
    await author.until(() => author.of('rejected').length === 1)
    expect(contentOf(author.doc)).toEqual(before)
    undo.undo()
    await author.saved()
    undo.redo()
    await author.saved()
    await Promise.all([author.sync(), beside.sync()])
    expect(contentOf(beside.doc)).toEqual(before)
    expect(contentOf(author.doc)).toEqual(before)
    expect([author.closed, beside.closed]).toEqual([null, null])
    expect(contentOf((await w.open(world.coordinator)).doc)).toEqual(before)
  },
)

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
