import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { moveCard } from '#shared/documents/board-edits.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { boardGrammar } from '#server/sync/board-grammar.ts'
import { compactLog } from '#server/sync/compaction.ts'
import { defineRoots } from '#server/sync/grammars.ts'
import { loadDocument } from '#server/sync/update-log.ts'
import { createMemory } from '#server/sync/memory.ts'
import { defaultLimits } from '#server/sync/limits.ts'
import { openBoard } from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { startServer } from '#test/support/server.ts'

type Server = Awaited<ReturnType<typeof startServer>>

const limits = { logRows: 25 }
let database: TestDatabase
let server: Server
let cards: CardId[]

beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ databaseUrl: database.url }, { limits })
  await buildWorld(server)
  cards = await addCards(
    server,
    Array.from({ length: 5 }, () => places.free),
  )
  // Every row that was ever written, whatever a compaction deletes.
  await database.sql`create table every_update (document_id text, seq bigint, bytes bytea)`
  await database.sql`
    insert into every_update select document_id, seq, bytes from document_update`
  await database.sql`
    create function keep_update() returns trigger language plpgsql as $$
    begin
      insert into every_update values (new.document_id, new.seq, new.bytes);
      return new;
    end $$`
  await database.sql`
    create trigger keep_update after insert on document_update
    for each row execute function keep_update()`
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

async function startAgain(others: Partial<typeof limits>): Promise<void> {
  await server.close()
  server = await startServer({ databaseUrl: database.url }, { limits: others })
}

const card = (n: number) => must(cards[n % cards.length], 'a card')

async function moveOften(times: number, prefix: string): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    await server.rooms.execute(board, {
      user: world.coordinator,
      edit: (doc) => moveCard(doc, card(i), { ...places.free, rank: `${prefix}${i}` }),
    })
  }
}

async function replayEverything(): Promise<Y.Doc> {
  const doc = new Y.Doc()
  defineRoots(doc, boardGrammar)
  const rows = await database.sql<{ bytes: Buffer }[]>`
    select bytes from every_update where document_id = ${board} order by seq`
  for (const row of rows) Y.applyUpdate(doc, row.bytes)
  return doc
}

const load = async () =>
  must(await loadDocument(database.sql, board, boardGrammar), 'the stored document')
