// A backup is put back while clients hold newer state: they are reset, what they had not been told was kept is said again,
// and nothing is doubled. [G12]
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { moveCard } from '#shared/documents/board-edits.ts'
import { dossierOf } from '#shared/domain/ids.ts'
import { openSql } from '#server/database/sql.ts'
import { grammarOf } from '#server/sync/grammars.ts'
import { loadDocument } from '#server/sync/update-log.ts'
import type { BoardClient } from '#test/support/board-client.ts'
import { board, places, signIn, world } from '#test/support/board-world.ts'
import { contentOf, placeIn, startFaultWorld, type FaultWorld } from '#test/support/fault-world.ts'
import { startServer } from '#test/support/server.ts'

let w: FaultWorld
beforeAll(async () => {
  w = await startFaultWorld()
})
afterAll(() => w.close())

const tables = [
  'document',
  'document_update',
  'document_snapshot',
  'document_client',
  'event',
  'card',
  'attempt',
  'dossier',
]

/** What a backup of this moment holds, to be put back over what is there. */
async function backUp(): Promise<() => Promise<void>> {
  const { sql } = w
  await sql`drop schema if exists backup cascade`
  await sql`create schema backup`
  await sql.begin('isolation level repeatable read', async (tx) => {
    for (const name of tables) {
      await tx`create table ${tx(`backup.${name}`)} as select * from ${tx(name)}`
    }
  })
  return () =>
    sql.begin(async (tx) => {
      await tx`truncate ${tx.unsafe(tables.join(', '))}`
      for (const name of tables) {
        await tx`insert into ${tx(name)} select * from ${tx(`backup.${name}`)}`
      }
    })
}

const load = async () => {
  const grammar = must(grammarOf(board), 'one of ours')
  return must(await loadDocument(w.sql, board, grammar), 'it is stored')
}
const epochs = async () => {
  const rows = await w.sql<{ epoch: number }[]>`select distinct epoch from document`
  return rows.map((row) => row.epoch)
}

/** A client that says what it was last told: the code it is closed with, or null where it is served. */
async function comeBackWith(
  client: BoardClient,
  { url, seen }: { url: string; seen: string },
): Promise<number | null> {
  const lease = must(client.lease, 'it writes')
  const query = new URLSearchParams({ epoch: String(lease.epoch), seen })
  const cookie = await signIn(w.sql, world.observer)
  const socket = new WebSocket(`${url.replace('http', 'ws')}/sync/${board}?${query}`, {
    headers: { cookie },
  })
  onTestFinished(() => socket.terminate())
  return new Promise((resolve) => {
    socket.once('close', (code) => resolve(code))
    socket.once('message', () => resolve(null))
  })
}

const lastWord = (client: BoardClient) => {
  const hello = must(client.of('hello').at(-1), 'it was greeted')
  return `${hello.headSeq}.${hello.witness}`
}

test('10 [G12.9] a backup put back under a running process: everybody is reset, unsent work is said again, nothing is doubled', async () => {
  const author = await w.open(world.manager)
  const reader = await w.open(world.coordinator)
  moveCard(author.doc, w.card(0), { ...places.free, rank: 'zbefore' })
  await author.saved()
  const putBack = await backUp()
  moveCard(author.doc, w.card(1), { ...places.free, rank: 'zafter' })
  await author.saved()
  await reader.until(() => placeIn(reader.doc, w.card(1)).includes('zafter'))
  const [before] = await epochs()
  await putBack()
  expect(await author.ended()).toBe(4410)
  expect(await reader.ended()).toBe(4410)
  const now = await epochs()
  expect(now).toHaveLength(1)
  expect(now[0]).toBeGreaterThan(must(before, 'there was one'))
  // What the backup holds, and no more; leases begin anew.
  const again = await w.open(world.manager)
  expect(placeIn(again.doc, w.card(0))).toContain('zbefore')
  expect(placeIn(again.doc, w.card(1))).not.toContain('zafter')
  expect(again.doc.clientID).toBe(2)
  // The page still knows what it wrote and may say it again.
  moveCard(again.doc, w.card(1), { ...places.free, rank: 'zafter' })
  await again.saved()
  expect(await w.countOf(w.card(1), 'zafter')).toBe(1)
  expect(contentOf(again.doc)).toEqual(contentOf((await load()).doc))
  // Dossiers are served as well.
  const dossier = await w.open(world.coordinator, w.server, dossierOf(w.card(0)))
  expect(dossier.doc.getText('notes').toJSON()).toBe('hello')
})

