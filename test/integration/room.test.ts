import { afterAll, beforeAll, expect, test } from 'vitest'
import { moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { createConnection } from '#server/sync/connection.ts'
import type { Relance } from '#server/relance.ts'
import { openBoard, type BoardClient } from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { connectionParts, createFakeSocket } from '#test/support/fake-socket.ts'
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
  const cookie = await signIn(server.sql, user)
  return openBoard({ url: server.url, cookie, document: board })
}

const stageOf = (client: BoardClient, card: CardId) =>
  boardTypes(client.doc).cards.get(card)?.get('at')

test('[G2] a move is acknowledged once the log holds it, and a colleague sees it', async () => {
  const [free] = cards
  const card = must(free, 'a card')
  const author = await open(world.coordinator)
  const colleague = await open(world.officer)
  const to = { ...places.free, stage: 'first_contact' as const }
  moveCard(author.doc, card, to)
  await author.saved()
  await colleague.until(() => JSON.stringify(stageOf(colleague, card)) === JSON.stringify(to))
  const [row] = await server.sql<{ stage: string }[]>`select stage from card where id = ${card}`
  expect(row?.stage).toBe('first_contact')
  await author.disconnect()
  await colleague.disconnect()
})

test('[G3.2] [G3.4] a refused move is undone and its author told', async () => {
  const card = must(cards[2], 'a card of the south')
  const author = await open(world.officer)
  const colleague = await open(world.coordinator)
  const seen: unknown[] = []
  boardTypes(colleague.doc).cards.observeDeep(() => seen.push(stageOf(colleague, card)))
  moveCard(author.doc, card, { ...places.south, rank: 'zzFORBIDDEN' })
  await author.until(() => author.of('rejected').length > 0)
  expect(author.of('rejected')[0]?.changes[0]).toMatchObject({
    card,
    field: 'at',
    code: 'not-your-card',
    rule: 'P4',
    attempted: { rank: 'zzFORBIDDEN' },
    kept: places.south,
  })
  await author.until(() => JSON.stringify(stageOf(author, card)) === JSON.stringify(places.south))
  expect(stageOf(author, card)).toEqual(places.south)
  await colleague.sync()
  expect(stageOf(colleague, card)).toEqual(places.south)
  expect(JSON.stringify(seen)).not.toContain('FORBIDDEN')
  expect(colleague.frames.some((frame) => Buffer.from(frame).includes('FORBIDDEN'))).toBe(false)
  await author.disconnect()
  await colleague.disconnect()
})

test('[G1.3] who is let in while the room fails is told to come back, and is not left waiting for a greeting', async () => {
  const room = must(await server.rooms.open(board), 'the room')
  await room.close()
  const socket = createFakeSocket()
  const user = { id: world.coordinator, name: 'Coordinator' }
  room.join(
    createConnection(socket, { user, session: 'session', lease: null }, connectionParts()),
    'coordinator',
  )
  expect(socket.closed).toBe(4503)
  expect(room.connections.size).toBe(0)
})