const bytesOf = (doc: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')

async function countOf(): Promise<{ rows: number; snapshots: number; aged: number }> {
  const [count] = await database.sql<{ rows: number; snapshots: number; aged: number }[]>`
    select
      (select count(*)::int from document_update where document_id = ${board}) as rows,
      (
        select count(*)::int from document_update
        where document_id = ${board} and created_at < now() - interval '10 seconds'
      ) as aged,
      (select count(*)::int from document_snapshot where document_id = ${board}) as snapshots`
  return must(count, 'a count')
}

/** Rows of the last seconds stay for the other processes: these are old. */
async function age(): Promise<void> {
  await database.sql`update document_update set created_at = now() - interval '1 minute'`
}

const compactNow = () => compactLog(database.sql, board)
/** Made by a thread, which has to start. */
const inTime = { timeout: 20_000 }

test('28 [G7.1] [G12.4] a long log becomes a snapshot; what is loaded from it and the rows behind it equals a replay of everything', async () => {
  await moveOften(30, 'a')
  await vi.waitFor(async () => expect((await countOf()).snapshots).toBe(1), inTime)
  await age()
  await moveOften(60, 'b')
  await vi.waitFor(async () => expect((await countOf()).aged).toBe(0), inTime)
  await moveOften(7, 'tail')
  const loaded = await load()
  expect((await countOf()).snapshots).toBe(1)
  expect(loaded.tail.rows).toBeGreaterThan(0)
  expect(bytesOf(loaded.doc)).toBe(bytesOf(await replayEverything()))
})

test('28 [G12.4] after a restart, clients are served the same document from snapshot and rows', async () => {
  const second = await startServer({ databaseUrl: database.url }, { limits })
  const cookie = await signIn(database.sql, world.officer)
  const client = await openBoard({ url: second.url, cookie, document: board })
  const everything = await replayEverything()
  expect(client.doc.getMap('cards').toJSON()).toEqual(everything.getMap('cards').toJSON())
  await client.disconnect()
  await second.close()
})

const faults = {
  'the snapshot is not written': {
    table: 'document_snapshot',
    when: 'before insert',
    work: "raise exception 'no';",
  },
  'the snapshot is kept otherwise than it was written': {
    table: 'document_snapshot',
    when: 'before insert',
    work: 'new.bytes = set_byte(new.bytes, length(new.bytes) / 2, 255 - get_byte(new.bytes, length(new.bytes) / 2)); return new;',
  },
  'the snapshot was of another document': {
    table: 'document_snapshot',
    when: 'before insert',
    // The update of nothing, in the second encoding, under its own sum.
    work: String.raw`new.bytes = '\x0000000000000000000000000000'; new.sha256 = encode(sha256(new.bytes), 'hex'); return new;`,
  },
  'the server ends while rows are deleted': {
    table: 'document_update',
    when: 'before delete',
    work: 'perform pg_terminate_backend(pg_backend_pid()); return old;',
  },
  'the server ends while the older snapshot is deleted': {
    table: 'document_snapshot',
    when: 'before delete',
    work: 'perform pg_terminate_backend(pg_backend_pid()); return old;',
  },
}

// A snapshot that the room has asked for itself would end in the middle of what is counted here.
describe('beside a room that asks for none', () => {
  beforeAll(() => startAgain({}))
  afterAll(() => startAgain(limits))

  test.each(Object.entries(faults))('28 [G12.2] nothing is lost when %s', async (_, fault) => {
    const { sql } = database
    await moveOften(3, 'fault')
    await age()
    const before = { count: await countOf(), bytes: bytesOf((await load()).doc) }
    await sql.unsafe(`
      create function fail_here() returns trigger language plpgsql as $$ begin ${fault.work} end $$;
      create trigger fail_here ${fault.when} on ${fault.table} for each row execute function fail_here();`)
    try {
      await expect(compactNow()).rejects.toThrow(/./)
    } finally {
      await sql.unsafe('drop function fail_here cascade')
    }
    expect(await countOf()).toEqual(before.count)
    expect(bytesOf((await load()).doc)).toBe(before.bytes)
    await compactNow()
    expect((await countOf()).aged).toBe(0)
    expect(bytesOf((await load()).doc)).toBe(bytesOf(await replayEverything()))
  })
})

test('28 [G7.1] [G8] [G12.3] writes that race with compactions are all kept, and nobody is sent away', async () => {
  const cookie = await signIn(database.sql, world.coordinator)
  const second = await startServer({ databaseUrl: database.url }, { limits })
  const author = await openBoard({ url: server.url, cookie, document: board })
  const reader = await openBoard({ url: second.url, cookie, document: board })
  for (let round = 0; round < 8; round += 1) {
    const compaction = compactNow()
    for (let i = 0; i < 5; i += 1) {
      moveCard(author.doc, card(i), { ...places.free, rank: `race${round}x${i}` })
    }
    moveCard(reader.doc, card(round), { ...places.free, rank: `reader${round}` })
    await Promise.all([compaction, author.saved(), reader.saved()])
  }
  const everything = await replayEverything()
  expect(bytesOf((await load()).doc)).toBe(bytesOf(everything))
  for (const client of [author, reader]) {
    await client.until(() => bytesOf(client.doc) === bytesOf(everything))
    expect(client.closed).toBeNull()
  }
  await author.disconnect()
  await reader.disconnect()
  await second.close()
})

/** Snapshots of the epoch that lives now wait before they are written, until `meanwhile` has ended. */
async function whileSnapshotsWait(meanwhile: () => Promise<void>): Promise<void> {
  const { sql } = database
  const { epoch } = await load()
  await sql.unsafe(`
    create function wait_here() returns trigger language plpgsql as $$
    begin
      if new.epoch = ${epoch} then perform pg_advisory_xact_lock(4242); end if;
      return new;
    end $$;
    create trigger wait_here before insert on document_snapshot
    for each row execute function wait_here();`)
  const held = await sql.reserve()
  try {
    await held`select pg_advisory_lock(4242)`
    await meanwhile()
  } finally {
    await held`select pg_advisory_unlock(4242)`
    held.release()
    await sql.unsafe('drop function wait_here cascade')
  }
}

const untilSnapshotWaits = () =>
  vi.waitFor(async () => {
    const [row] = await database.sql<{ n: number }[]>`
      select count(*)::int as n from pg_locks where locktype = 'advisory' and objid = 4242 and not granted`
    expect(row?.n).toBe(1)
  }, inTime)

test('28 [G12.2] edits are kept, and people join, while a snapshot is being made', async () => {
  const cookie = await signIn(database.sql, world.coordinator)
  const author = await openBoard({ url: server.url, cookie, document: board })
  await age()
  let compaction: ReturnType<typeof compactNow> | undefined
  await whileSnapshotsWait(async () => {
    compaction = compactNow()
    await untilSnapshotWaits()
    moveCard(author.doc, card(0), { ...places.free, rank: 'zmeanwhile' })
    await author.saved()
    const joiner = await openBoard({ url: server.url, cookie, document: board })
    expect(bytesOf(joiner.doc)).toBe(bytesOf(author.doc))
    await joiner.disconnect()
  })
  const { seq } = must(await compaction, 'a snapshot was made')
  expect(seq).toBeLessThan((await load()).seq)
  expect(bytesOf((await load()).doc)).toBe(bytesOf(await replayEverything()))
  await author.disconnect()
})

test('28 [G11.1] [G12.2] a snapshot of before an erasure that is written behind it is not kept', async () => {
  const { epoch } = await load()
  let compaction: ReturnType<typeof compactNow> | undefined
  await whileSnapshotsWait(async () => {
    compaction = compactNow()
    await untilSnapshotWaits()
    await server.rooms.rebuild(board, { edit: () => {}, also: async () => {}, gone: [] })
  })
  expect(await compaction).toBeNull()
  expect((await load()).epoch).toBeGreaterThan(epoch)
  const left = await database.sql`
    select 1 from document_snapshot where document_id = ${board} and epoch = ${epoch}`
  expect(left).toEqual([])
})

test('28 [G8.1] [G12.3] who loads a document anew behind a snapshot that took the place of rows its readers never got drops it, rather than leave them without', async () => {
  const parts = {
    sql: database.sql,
    limits: defaultLimits,
    document: board,
    grammar: boardGrammar,
    compact: async () => null,
  }
  const behind = createMemory(parts, await load())
  await moveOften(3, 'zmissed')
  expect((await behind.reload()).map((row) => row.seq)).toHaveLength(3)
  await moveOften(3, 'zgone')
  await age()
  await compactNow()
  await expect(behind.reload()).rejects.toThrow('not whole')
})
