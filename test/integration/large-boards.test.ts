// Boards on which much has been written: whoever returns lists every deletion that it knows of.
import { expect, onTestFinished, test, vi } from 'vitest'
import * as Y from 'yjs'
import { editCard, moveCard } from '#shared/documents/board-edits.ts'
import { must } from '#shared/assert.ts'
import type { Relance } from '#server/relance.ts'
import { createBoardClient, openBoard } from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { startServer } from '#test/support/server.ts'

const limits = { deleteRanges: 100, frameBytes: 2_048 }
const cardCount = 1_000

async function start(): Promise<Relance> {
  const server = await startServer({}, { limits })
  onTestFinished(() => server.close())
  await buildWorld(server)
  return server
}

/** So many cards, of each of which one value was overwritten and the one beside it was not: as many deletions. */
async function fill(server: Relance) {
  const cards = await addCards(
    server,
    Array.from({ length: cardCount }, () => places.free),
  )
  await server.rooms.execute(board, {
    user: world.coordinator,
    edit(doc) {
      for (const card of cards) {
        editCard(doc, card, { tags: ['one'] })
        editCard(doc, card, { wish: 'training' })
      }
      for (const card of cards) editCard(doc, card, { tags: ['two'] })
    },
  })
  return cards
}

function rangesOf(doc: Y.Doc): number {
  const { ds } = Y.decodeUpdate(Y.encodeStateAsUpdate(doc))
  return [...ds.clients.values()].reduce((sum, ranges) => sum + ranges.length, 0)
}

test('[G10.1] [G2.2] a board with more deletions than one update may bring is come back to, with work and without, again and again', async () => {
  const server = await start()
  const cards = await fill(server)
  const cookie = await signIn(server.sql, world.coordinator)
  const client = await openBoard({ url: server.url, cookie, document: board })
  expect(rangesOf(client.doc)).toBeGreaterThan(5 * limits.deleteRanges)
  expect(Y.encodeStateAsUpdate(client.doc, Y.encodeStateVector(client.doc)).length).toBeGreaterThan(
    limits.frameBytes,
  )
  for (let n = 0; n < 3; n += 1) {
    client.drop()
    await client.ended()
    moveCard(client.doc, must(cards[n], 'a card'), { ...places.free, rank: `b${n}` })
    await client.reconnect()
    await client.saved()
    expect(client.closed).toBeNull()
  }
  const [row] = await server.sql<{ rank: string }[]>`
    select rank from card where id = ${must(cards[2], 'a card')}`
  expect(row?.rank).toBe('b2')
  await client.disconnect()
})

test('[G10.1] nobody but whoever returns to it may list as many: a frame that is larger than the document explains is too large', async () => {
  const server = await start()
  const cookie = await signIn(server.sql, world.coordinator)
  const parts = { url: server.url, cookie, document: board }
  const client = await openBoard(parts)
  const ranges = Array.from({ length: limits.deleteRanges + 200 }, (_, i) => [
    128 + (i % 100),
    i >> 6,
    1,
  ])
  client.sendUpdate(Uint8Array.of(0, 1, 1, 172, 2, ...ranges.flat()))
  await vi.waitFor(() => expect(client.closed).toBe(4409))
  const other = createBoardClient(parts, null)
  await other.reconnect()
  other.sendUpdate(new Uint8Array(limits.frameBytes + 8 * 100))
  expect(await other.ended()).toBe(4409)
  const text = await (await fetch(`${server.url}/metrics`)).text()
  expect(text).toMatch(/^relance_sync_violations_total\{code="too-many-structs"\} 1$/m)
})
