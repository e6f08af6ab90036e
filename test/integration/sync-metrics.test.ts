// What an operator sees of the rooms: each named measure is there, moves when it should, and names no person or document.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Relance } from '#server/relance.ts'
import { openBoard } from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { startServer } from '#test/support/server.ts'

let database: TestDatabase
let here: Relance
let there: Relance
let card: CardId

beforeAll(async () => {
  database = await freshDatabase()
  here = await startServer({ databaseUrl: database.url })
  there = await startServer({ databaseUrl: database.url })
  await buildWorld(here)
  card = must((await addCards(here, [places.free]))[0], 'a card')
})
afterAll(async () => {
  await Promise.all([here.close(), there.close()])
  await database.drop()
})

const open = async (server: Relance, user: (typeof world)['manager']) =>
  openBoard({ url: server.url, cookie: await signIn(database.sql, user), document: board })

/** Samples by name, labels included. */
async function readMetrics({ url }: Relance): Promise<Map<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ')
      return [line.slice(0, end), Number(line.slice(end + 1))] as const
    }),
  )
}

test('commits, acknowledgements, batches, queues, verdicts, violations, lag of notices, slow readers, sizes of documents, the event loop', async () => {
  const author = await open(here, world.manager)
  const elsewhere = await open(there, world.officer)
  const hostile = await open(here, world.coordinator)
  moveCard(author.doc, card, { ...places.free, rank: 'zmetrics' })
  await author.saved()
  // Not this person's lane: refused, and counted by its code.
  moveCard(author.doc, card, places.south)
  moveCard(author.doc, card, { ...places.south, officer: world.southOfficer })
  await author.saved()
  await elsewhere.until(() =>
    JSON.stringify(boardTypes(elsewhere.doc).cards.get(card)?.get('at')).includes('lane_south'),
  )
  hostile.sendUpdate(Uint8Array.of(1, 2, 3))
  await hostile.ended()

  const metrics = await readMetrics(here)
  const valueOf = (name: string) => must(metrics.get(name), name)
  expect(valueOf('relance_sync_commit_seconds_count')).toBeGreaterThan(2)
  expect(valueOf('relance_sync_ack_seconds_count')).toBeGreaterThan(1)
  expect(valueOf('relance_sync_batch_works_sum')).toBeGreaterThan(2)
  expect(valueOf('relance_sync_queued_works')).toBe(0)
  expect(valueOf('relance_sync_changes_total{verdict="kept",code=""}')).toBeGreaterThan(0)
  const refused = [...metrics].filter(([name]) => name.includes('verdict="rejected"'))
  expect(refused.map(([name]) => name)).toEqual([
    'relance_sync_changes_total{verdict="rejected",code="not-your-lane"}',
  ])
  const violations = [...metrics].filter(([name]) => name.startsWith('relance_sync_violations_'))
  expect(violations).toHaveLength(1)
  expect(valueOf('relance_sync_lagging_connections')).toBe(0)
  expect(valueOf('relance_sync_lagging_total')).toBe(0)
  expect(valueOf('relance_sync_document_structs{kind="board"}')).toBeGreaterThan(10)
  expect(valueOf('relance_sync_document_clients{kind="board"}')).toBe(2)
  expect(valueOf('relance_sync_document_bytes{kind="board"}')).toBeGreaterThan(500)
  expect(valueOf('relance_sync_epochs_total')).toBe(0)
  expect(valueOf('relance_sync_connections')).toBe(1)
  expect(valueOf('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)

  await vi.waitFor(async () => {
    const others = await readMetrics(there)
    expect(others.get('relance_sync_notify_seconds_count')).toBeGreaterThan(0)
    expect(others.get('relance_sync_notify_seconds_sum')).toBeLessThan(30)
  })
  const words = [...metrics.keys()].join('\n')
  for (const word of [world.campaign, world.manager, card, 'Name', 'camp01']) {
    expect(words).not.toContain(word)
  }
  await author.disconnect()
  await elsewhere.disconnect()
})
