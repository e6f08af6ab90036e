import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { laneId, type CardId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import type { Relance } from '#server/relance.ts'
import { openBoard } from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { startProcess } from '#test/support/process.ts'
import { startServer } from '#test/support/server.ts'

let database: TestDatabase
let server: Relance
let cards: CardId[]

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ databaseUrl: database.url })
  await buildWorld(server)
  cards = await addCards(
    server,
    Array.from({ length: 20 }, () => places.free),
  )
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

async function replayLog(): Promise<Y.Doc> {
  const doc = new Y.Doc()
  boardTypes(doc)
  const rows = await database.sql<{ bytes: Buffer }[]>`
    select bytes from document_update where document_id = ${board} order by seq`
  for (const row of rows) Y.applyUpdate(doc, row.bytes)
  return doc
}

const placeIn = (doc: Y.Doc, card: CardId) =>
  JSON.stringify(boardTypes(doc).cards.get(card)?.get('at'))

test('1 2 [G1.1] [G2.1] a server killed in a burst of moves loses none that it acknowledged, and showed none that is not kept', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'relance-fault-'))
  const running = await startProcess({ DATABASE_URL: database.url, DATA_DIR: dataDir })
  const parts = { url: running.url, document: board }
  const author = await openBoard({
    ...parts,
    cookie: await signIn(database.sql, world.coordinator),
  })
  const colleague = await openBoard({ ...parts, cookie: await signIn(database.sql, world.officer) })
  const seen = new Set<string>()
  boardTypes(colleague.doc).cards.observeDeep(() => {
    for (const card of cards) seen.add(`${card} ${placeIn(colleague.doc, card)}`)
  })
  let round = 0
  const burst = setInterval(() => {
    round += 1
    for (const card of cards.slice(0, 4)) {
      moveCard(author.doc, card, { ...places.free, rank: `r${round}` })
    }
  }, 20)
  await author.until(() => author.of('ack').length > 20)
  await running.kill('SIGKILL')
  clearInterval(burst)
  await Promise.all([author.ended(), colleague.ended()])
  rmSync(dataDir, { recursive: true, force: true })

  const log = await replayLog()
  const acknowledged = author.acknowledged
  expect(acknowledged).toBeGreaterThan(0)
  expect(Y.getState(log.store, must(author.lease, 'a lease').clientId)).toBeGreaterThanOrEqual(
    acknowledged,
  )
  // Whatever the colleague holds, the log holds.
  const kept = Y.decodeStateVector(Y.encodeStateVector(log))
  for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(colleague.doc))) {
    expect(kept.get(client) ?? 0).toBeGreaterThanOrEqual(clock)
  }
  const atEachUpdate = await placesThroughTheLog()
  expect(seen.size).toBeGreaterThan(0)
  for (const place of seen) expect(atEachUpdate).toContain(place)
  const rows = await database.sql<{ id: CardId; at: unknown }[]>`
    select id, fields -> 'at' as at from card`
  for (const row of rows) {
    expect(row.at).toEqual(boardTypes(log).cards.get(row.id)?.get('at'))
  }
})

/** Every place that a card has had, according to the log. */
async function placesThroughTheLog(): Promise<Set<string>> {
  const doc = new Y.Doc()
  const found = new Set<string>()
  const rows = await database.sql<{ bytes: Buffer }[]>`
    select bytes from document_update where document_id = ${board} order by seq`
  for (const row of rows) {
    Y.applyUpdate(doc, row.bytes)
    for (const card of cards) found.add(`${card} ${placeIn(doc, card)}`)
  }
  return found
}

