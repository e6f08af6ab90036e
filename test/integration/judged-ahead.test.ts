// Edits are judged in memory and kept by one statement, which refuses where something has moved meanwhile. [G1, G8, G9]
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { addAttempt, editCard, moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { attemptId, type CardId, type LaneId, type UserId } from '#shared/domain/ids.ts'
import { stages } from '#shared/domain/stages.ts'
import type { Relance } from '#server/relance.ts'
import { createBoardClient, openBoard, type BoardClient } from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { contentOf, placeIn, startFaultWorld, type FaultWorld } from '#test/support/fault-world.ts'
import { startServer } from '#test/support/server.ts'

let w: FaultWorld
beforeAll(async () => {
  w = await startFaultWorld()
})
afterAll(() => w.close())

async function metricOf(server: Relance, name: RegExp): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return Number(name.exec(text)?.[1] ?? 0)
}

const reloadsOf = (server: Relance, why: string) =>
  metricOf(server, new RegExp(`^relance_sync_reloads_total\\{why="${why}"\\} (\\d+)$`, 'm'))
const onTop = /^relance_sync_judged_on_top_total (\d+)$/m
const connections = /^relance_sync_connections (\d+)$/m

/** Writes, and waits until it is in memory on top of what is being kept. Whoever connects writes an answer too. */
async function writeOnTop(server: Relance, write: () => void): Promise<void> {
  const before = await metricOf(server, onTop)
  write()
  await vi.waitFor(async () => expect(await metricOf(server, onTop)).toBe(before + 1), {
    timeout: 10_000,
  })
}

/** An update, by the first bytes of its frame. */
const isUpdate = (frame: Uint8Array) => frame[0] === 0 && frame[1] === 2

async function createReader(server: Relance): Promise<BoardClient> {
  const cookie = await signIn(w.sql, world.observer)
  return createBoardClient({ url: server.url, cookie, document: board }, null)
}

/** The room has seen nobody else's rows for a while: its next commit is judged ahead. */
async function alone(server: Relance): Promise<BoardClient> {
  const client = await w.open(world.coordinator, server)
  moveCard(client.doc, w.card(0), { ...places.free, rank: 'zready' })
  await client.saved()
  return client
}

test('[G1.5] [G8.1] another process keeps an update between the judging and the keeping: both are kept, in one order, none twice', async () => {
  const here = await w.startServer()
  const there = await w.startServer()
  const author = await alone(here)
  const other = await w.open(world.manager, there)
  const before = await reloadsOf(here, 'overtaken')
  await w.whileLocked(async (tx) => {
    moveCard(other.doc, w.card(1), { ...places.free, rank: 'zfirst' })
    await w.untilWaiting(tx)
    // Judged at a number that the other's update will have.
    moveCard(author.doc, w.card(1), { ...places.free, rank: 'zsecond' })
    await w.untilWaiting(tx, 2)
  })
  await Promise.all([author.saved(), other.saved()])
  expect(await reloadsOf(here, 'overtaken')).toBe(before + 1)
  expect(await w.countOf(w.card(1), 'zfirst')).toBe(1)
  // It did not know the other's: a move on a stale base loses, and its author is told. [G6.1]
  expect(await w.countOf(w.card(1), 'zsecond', 'superseded')).toBe(1)
  await author.until(() => author.of('superseded').length === 1)
  await author.until(() => placeIn(author.doc, w.card(1)).includes('zfirst'))
  expect(contentOf(author.doc)).toEqual(contentOf(await w.replayLog()))

  // For a while it waits for the lock before it judges, and catches up behind it.
  moveCard(other.doc, w.card(2), { ...places.free, rank: 'zthird' })
  await other.saved()
  moveCard(author.doc, w.card(3), { ...places.free, rank: 'zfourth' })
  await author.saved()
  expect(await reloadsOf(here, 'overtaken')).toBe(before + 1)
  expect(contentOf(author.doc)).toEqual(contentOf(await w.replayLog()))
})

test('15 [G9.2] [G1.5] a right that ends between the judging and the keeping: the edit is refused, and nobody sees it', async () => {
  const server = await w.startServer()
  await alone(server)
  const manager = await w.open(world.manager, server)
  const colleague = await w.open(world.officer, server)
  editCard(manager.doc, w.card(4), { known: 'unknown' })
  await manager.saved()
  await w.whileLocked(async (tx) => {
    moveCard(manager.doc, w.card(4), { ...places.free, rank: 'zforbidden' })
    await w.untilWaiting(tx)
    await w.sql`
      update membership set role = 'observer' where user_id = ${world.manager}`
  })
  onTestFinished(async () => {
    await w.sql`
      update membership set role = 'manager' where user_id = ${world.manager}`
  })
  await manager.until(() => manager.of('rejected').length === 1)
  expect(await w.countOf(w.card(4), 'zforbidden')).toBe(0)
  expect(await w.countOf(w.card(4), 'zforbidden', 'rejected')).toBe(1)
  const sent = [...manager.frames, ...colleague.frames]
  const leaked = sent.filter((frame) => Buffer.from(frame).includes('zforbidden'))
  // The notice to its author names it; no update does.
  expect(leaked.every((frame) => frame[0] === 100)).toBe(true)
  expect(placeIn(await w.replayLog(), w.card(4))).not.toContain('zforbidden')
})

