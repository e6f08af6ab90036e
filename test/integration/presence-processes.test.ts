// People on one board whom different processes serve see each other. [G8] [G10.3]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { must } from '#shared/assert.ts'
import { presenceFrame, readFrame } from '#server/sync/protocol.ts'
import type { Relance } from '#server/relance.ts'
import { openBoard, type BoardClient } from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { startProcess } from '#test/support/process.ts'
import { startServer } from '#test/support/server.ts'

let database: TestDatabase
let here: Relance
let there: Relance

beforeAll(async () => {
  database = await freshDatabase()
  here = await startServer({ databaseUrl: database.url })
  await buildWorld(here)
  await addCards(here, [places.free])
  there = await startServer({ databaseUrl: database.url })
})
afterAll(async () => {
  await here.close()
  await there.close()
  await database.drop()
})

async function open(url: string, user: (typeof world)['coordinator']): Promise<BoardClient> {
  return openBoard({ url, cookie: await signIn(database.sql, user), document: board })
}

let clock = 0
function show(client: BoardClient, state: unknown): void {
  const { clientId } = must(client.lease, 'it writes')
  clock += 1
  client.sendFrame(presenceFrame([{ clientId, clock, state: JSON.stringify(state) }]))
}

const shownState = z
  .object({ user: z.object({ id: z.string(), name: z.string() }), card: z.string().nullish() })
  .nullable()

/** What `client` was last told of the socket of `other`; undefined when nothing. */
function shownOf(client: BoardClient, other: BoardClient) {
  const id = must(other.lease, 'it writes').clientId
  const entries = client.frames.flatMap((bytes) => {
    const frame = readFrame(bytes)
    return frame.kind === 'presence' ? frame.entries.filter((one) => one.clientId === id) : []
  })
  const last = entries.at(-1)
  return last ? shownState.parse(JSON.parse(last.state)) : undefined
}

test('[G8] [G10.3] a colleague of another process is seen under the name of the session, by who is there and by who comes', async () => {
  const [a, b] = [await open(here.url, world.coordinator), await open(there.url, world.manager)]
  // Each process learns of the other from its signs of life.
  await vi.waitFor(
    () => {
      show(a, { card: 'card_000', user: { id: 'x', name: 'Mallory' } })
      expect(shownOf(b, a)).toBeTruthy()
    },
    { timeout: 10_000, interval: 100 },
  )
  const user = { id: world.coordinator, name: 'Name coordinator' }
  expect(shownOf(b, a)).toEqual({ card: 'card_000', user })
  const late = await open(there.url, world.officer)
  await late.until(() => shownOf(late, a)?.card === 'card_000')
  await a.disconnect()
  await b.until(() => shownOf(b, a) === null)
  await b.disconnect()
  await late.disconnect()
})

test('[G8] [G10.3] those of a process that is killed are gone within seconds, and seen again where they go', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'relance-presence-'))
  const doomed = await startProcess({ DATABASE_URL: database.url, DATA_DIR: dataDir })
  const [a, b] = [await open(doomed.url, world.officer), await open(here.url, world.manager)]
  await vi.waitFor(
    () => {
      show(a, { card: 'card_000' })
      expect(shownOf(b, a)).toBeTruthy()
    },
    { timeout: 10_000, interval: 100 },
  )
  await doomed.kill('SIGKILL')
  await b.until(() => shownOf(b, a) === null)
  const again = await open(there.url, world.officer)
  show(again, { card: 'card_000' })
  await b.until(() => shownOf(b, again)?.card === 'card_000')
  await again.disconnect()
  await b.disconnect()
  rmSync(dataDir, { recursive: true, force: true })
})
