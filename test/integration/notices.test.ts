// Who is told of what, on a real server: people write through its room, and read what they were told.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { noticeAnswer, noticesAnswer, type NoticeKind } from '#shared/contracts/notices.ts'
import { moveCards, type Move } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { must } from '#shared/assert.ts'
import { day } from '#shared/domain/day.ts'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import type { Relance } from '#server/relance.ts'
import { openBoard } from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { startServer } from '#test/support/server.ts'

let server: Relance
let cards: CardId[]
let made = 0

beforeAll(async () => {
  server = await startServer()
  await buildWorld(server)
})
afterAll(() => server.close())
beforeEach(async () => {
  await server.sql`delete from notice`
  await server.sql`delete from mail`
  cards = await addCards(server, [places.received, places.received, places.free, places.free], made)
  made += cards.length
})
const card = (n: number) => must(cards[n], 'a card')
const { north, south } = world
const inNorth = { ...places.free, stage: 'received' } as const
const inSouth = { ...places.south, stage: 'received' } as const

/** Moves cards as somebody at their own screen: kept when it resolves. */
async function move(user: UserId, moves: readonly Move[]): Promise<void> {
  const cookie = await signIn(server.sql, user)
  const client = await openBoard({ url: server.url, cookie, document: board })
  moveCards(client.doc, moves)
  await client.saved()
  expect(client.of('rejected')).toEqual([])
  await client.disconnect()
}

async function read(user: UserId) {
  const cookie = await signIn(server.sql, user)
  const answer = await fetch(`${server.url}/api/notices`, { headers: { cookie } })
  return { cookie, ...noticesAnswer.parse(await answer.json()) }
}

/** One notice as the holder of a cookie asks for it. */
async function ask(who: string, id: number | string) {
  const answer = await fetch(`${server.url}/api/notices/${id}`, { headers: { cookie: who } })
  return { status: answer.status, body: (await answer.json()) as unknown }
}

/** What somebody was told, short: kind, count. */
async function told(user: UserId): Promise<[NoticeKind, number][]> {
  const { notices } = await read(user)
  return notices
    .map(({ kind, count }): [NoticeKind, number] => [kind, count])
    .toSorted(([a], [b]) => a.localeCompare(b))
}

/** Cards that the digest to somebody would count. */
async function inDigest(user: UserId): Promise<number> {
  const [row] = await server.sql<{ count: number }[]>`
    select count(*)::integer as count
    from mail_card mc
    join mail m on m.id = mc.mail_id
    where m.user_id = ${user} and m.state = 'waiting'`
  return row?.count ?? 0
}

test('[3] an RS is told what arrived, observers are in copy, and who did it is told nothing', async () => {
  await move(world.coordinator, [
    { card: card(0), to: inNorth },
    { card: card(1), to: inNorth },
  ])
  expect(await told(world.manager)).toEqual([['arrived', 2]])
  expect(await told(world.observer)).toEqual([['copied', 2]])
  expect(await told(world.otherManager)).toEqual([])
  expect(await told(world.coordinator)).toEqual([])
  expect(await inDigest(world.manager)).toBe(2)
})

test('[3] a known youth sent to the référent tells them, with a copy to the RS and to observers', async () => {
  const to = { stage: 'dispatched', lane: north, officer: world.officer, rank: 'a5' } as const
  await move(world.coordinator, [{ card: card(0), to }])
  expect(await told(world.officer)).toEqual([['assigned', 1]])
  expect(await told(world.manager)).toEqual([['copied', 1]])
  expect(await told(world.observer)).toEqual([['copied', 1]])
})

test('[3] observers are in copy of what leaves “À répartir”, once: not of what goes on from officer to officer or lane to lane', async () => {
  await move(world.coordinator, [{ card: card(0), to: inNorth }])
  await move(world.manager, [{ card: card(0), to: { ...places.free, officer: world.officer } }])
  await move(world.coordinator, [{ card: card(0), to: inSouth }])
  expect(await told(world.otherManager)).toEqual([['arrived', 1]])
  expect(await told(world.observer)).toEqual([['copied', 1]])
  expect(await inDigest(world.observer)).toBe(1)
})

test('[3] cards given one after the other are one notice and one digest, not one each', async () => {
  const to = { ...places.free, officer: world.officer }
  await move(world.manager, [{ card: card(2), to }])
  await move(world.manager, [{ card: card(3), to }])
  expect(await told(world.officer)).toEqual([['assigned', 2]])
  const mails = await server.sql`select id from mail where user_id = ${world.officer}`
  expect(mails).toHaveLength(1)
  expect(await inDigest(world.officer)).toBe(2)
})

test('[W4] an act that is undone tells nobody: the notice and the digest lose its cards', async () => {
  const to = { ...places.free, officer: world.officer }
  await move(world.manager, [
    { card: card(2), to },
    { card: card(3), to },
  ])
  await move(world.manager, [{ card: card(2), to: places.free }])
  expect(await told(world.officer)).toEqual([['assigned', 1]])
  expect(await inDigest(world.officer)).toBe(1)
  await move(world.manager, [{ card: card(3), to: places.free }])
  expect(await told(world.officer)).toEqual([])
  expect(await inDigest(world.officer)).toBe(0)
})

