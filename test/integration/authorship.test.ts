// Who wrote what: every struct the log keeps, and every value that changed. [G5]
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { editCard, moveCard } from '#shared/documents/board-edits.ts'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import type { Relance } from '#server/relance.ts'
import { openBoard, type BoardClient } from '#test/support/board-client.ts'
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

async function open(user: UserId): Promise<BoardClient> {
  return openBoard({
    url: server.url,
    cookie: await signIn(server.sql, user),
    document: board,
  })
}

interface Author {
  readonly user: string
  readonly client: number
  readonly from: number
  readonly to: number
}

/** Every row of the board's log, with the structs that are really in its bytes. */
async function readLog() {
  const rows = await server.sql<{ bytes: Uint8Array; authors: Author[] }[]>`
    select bytes, authors from document_update where document_id = ${board} order by seq`
  return rows.map(({ bytes, authors }) => ({
    authors,
    structs: Y.decodeUpdate(new Uint8Array(bytes)).structs,
  }))
}

test('[G5.1] every struct of every log row has one author, and it is who sent it', async () => {
  const [free, own] = cards.map((card) => must(card, 'a card'))
  const coordinator = await open(world.coordinator)
  const officer = await open(world.officer)
  moveCard(coordinator.doc, must(free, 'a card'), { ...places.free, stage: 'first_contact' })
  editCard(officer.doc, must(own, 'a card'), { wish: 'training' })
  await Promise.all([coordinator.saved(), officer.saved()])

  const holders = new Map([
    [must(coordinator.lease, 'a lease').clientId, world.coordinator],
    [must(officer.lease, 'a lease').clientId, world.officer],
  ])
  const log = await readLog()
  const unnamed = log.flatMap(({ authors, structs }) =>
    structs.filter(
      ({ id, length }) =>
        authors.filter(
          (one) => one.client === id.client && one.from <= id.clock && id.clock + length <= one.to,
        ).length !== 1,
    ),
  )
  expect(unnamed).toEqual([])
  const written = log.flatMap(({ authors }) => authors.filter((one) => holders.has(one.client)))
  expect(written.length).toBeGreaterThanOrEqual(2)
  expect(written.filter((one) => one.user !== holders.get(one.client))).toEqual([])
  await coordinator.disconnect()
  await officer.disconnect()
})

test('[G5.1] each change is a row with its author, the server’s hour, the old value and the new', async () => {
  const card = must(cards[3], 'a card')
  const manager = await open(world.coordinator)
  const to = { ...places.free, rank: 'a5' }
  const before = Date.now()
  moveCard(manager.doc, card, to)
  await manager.saved()
  const rows = await server.sql<
    { userId: string; at: Date; old: unknown; new: unknown; verdict: string }[]
  >`
    select user_id, at, old, new, verdict from event
    where card_id = ${card} and field = 'at' order by seq desc, n desc limit 1`
  expect(rows).toMatchObject([
    { userId: world.coordinator, old: places.received, new: to, verdict: 'kept' },
  ])
  const at = must(rows[0], 'the row').at.getTime()
  expect(at).toBeGreaterThanOrEqual(before - 1000)
  expect(at).toBeLessThanOrEqual(Date.now() + 1000)
  await manager.disconnect()
})

test('22 [G5.1] [G5.2] a refused write is its author’s in the events, and its value is in no byte of the log', async () => {
  const card = must(cards[2], 'a card')
  const officer = await open(world.officer)
  moveCard(officer.doc, card, { ...places.south, rank: 'FORGED' })
  await officer.until(() => officer.of('rejected').length > 0)
  const rows = await server.sql<{ userId: string; verdict: string; code: string }[]>`
    select user_id, verdict, code from event
    where card_id = ${card} and verdict = 'rejected'`
  expect(rows).toEqual([{ userId: world.officer, verdict: 'rejected', code: 'not-your-card' }])
  const [{ found } = { found: -1 }] = await server.sql<{ found: number }[]>`
    select count(*)::int as found from document_update
    where document_id = ${board} and position('FORGED'::bytea in bytes) > 0`
  expect(found).toBe(0)
  await officer.disconnect()
})
