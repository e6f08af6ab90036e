import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addAttempt, editCard, moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { attemptId, type CardId, type LaneId, type UserId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { rebuildProjection } from '#server/projections/rebuild.ts'
import type { Relance } from '#server/relance.ts'
import { openBoard, type BoardClient } from '#test/support/board-client.ts'
import { seeded } from '#test/support/board-fixture.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { startServer } from '#test/support/server.ts'

let server: Relance
let cards: CardId[]

beforeAll(async () => {
  // Each round ends with a question of everybody: at the usual price of one they would wait for their buckets.
  server = await startServer({}, { limits: { questionCost: 1 } })
  await buildWorld(server)
  cards = await addCards(server, [
    ...Array.from({ length: 6 }, () => places.free),
    ...Array.from({ length: 4 }, () => places.own),
    ...Array.from({ length: 4 }, () => places.south),
  ])
})
afterAll(() => server.close())

async function open(user: UserId): Promise<BoardClient> {
  const cookie = await signIn(server.sql, user)
  return openBoard({ url: server.url, cookie, document: board })
}

const jsonOf = (doc: Y.Doc) =>
  Object.fromEntries(
    Object.entries(boardTypes(doc)).map(([name, root]: [string, Y.Map<unknown>]) => [
      name,
      root.toJSON(),
    ]),
  )

/** The log alone, applied to an empty document. */
async function replayLog(): Promise<Y.Doc> {
  const doc = new Y.Doc()
  boardTypes(doc)
  const rows = await server.sql<{ bytes: Buffer }[]>`
    select bytes from document_update where document_id = ${board} order by seq`
  for (const row of rows) Y.applyUpdate(doc, row.bytes)
  return doc
}

/** All clients asked, all answered. */
async function settle(clients: readonly BoardClient[]): Promise<void> {
  for (const client of clients) await client.saved()
  for (const client of clients) await client.sync()
}

test('25 [S2] [G6.1] [W2] a hundred simultaneous moves of one card: one winner everywhere, one notice', async () => {
  const card = must(cards[0], 'a card')
  const clients = [await open(world.coordinator), await open(world.manager)]
  for (let run = 0; run < 100; run += 1) {
    const before = clients.map((client) => client.of('superseded').length)
    const stages = ['dispatched', 'first_contact', 'registered'] as const
    for (const [i, client] of clients.entries()) {
      const stage = must(stages[(run + i) % 3], 'a stage')
      moveCard(client.doc, card, { ...places.free, stage, rank: `a${run}${i}` })
    }
    await settle(clients)
    const shown = clients.map(({ doc }) => boardTypes(doc).cards.get(card)?.get('at'))
    expect(shown[0]).toEqual(shown[1])
    const notices = clients.map((client, i) => client.of('superseded').length - (before[i] ?? 0))
    expect(notices.toSorted((a, b) => a - b)).toEqual([0, 1])
    const loser = must(clients[notices.indexOf(1)], 'one lost')
    const notice = must(loser.of('superseded').at(-1)?.changes[0], 'a notice')
    expect(notice.kept).toEqual(shown[0])
    expect(notice.by?.id).toBe(loser === clients[0] ? world.manager : world.coordinator)
  }
  for (const client of clients) await client.disconnect()
})

test('24 34 [G3] [G7.1] [G7.2] random honest and forbidden edits, with offline periods: replicas, log and rows agree', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
  const random = seeded(seed)
  const pick = <T>(list: readonly [T, ...T[]]): T =>
    list[Math.floor(random() * list.length)] ?? list[0]
  const users = [
    world.coordinator,
    world.manager,
    world.officer,
    world.otherOfficer,
    world.observer,
  ]
  const clients = await Promise.all(users.map(open))
  const offline = new Set<BoardClient>()
  const stages = ['dispatched', 'first_contact', 'registered', 'not_reached'] as const
  let attempts = 0
  for (let step = 0; step < 400; step += 1) {
    const i = Math.floor(random() * clients.length)
    const client = must(clients[i], 'a client')
    const user = must(users[i], 'a user')
    const card = must(cards[Math.floor(random() * cards.length)], 'a card')
    const act = random()
    if (act < 0.45) {
      const officer = pick<UserId | null>([
        null,
        world.officer,
        world.otherOfficer,
        world.southOfficer,
      ])
      const lane = pick<LaneId | null>([null, world.north, world.north, world.south])
      moveCard(client.doc, card, { stage: pick(stages), lane, officer, rank: `a${step}` })
    } else if (act < 0.65) {
      editCard(client.doc, card, { known: pick(['unknown', 'known_active', 'known_inactive']) })
    } else if (act < 0.75) {
      editCard(client.doc, card, { tags: [`tag${step}`], wish: pick(['school', null]) })
    } else if (act < 0.85) {
      attempts += 1
      const at = '2026-11-20T10:00:00Z'
      const id = attemptId.parse(`attempt_${attempts}`)
      addAttempt(client.doc, id, { card, channel: 'phone', outcome: 'no_answer', at, by: user })
    } else if (act < 0.92 && !offline.has(client)) {
      offline.add(client)
      await client.disconnect()
    } else if (offline.has(client)) {
      offline.delete(client)
      await client.reconnect()
    }
  }
  for (const client of offline) await client.reconnect()
  await settle(clients)
  const replayed = jsonOf(await replayLog())
  for (const client of clients) expect(jsonOf(client.doc), `seed ${seed}`).toEqual(replayed)
  expect(clients.flatMap((client) => client.of('rejected')).length).toBeGreaterThan(10)

  const readRows = () =>
    Promise.all([
      server.sql`select id, stage, lane_id, officer_id, rank, known, attempts, reached, due_on, incomplete, closed, fields from card order by id`,
      server.sql`select id, card_id, outcome, by_user_id, voided from attempt order by id`,
    ])
  const kept = await readRows()
  await rebuildProjection(server.sql, board)
  expect(await readRows(), `seed ${seed}`).toEqual(kept)
  const fields = Object.fromEntries(kept[0].map((row) => [row['id'], row['fields']]))
  expect(fields).toEqual(replayed['cards'])
  for (const client of clients) await client.disconnect()
})