test('[W4] observers are told nothing of what has come back to "À répartir"', async () => {
  await move(world.coordinator, [
    { card: card(0), to: inNorth },
    { card: card(1), to: inNorth },
  ])
  await move(world.coordinator, [{ card: card(0), to: places.received }])
  expect(await told(world.observer)).toEqual([['copied', 1]])
  expect(await inDigest(world.observer)).toBe(1)
})

test('[P3] handing over asks the other RS, who accepts or returns; each answer comes back', async () => {
  const by = { by: world.manager, on: day.parse('2026-11-02') }
  const handover = { from: north, to: south, ...by }
  await move(world.manager, [
    { card: card(2), to: inSouth, handover },
    { card: card(3), to: inSouth, handover },
  ])
  expect(await told(world.otherManager)).toEqual([['handed_over', 2]])
  await move(world.otherManager, [{ card: card(2), to: inNorth, handover: null }])
  await move(world.otherManager, [
    { card: card(3), to: { ...inSouth, officer: null, rank: 'a7' }, handover: null },
  ])
  expect(await told(world.manager)).toEqual([
    ['accepted', 1],
    ['returned', 1],
  ])
  // What was returned is no more for the one who was asked.
  expect(await told(world.otherManager)).toEqual([['handed_over', 1]])
})

test('[P3] a card sent back to "À répartir" tells the coordination', async () => {
  await move(world.manager, [{ card: card(2), to: places.received }])
  expect(await told(world.coordinator)).toEqual([['sent_back', 1]])
})

test('[P1] one notice leads to its cards: one’s own only, and of a campaign one takes part in', async () => {
  await move(world.coordinator, [
    { card: card(0), to: inNorth },
    { card: card(1), to: inNorth },
  ])
  const { cookie, notices } = await read(world.manager)
  const one = must(notices[0], 'a notice')
  const own = await ask(cookie, one.id)
  expect(own.status).toBe(200)
  expect(noticeAnswer.parse(own.body).cards.toSorted()).toEqual([card(0), card(1)].toSorted())
  for (const user of [world.coordinator, world.otherManager, world.officer, world.stranger]) {
    expect((await ask(await signIn(server.sql, user), one.id)).status).toBe(404)
  }
  for (const id of ['x', '0', '99999999999999999999']) {
    expect((await ask(cookie, id)).status).toBe(404)
  }
  expect((await ask('relance=nobody', one.id)).status).toBe(401)
})

test('[3] read is each person’s own, and what comes later is a new notice', async () => {
  await move(world.coordinator, [{ card: card(0), to: inNorth }])
  const { cookie, notices, unread } = await read(world.manager)
  expect(unread).toBe(1)
  const answer = await fetch(`${server.url}/api/notices/read`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ upTo: must(notices[0], 'a notice').at }),
  })
  expect(answer.status).toBe(204)
  expect((await read(world.manager)).unread).toBe(0)
  expect((await read(world.observer)).unread).toBe(1)
  await move(world.coordinator, [{ card: card(1), to: inNorth }])
  const later = await read(world.manager)
  expect(later.notices.map(({ count, read: seen }) => [count, seen])).toEqual([
    [1, false],
    [1, true],
  ])
})

test('[P1] who takes part no more reads nothing of the campaign, and no mail leaves', async () => {
  await move(world.coordinator, [{ card: card(0), to: inSouth }])
  await server.sql`delete from membership where user_id = ${world.otherManager}`
  expect(await read(world.otherManager)).toMatchObject({ notices: [], unread: 0 })
  await server.sql`
    insert into membership (campaign_id, user_id, role)
    values (${world.campaign}, ${world.otherManager}, 'manager')`
})

test('[S7] a card that is closed is nobody’s news any more', async () => {
  await move(world.coordinator, [{ card: card(0), to: inNorth }])
  await server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) =>
      boardTypes(doc)
        .cards.get(card(0))
        ?.set('closed', { situation: 'school', by: world.coordinator, on: '2026-11-03' }),
  })
  expect(await told(world.manager)).toEqual([])
  expect(await inDigest(world.manager)).toBe(0)
})

test('[3] acts of the past, played by the demonstration, tell nobody', async () => {
  await server.rooms.execute(board, {
    user: world.coordinator,
    at: new Date('2026-11-02T09:00:00Z'),
    edit: (doc) => moveCards(doc, [{ card: card(0), to: inNorth }]),
  })
  expect(await told(world.manager)).toEqual([])
})

test('[G3] a move that is refused tells nobody', async () => {
  const cookie = await signIn(server.sql, world.southOfficer)
  const client = await openBoard({ url: server.url, cookie, document: board })
  moveCards(client.doc, [{ card: card(2), to: { ...places.free, officer: world.officer } }])
  await client.until(() => client.of('rejected').length > 0)
  expect(await told(world.officer)).toEqual([])
  await client.disconnect()
})