test('10 [G12.9] a backup put back while nothing runs: the first who was told more proves it, a forger proves nothing', async () => {
  const first = await w.startServer()
  const author = await w.open(world.manager, first)
  const putBack = await backUp()
  const early = await w.open(world.officer, first)
  moveCard(author.doc, w.card(2), { ...places.free, rank: 'zlost' })
  await author.saved()
  const reader = await w.open(world.coordinator, first)
  const word = lastWord(reader)
  await first.close()
  await w.server.close()
  await putBack()
  const second = await w.startServer()
  const [before] = await epochs()

  // A number above the head under another's signature: nothing happens.
  const [seq, witness = ''] = word.split('.')
  const forged = `${Number(seq) + 7}.${witness}`
  expect(await comeBackWith(early, { url: second.url, seen: forged })).toBeNull()
  expect(await epochs()).toEqual([before])
  // The server's own word: everybody begins anew.
  expect(await comeBackWith(reader, { url: second.url, seen: word })).toBe(4410)
  const [after] = await epochs()
  expect(after).toBeGreaterThan(must(before, 'there was one'))
  const fresh = await w.open(world.coordinator, second)
  expect(fresh.closed).toBeNull()
  expect(placeIn(fresh.doc, w.card(2))).not.toContain('zlost')
})

test('10 [G12.7] a client that holds structs of others which the database has forgotten is reset alone, and mixes nothing', async () => {
  const server = await w.startServer()
  const reader = await w.open(world.coordinator, server)
  // As if the past had been longer: a struct of somebody's id that the server never heard of.
  const stranger = new Y.Doc()
  stranger.clientID = 900
  stranger.getMap('attempts').set('forgotten', { card: w.card(0) })
  reader.drop()
  await reader.ended()
  Y.applyUpdate(reader.doc, Y.encodeStateAsUpdate(stranger))
  const calm = await w.open(world.officer, server)
  const [before] = await epochs()
  await reader.reconnect().catch(() => {})
  await vi.waitFor(() => expect([4409, 4410]).toContain(reader.closed))
  expect(calm.closed).toBeNull()
  expect(await epochs()).toEqual([before])
  expect((await load()).doc.getMap('attempts').has('forgotten')).toBe(false)
})

test('10 [G12.9] a dump restored as another database is known at the start, once', async () => {
  const { databaseUrl, sql } = w
  const server = await w.startServer()
  const [before] = await epochs()
  await server.close()
  const copy = `${new URL(databaseUrl).pathname.slice(1)}_copy`
  const admin = openSql(Object.assign(new URL(databaseUrl), { pathname: '/postgres' }).href, {
    max: 1,
  })
  onTestFinished(async () => {
    await admin`drop database if exists ${admin(copy)} with (force)`
    await admin.end({ timeout: 1 })
  })
  await admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${new URL(databaseUrl).pathname.slice(1)}`
  await vi.waitFor(
    () =>
      admin`create database ${admin(copy)} template ${admin(new URL(databaseUrl).pathname.slice(1))}`,
    { timeout: 20_000 },
  )
  const copyUrl = Object.assign(new URL(databaseUrl), { pathname: `/${copy}` }).href
  const there = openSql(copyUrl, { max: 1 })
  onTestFinished(() => there.end({ timeout: 1 }))
  const epochsThere = async () => {
    const rows = await there<{ epoch: number }[]>`select distinct epoch from document`
    return rows.map((row) => row.epoch)
  }
  const restored = await startServer({ databaseUrl: copyUrl })
  const [after] = await epochsThere()
  expect(after).toBeGreaterThan(must(before, 'there was one'))
  await restored.close()
  const again = await startServer({ databaseUrl: copyUrl })
  expect(await epochsThere()).toEqual([after])
  await again.close()
  expect(await sql`select 1 as alive`).toEqual([{ alive: 1 }])
})

test('10 [G12.9] files copied back over themselves: the operator says so', async () => {
  const [before] = await epochs()
  const server = await startServer({ databaseUrl: w.databaseUrl }, { restored: true })
  const [after] = await epochs()
  expect(after).toBeGreaterThan(must(before, 'there was one'))
  const client = await w.open(world.manager, server)
  moveCard(client.doc, w.card(3), { ...places.free, rank: 'zrestored' })
  await client.saved()
  await client.disconnect()
  await server.close()
})
