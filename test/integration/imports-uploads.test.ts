import { afterAll, beforeAll, expect, test } from 'vitest'
import { problem } from '#shared/contracts/problem.ts'
import { createApp } from '#server/app.ts'
import { createAuth } from '#server/auth/auth.ts'
import { readConfig } from '#server/config.ts'
import { UnreadableFile } from '#server/imports/faults.ts'
import { uploadsAtOnce } from '#server/imports/limits.ts'
import type { Reader } from '#server/imports/reader.ts'
import { createLog } from '#server/log.ts'
import type { Relance } from '#server/relance.ts'
import { aMember, csv, leo } from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'

let server: Relance
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

/** Reads nothing until it is told that every file was unreadable. */
function blockedReader() {
  const waiting: (() => void)[] = []
  const reader: Reader = {
    read: () =>
      new Promise((_, reject) => waiting.push(() => reject(new UnreadableFile('file-damaged')))),
    warm() {},
    async close() {},
  }
  return { reader, waiting }
}

test('[G10] a process holds no more uploads than it says; who comes then is told to come again, and others go on', async () => {
  const { sql, rooms } = server
  const { person, campaign } = await aMember(server, {
    campaign: 'campaign-uploads',
    role: 'coordinator',
  })
  const { reader, waiting } = blockedReader()
  const app = createApp({
    sql,
    auth: createAuth({ sql, secure: false }),
    writer: rooms,
    config: readConfig({}),
    log: createLog('silent'),
    reader,
  })
  const send = async () => {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(csv(leo).bytes)], 'liste.csv'))
    const headers = { Cookie: person.cookie }
    return app.request(`/api/campaigns/${campaign}/imports`, {
      method: 'POST',
      body: form,
      headers,
    })
  }
  // Nothing is read: the only answer is that of the one for whom there is no room.
  const sent = Array.from({ length: uploadsAtOnce + 1 }, send)
  const turnedAway = await Promise.race(sent)
  expect(turnedAway.status).toBe(503)
  expect(problem.parse(await turnedAway.json())).toMatchObject({ code: 'imports-busy' })
  expect(turnedAway.headers.get('retry-after')).toBe('10')
  const headers = { Cookie: person.cookie }
  expect((await app.request(`/api/campaigns/${campaign}/imports`, { headers })).status).toBe(200)
  // Each that ends lets another in.
  const endAll = setInterval(() => {
    for (const end of waiting.splice(0)) end()
  }, 5)
  const statuses = (await Promise.all(sent)).map(({ status }) => status)
  expect(statuses.toSorted((a, b) => a - b)).toEqual([
    ...Array.from({ length: uploadsAtOnce }, () => 422),
    503,
  ])
  expect((await send()).status).toBe(422)
  clearInterval(endAll)
})
