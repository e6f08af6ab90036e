// Post codes, working time and households over HTTP: the tables and every open board say the same.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { householdsAnswer } from '#shared/contracts/campaigns.ts'
import { lanesOf } from '#shared/documents/board.ts'
import { cardId, type UserId } from '#shared/domain/ids.ts'
import { readBoardEntries } from '#server/campaigns/board-entries.ts'
import { householdsOf } from '#server/cards/households.ts'
import type { Relance } from '#server/relance.ts'
import { openBoard } from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { startServer } from '#test/support/server.ts'
import { aTriage } from '#test/support/triage.ts'

let server: Relance

beforeAll(async () => {
  server = await startServer()
  await buildWorld(server)
})
afterAll(() => server.close())

async function send(user: UserId, method: string, [path, body]: readonly [string, unknown?]) {
  const cookie = await signIn(server.sql, user)
  const response = await fetch(`${server.url}/api/campaigns/${world.campaign}${path}`, {
    method,
    headers: { cookie, origin: server.url, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) }
}

/** The north lane as an open board shows it. */
async function north() {
  const cookie = await signIn(server.sql, world.observer)
  const client = await openBoard({ url: server.url, cookie, document: board })
  const found = [...lanesOf(client.doc)].find(({ id }) => id === world.north)
  await client.disconnect()
  return found?.lane
}

const kin = (n: number, more: Partial<Parameters<typeof householdsOf>[0][number]>) => ({
  card: cardId.parse(`card_${n}0`),
  lastName: 'sow',
  phones: [],
  address: null,
  ...more,
})

const absences = [{ from: '2026-12-21', to: '2027-01-02' }]

describe('working time', () => {
  test('[P3] a manager sets the quota and the absences of an officer of their lane; boards see it at once', async () => {
    const path = `/officers/${world.officer}`
    const change = { weeklyQuota: 8, absences }
    expect(await send(world.manager, 'PATCH', [path, change])).toEqual({ status: 204, body: null })
    const officer = (await north())?.officers.find((one) => one.id === world.officer)
    expect(officer).toMatchObject(change)
    // The tables say the same: what mirrors them later changes nothing.
    const { lanes } = await readBoardEntries(server.sql, world.campaign)
    expect(lanes.get(world.north)?.officers).toEqual((await north())?.officers)
  })
  test('[P3] what is left out stays', async () => {
    await send(world.coordinator, 'PATCH', [`/officers/${world.officer}`, { weeklyQuota: 12 }])
    const officer = (await north())?.officers.find((one) => one.id === world.officer)
    expect(officer).toMatchObject({ weeklyQuota: 12, absences })
  })
  test.each([
    ['another lane’s manager', world.otherManager, 403],
    ['the officer', world.officer, 403],
    ['an observer', world.observer, 403],
    ['a stranger', world.stranger, 404],
  ])('[P3] %s may not', async (_who, user, status) => {
    const answer = await send(user, 'PATCH', [`/officers/${world.officer}`, { weeklyQuota: 1 }])
    expect(answer.status).toBe(status)
  })
  test('[P2] somebody who is no officer here is not found, and an absence that ends before it starts is refused', async () => {
    const nobody = await send(world.coordinator, 'PATCH', [`/officers/${world.manager}`, {}])
    expect(nobody.status).toBe(404)
    const backwards = { absences: [{ from: '2026-12-02', to: '2026-12-01' }] }
    const answer = await send(world.coordinator, 'PATCH', [`/officers/${world.officer}`, backwards])
    expect(answer.status).toBe(400)
  })
})

describe('sectors', () => {
  test('[P2] the coordinator sets the post codes of a lane, sorted and each once', async () => {
    const path = `/lanes/${world.north}`
    const asked = { postCodes: ['59800', '59000', '59800'] }
    expect((await send(world.manager, 'PATCH', [path, asked])).status).toBe(403)
    expect((await send(world.coordinator, 'PATCH', [path, asked])).status).toBe(204)
    expect((await north())?.postCodes).toEqual(['59000', '59800'])
    const { lanes } = await readBoardEntries(server.sql, world.campaign)
    expect(lanes.get(world.north)?.postCodes).toEqual(['59000', '59800'])
  })
  test('[P2] a lane of another campaign is not there, and what is no post code is refused', async () => {
    const unknown = await send(world.coordinator, 'PATCH', [
      '/lanes/lane_nowhere',
      { postCodes: [] },
    ])
    expect(unknown.status).toBe(404)
    const path = `/lanes/${world.north}`
    expect((await send(world.coordinator, 'PATCH', [path, { postCodes: ['Lille'] }])).status).toBe(
      400,
    )
  })
})

describe('households', () => {
  test('[3] one family name and a number or an address in common, through as many as it takes', () => {
    expect(
      householdsOf([
        kin(1, { phones: ['+331'] }),
        kin(2, { phones: ['+331'], address: '1 rue a 75020' }),
        kin(3, { address: '1 rue a 75020' }),
        kin(4, { address: '2 rue b 75020' }),
        kin(5, { lastName: 'ba', phones: ['+331'] }),
      ]),
    ).toEqual([['card_10', 'card_20', 'card_30']])
  })
  test('[P7] told from dossiers, so for those who may open them only, as ids without the reason', async () => {
    const [first, second] = await addCards(server, [places.free, places.free, places.south], 500)
    if (!first || !second) throw new Error('Cards were made.')
    // Cards of a fixture share a number; their family names differ.
    await server.sql`update dossier set last_name_key = 'sow' where card_id in ${server.sql([first, second])}`
    const answer = await send(world.manager, 'GET', [`/households?lane=${world.north}`])
    expect(householdsAnswer.parse(answer.body).households).toEqual([[first, second]])
    const path = `/households?lane=${world.north}`
    expect((await send(world.otherManager, 'GET', [path])).status).toBe(403)
    expect((await send(world.manager, 'GET', ['/households'])).status).toBe(403)
    expect((await send(world.coordinator, 'GET', ['/households'])).status).toBe(200)
  })
  test('[P3] [P4] only for who gives cards of the lane out: no officer hears of colleagues’ cards', async () => {
    const answers = await Promise.all(
      [world.officer, world.otherOfficer, world.observer].flatMap((user) =>
        ['/households', `/households?lane=${world.north}`].map(
          async (path) => (await send(user, 'GET', [path])).status,
        ),
      ),
    )
    expect(answers).toEqual([403, 403, 403, 403, 403, 403])
    const ofStranger = await send(world.stranger, 'GET', [`/households?lane=${world.north}`])
    expect(ofStranger.status).toBe(404)
  })
  test('[P4] an officer of the platform shares any PSAD out, and is told; its observer is not', async () => {
    const platform = await aTriage(server, { template: 'platform' })
    const ask = async (user: UserId) => {
      const cookie = await signIn(server.sql, user)
      const url = `${server.url}/api/campaigns/${platform.campaign}/households`
      return (await fetch(url, { headers: { cookie } })).status
    }
    const { officer, observer, partner, admin } = platform.people
    expect(await ask(officer)).toBe(200)
    expect(await Promise.all([observer, partner, admin].map((user) => ask(user)))).toEqual([
      403, 403, 403,
    ])
  })
})