test('[G9.2] [G1.5] the rights of others change between the judging and the keeping: the edit is kept without loading anything anew', async () => {
  const server = await w.startServer()
  const author = await alone(server)
  const before = await reloadsOf(server, 'overtaken')
  await w.whileLocked(async (tx) => {
    moveCard(author.doc, w.card(5), { ...places.free, rank: 'zunmoved' })
    await w.untilWaiting(tx)
    await w.sql`delete from lane_manager where user_id = ${world.otherManager}`
    await w.sql`
      insert into lane_manager (lane_id, user_id) values (${world.south}, ${world.otherManager})`
  })
  await author.saved()
  expect(await w.countOf(w.card(5), 'zunmoved')).toBe(1)
  expect(await reloadsOf(server, 'overtaken')).toBe(before)
})

test('[G9.2] a change of rights that is under way waits for a commit that has checked them', async () => {
  const held = await w.sql.reserve()
  await held`begin`
  await held`select version from campaign_rights where campaign_id = ${world.campaign} for share`
  const changed = vi.fn<() => void>()
  const change = w.sql`
    update membership set weekly_quota = weekly_quota + 1 where user_id = ${world.officer}`.then(
    changed,
  )
  await w.sql.begin((tx) => w.untilWaiting(tx))
  expect(changed).not.toHaveBeenCalled()
  await held`commit`
  held.release()
  await change
})

test('[G1.6] [G2.1] while a commit is held, the next edits are judged on top of it; nobody is shown or told of either before', async () => {
  const server = await w.startServer()
  const author = await alone(server)
  const colleague = await w.open(world.manager, server)
  const clockOf = () => Y.getState(author.doc.store, author.doc.clientID)
  const clocks: number[] = []
  const told = author.of('ack').length
  const heard = colleague.frames.length
  await w.whileLocked(async (tx) => {
    moveCard(author.doc, w.card(7), { ...places.free, rank: 'zheld' })
    clocks.push(clockOf())
    await w.untilWaiting(tx)
    await writeOnTop(server, () => {
      moveCard(author.doc, w.card(8), { ...places.free, rank: 'zontop' })
      clocks.push(clockOf())
    })
    expect(author.of('ack')).toHaveLength(told)
    expect(colleague.frames.slice(heard).filter(isUpdate)).toEqual([])
  })
  await author.saved()
  // Each acknowledgement covers what its own commit kept, though memory held both from the beginning.
  const acks = author.of('ack').slice(told)
  expect(acks.map((ack) => ack.clock)).toEqual(clocks)
  expect(acks[1]?.seq).toBe((acks[0]?.seq ?? 0) + 1)
  await colleague.until(() => placeIn(colleague.doc, w.card(8)).includes('zontop'))
  expect(contentOf(colleague.doc)).toEqual(contentOf(await w.replayLog()))
})

test('[G1.6] [G1.2] who joins while edits are judged on top of a held commit gets what is kept, and then them', async () => {
  const server = await w.startServer()
  const author = await alone(server)
  let joining: Promise<BoardClient> | undefined
  await w.whileLocked(async (tx) => {
    moveCard(author.doc, w.card(7), { ...places.free, rank: 'zheldagain' })
    await w.untilWaiting(tx)
    await writeOnTop(server, () =>
      moveCard(author.doc, w.card(8), { ...places.free, rank: 'zontopagain' }),
    )
    const reader = await createReader(server)
    joining = reader.reconnect().then(() => reader)
    await vi.waitFor(async () => expect(await metricOf(server, connections)).toBe(2))
    expect(reader.frames).toEqual([])
  })
  const reader = must(await joining, 'somebody joined')
  // The first word names what is kept, and everything up to it comes with the answer.
  expect(reader.of('hello')[0]?.headSeq).toBe(author.of('ack').at(-1)?.seq)
  expect(contentOf(reader.doc)).toEqual(contentOf(await w.replayLog()))
  await reader.disconnect()
})

test('[G1.6] [G8.1] where another process came first, a batch and the one judged on top of it are both judged again, and kept once', async () => {
  const here = await w.startServer()
  const there = await w.startServer()
  const author = await alone(here)
  const second = await w.open(world.officer, here)
  const other = await w.open(world.manager, there)
  const before = await reloadsOf(here, 'overtaken')
  await w.whileLocked(async (tx) => {
    moveCard(other.doc, w.card(9), { ...places.free, rank: 'zthere' })
    await w.untilWaiting(tx)
    moveCard(author.doc, w.card(10), { ...places.free, rank: 'zunder' })
    await w.untilWaiting(tx, 2)
    await writeOnTop(here, () => {
      moveCard(author.doc, w.card(10), { ...places.free, rank: 'zover' })
      editCard(second.doc, w.card(11), { known: 'unknown' })
    })
  })
  await Promise.all([author.saved(), other.saved(), second.saved()])
  expect(await reloadsOf(here, 'overtaken')).toBe(before + 1)
  expect(await w.countOf(w.card(9), 'zthere')).toBe(1)
  expect(await w.countOf(w.card(10), 'zunder')).toBe(1)
  expect(await w.countOf(w.card(10), 'zover')).toBe(1)
  expect(author.of('superseded')).toEqual([])
  await author.until(() => placeIn(author.doc, w.card(9)).includes('zthere'))
  const kept = contentOf(await w.replayLog())
  // The other process may take over what was kept here only at its next look.
  await vi.waitFor(
    () => {
      for (const { doc } of [author, second, other]) expect(contentOf(doc)).toEqual(kept)
    },
    { timeout: 5_000 },
  )
})