test('7 [G1.1] [G1.3] a commit that fails reaches nobody; the client returns and its work is kept then', async () => {
  const card = must(cards[0], 'a card')
  const parts = { url: server.url, document: board }
  const author = await openBoard({
    ...parts,
    cookie: await signIn(database.sql, world.coordinator),
  })
  const colleague = await openBoard({ ...parts, cookie: await signIn(database.sql, world.officer) })
  const before = placeIn(colleague.doc, card)
  // As a full disk would: no fault of what was to be kept.
  await database.sql.unsafe(`
    create function refuse() returns trigger language plpgsql as $$
    begin raise exception 'no space' using errcode = '53100'; end $$;
    create trigger refused before insert on document_update for each row execute function refuse()`)
  moveCard(author.doc, card, { ...places.free, rank: 'zfault' })
  expect(await author.ended()).toBe(4503)
  expect(await colleague.ended()).toBe(4503)
  expect(placeIn(colleague.doc, card)).toBe(before)
  expect(colleague.frames.some((frame) => Buffer.from(frame).includes('zfault'))).toBe(false)
  await database.sql`drop function refuse cascade`
  await author.reconnect()
  await author.saved()
  await colleague.reconnect()
  await colleague.until(() => placeIn(colleague.doc, card)?.includes('zfault') ?? false)
  await author.disconnect()
  await colleague.disconnect()
})

test('5 [G1.3] [G8] a database backend cut in the middle of a batch: no acknowledgement without its row, nothing doubled', async () => {
  const parts = { url: server.url, document: board }
  const cookie = await signIn(database.sql, world.coordinator)
  const author = await openBoard({ ...parts, cookie })
  const card = must(cards[1], 'a card')
  // The batch waits for this lock; its backend is ended while it does.
  await database.sql.begin(async (tx) => {
    await tx`select 1 from document where id = ${board} for update`
    moveCard(author.doc, card, { ...places.free, rank: 'zcut' })
    await vi.waitFor(async () => {
      const cut = await tx`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`
      expect(cut.length).toBeGreaterThan(0)
    })
  })
  expect(await author.ended()).toBe(4503)
  expect(author.acknowledged).toBeLessThan(Y.getState(author.doc.store, author.doc.clientID))
  await author.reconnect()
  await author.saved()
  expect(placeIn(await replayLog(), card)).toContain('zcut')
  const [row] = await database.sql<{ n: number }[]>`
    select count(*)::int as n from event
    where card_id = ${card} and new ->> 'rank' = 'zcut' and verdict = 'kept'`
  expect(row?.n).toBe(1)
  await author.disconnect()
})

test('[G3] a command that fails writes nothing, and the others of its batch are kept', async () => {
  const lane = laneId.parse('lane_north')
  const failed = server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      boardTypes(doc).settings.set('half', lane)
      throw new Error('no')
    },
  })
  const kept = server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => moveCard(doc, must(cards[2], 'a card'), { ...places.free, rank: 'zkept' }),
  })
  await expect(failed).rejects.toThrow('no')
  await kept
  const log = await replayLog()
  expect(boardTypes(log).settings.has('half')).toBe(false)
  expect(placeIn(log, must(cards[2], 'a card'))).toContain('zkept')
})

test('[G3] a command that fails before it has changed anything costs nobody a reload', async () => {
  const reloads = async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text()
    return text.split('\n').filter((line) => line.startsWith('relance_sync_reloads_total'))
  }
  const before = await reloads()
  const fails = () =>
    server.rooms.execute(board, {
      user: world.coordinator,
      edit: () => {
        throw new Error('no')
      },
    })
  await expect(fails()).rejects.toThrow('no')
  expect(await reloads()).toEqual(before)
  // Unless another process was ahead: what it has kept is in memory then, and nobody here was told of it.
  const second = await startServer({ databaseUrl: database.url })
  const reader = await openBoard({
    url: server.url,
    document: board,
    cookie: await signIn(database.sql, world.manager),
  })
  const card = must(cards[3], 'a card')
  const moved = second.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => moveCard(doc, card, { ...places.free, rank: 'zthere' }),
  })
  await Promise.all([moved, expect(moved.then(fails)).rejects.toThrow('no')])
  await reader.until(() => placeIn(reader.doc, card)?.includes('zthere') ?? false)
  await reader.disconnect()
  await second.close()
})
