import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { problem } from '#shared/contracts/problem.ts'
import { must } from '#shared/assert.ts'
import { beginImport } from '#server/imports/apply.ts'
import { takeImportLock } from '#server/imports/lock.ts'
import type { Relance } from '#server/relance.ts'
import { freshDatabase } from '#test/support/database.ts'
import {
  aminata,
  anImporter,
  beginning,
  bring,
  cardNamed,
  cardsOf,
  csv,
  importerOf,
  leo,
  preview,
  type Importer,
} from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'

// One list of a campaign at a time, on whatever process, and nobody who finds it taken holds anybody up.

vi.setConfig({ testTimeout: 90_000 })

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: Relance
let other: Relance
beforeAll(async () => {
  database = await freshDatabase()
  server = await startServer({ databaseUrl: database.url }, { resumeEveryMs: 200 })
  other = await startServer({ databaseUrl: database.url })
})
afterAll(async () => {
  await other?.close()
  await server?.close()
  await database?.drop()
})

const ask = async (coordinator: Importer, path: string, method: string) => {
  const response = await coordinator.fetch(path, { method })
  return response.status === 409
    ? problem.parse(await response.json()).code
    : String(response.status)
}

describe('while a list of the campaign is worked on', () => {
  test('[1] whoever comes is told at once, however many they are; previews and other campaigns go on', async () => {
    const coordinator = await anImporter(server)
    const { id: applied } = await bring(coordinator, csv(aminata))
    const { id: waiting } = await preview(coordinator, csv(leo))
    const neighbour = await anImporter(server)
    const lock = must(await takeImportLock(other.sql, coordinator.campaign), 'nobody imports')

    // More than there are connections to the database.
    const many = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        n % 2 === 0
          ? ask(coordinator, `/imports/${applied}`, 'DELETE')
          : ask(coordinator, `/imports/${waiting}/apply`, 'POST'),
      ),
    )
    expect(new Set(many)).toEqual(new Set(['import-running']))
    expect((await coordinator.read(waiting)).state).toBe('preview')
    expect(await ask(coordinator, `/imports/${waiting}`, 'DELETE')).toBe('200')
    expect((await coordinator.read(waiting)).state).toBe('undone')
    await bring(neighbour, csv(aminata))

    await lock.release()
    expect(await ask(coordinator, `/imports/${applied}`, 'DELETE')).toBe('200')
  })

  test('[1] a preview that somebody has applied meanwhile is not given up', async () => {
    const coordinator = await anImporter(server)
    const { id } = await preview(coordinator, csv(aminata))
    const lock = must(await takeImportLock(other.sql, coordinator.campaign), 'nobody imports')
    await beginImport(server.sql, beginning(coordinator, id))
    expect(await ask(coordinator, `/imports/${id}`, 'DELETE')).toBe('import-running')
    await lock.release()
    await vi.waitFor(async () => expect((await cardsOf(coordinator)).total).toBe(1))
  })

  test('[G11] an erasure waits for another, and for nothing long', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata, leo))
    const cards = [await cardNamed(coordinator, 'DIALLO'), await cardNamed(coordinator, 'MERCIER')]
    const statuses = await Promise.all(
      cards.map((card) => ask(coordinator, `/cards/${card}`, 'DELETE')),
    )
    expect(statuses).toEqual(['204', '204'])
  })
})

describe('several processes', () => {
  test('[G8] a list begun on one is refused on the others until it has ended', async () => {
    const here = await anImporter(server)
    const there = importerOf({ url: other.url, person: here.person, campaign: here.campaign })
    const [first, second] = [await preview(here, csv(aminata)), await preview(there, csv(leo))]
    const lock = must(await takeImportLock(server.sql, here.campaign), 'nobody imports')
    expect(await takeImportLock(server.sql, here.campaign)).toBeNull()
    expect(await takeImportLock(other.sql, here.campaign)).toBeNull()
    expect(await ask(there, `/imports/${second.id}/apply`, 'POST')).toBe('import-running')
    await lock.release()
    await here.apply(first.id)
    await there.apply(second.id)
    expect((await cardsOf(here)).total).toBe(2)
  })

  test('[G8] what a process has left half applied is gone on with by another, unasked', async () => {
    const coordinator = await anImporter(other)
    const { id } = await preview(coordinator, csv(aminata, leo))
    // As it stands when the process that began it has ended.
    await beginImport(other.sql, beginning(coordinator, id))
    await vi.waitFor(
      async () => {
        const [row] = await other.sql<
          { state: string }[]
        >`select state from import where id = ${id}`
        expect(row?.state).toBe('applied')
      },
      { timeout: 20_000 },
    )
    expect((await cardsOf(coordinator)).total).toBe(2)
  })

  test('[G8] a lock whose connection was cut is free again, and letting go of it fails nobody', async () => {
    const coordinator = await anImporter(server)
    const lock = must(await takeImportLock(server.sql, coordinator.campaign), 'nobody imports')
    await other.sql`
      select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and classid = 7310001 and database = (
        select oid from pg_database where datname = current_database()
      )`
    const taken = await vi.waitUntil(() => takeImportLock(other.sql, coordinator.campaign))
    await lock.release()
    await taken.release()
    expect((await bring(coordinator, csv(aminata))).state).toBe('applied')
  })
})