test('[G7.2] a card whose row is missing gets it again with its next change', async () => {
  const server = await w.startServer()
  const author = await alone(server)
  await w.sql`delete from card where id = ${w.card(6)}`
  moveCard(author.doc, w.card(6), { ...places.free, rank: 'zrowless' })
  await author.saved()
  const [row] = await w.sql<{ rank: string; fields: unknown }[]>`
    select rank, fields from card where id = ${w.card(6)}`
  expect(row?.rank).toBe('zrowless')
  expect(row?.fields).toEqual(
    boardTypes(await w.replayLog())
      .cards.get(w.card(6))
      ?.toJSON(),
  )
  expect(await w.countOf(w.card(6), 'zrowless')).toBe(1)
})

test('[G1.5] [G3] [G5] [G7.2] judged ahead or under the lock, the same edits leave the same rows, history and replicas', async () => {
  const seed = Date.now() % 1_000_000
  const [ahead, locked] = await Promise.all([play(seed, {}), play(seed, { lockedMs: Infinity })])
  expect(ahead.events.length, `seed ${seed}`).toBeGreaterThan(30)
  expect(ahead, `seed ${seed}`).toEqual(locked)
})

/** The same edits of four people, one after the other, on a server of its own. */
async function play(seed: number, limits: { lockedMs?: number }) {
  let state = seed
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >> 8) % below
  }
  const pick = <T>(...values: readonly [T, ...T[]]): T => values[random(values.length)] ?? values[0]
  const server = await startServer({}, { limits })
  onTestFinished(() => server.close())
  const { sql } = server
  await buildWorld(server)
  await addCards(
    server,
    Array.from({ length: 6 }, () => places.free),
  )
  // Ids are random: what is done to the third card here is done to the third there.
  const cards = (await sql<{ id: CardId }[]>`select id from card order by rank, id`).map(
    ({ id }) => id,
  )
  const users: UserId[] = [world.coordinator, world.manager, world.officer, world.southOfficer]
  const clients: BoardClient[] = []
  for (const user of users) {
    const cookie = await signIn(sql, user)
    clients.push(await openBoard({ url: server.url, cookie, document: board }))
  }
  for (let step = 0; step < 60; step += 1) {
    const by = random(users.length)
    const client = must(clients[by], 'a client')
    const card = must(cards[random(cards.length)], 'a card')
    const act = random(10)
    if (act < 5) {
      const lane = pick<LaneId | null>(null, world.north, world.south)
      const officer = pick<UserId | null>(null, world.officer, world.southOfficer)
      moveCard(client.doc, card, { stage: pick(...stages), lane, officer, rank: `a${step}` })
    } else if (act < 8) {
      editCard(client.doc, card, {
        known: pick('unknown', 'known_active'),
        tags: [`tag${random(3)}`],
      })
    } else {
      const [id, user] = [attemptId.parse(`attempt_${step}`), must(users[by], 'a user')]
      const at = '2026-11-20T10:00:00Z'
      addAttempt(client.doc, id, { card, channel: 'phone', outcome: 'no_answer', at, by: user })
    }
    await client.saved()
    // Everybody knows it before the next one is made: what differs is the path alone.
    await Promise.all(clients.map((one) => one.sync()))
  }
  const named = (text: string) =>
    cards.reduce((said, id, n) => said.replaceAll(id, `card ${n}`), text)
  const events = await sql`
    select seq, n, user_id, card_id, field, key, old, new, verdict, code from event
    where field <> 'created' order by seq, n`
  const rows = await sql`
    select c.id, known, stage, lane_id, officer_id, rank, due_on, reached, attempts, incomplete, closed, fields - 'who' as fields, seq
    from card c order by c.id`
  const notices = await sql`
    select user_id, kind, lane_id, by_user_id, cards from notice order by user_id, kind, lane_id, by_user_id`
  const told = clients.map((one) => one.of('rejected').map(({ seq, changes }) => [seq, changes]))
  const documents = clients.map((one) => contentOf(one.doc))
  for (const document of documents) expect(document).toEqual(documents[0])
  for (const client of clients) await client.disconnect()
  const plain = (value: unknown): unknown => JSON.parse(named(JSON.stringify(value)))
  return {
    events: events.map(plain),
    rows: rows.map(plain).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    notices: plain(notices),
    told: plain(told),
    attempts: plain(documents[0]?.['attempts']),
  }
}
