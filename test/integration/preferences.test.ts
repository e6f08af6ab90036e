import { afterAll, beforeAll, expect, test } from 'vitest'
import { createdCampaignAnswer } from '#shared/contracts/campaigns.ts'
import { preferencesAnswer } from '#shared/contracts/preferences.ts'
import { aPerson, createTestApp, type TestApp, type TestPerson } from '#test/support/app.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'

let database: TestDatabase
let site: TestApp
let owner: TestPerson
let path: string
beforeAll(async () => {
  database = await freshDatabase()
  site = createTestApp(database.sql)
  owner = await aPerson({ sql: database.sql, auth: site.auth }, { name: 'Ada Roy', admin: true })
  const created = await site.as(owner.cookie).post('/api/campaigns', {
    name: 'Paris 2020',
    template: 'mission_locale',
    lanes: [{ name: 'Est' }],
  })
  path = `/api/campaigns/${createdCampaignAnswer.parse(created.body).campaign.id}/preferences`
})
afterAll(() => database.drop())

const kept = (answer: { body: unknown }) => preferencesAnswer.parse(answer.body).preferences
const late = { name: 'Mes retards', query: { f: 'overdue', officer: 'u_1', sort: 'age' } }

test('what one window sets does not undo what another set, and is there at the next sign-in', async () => {
  const mine = site.as(owner.cookie)
  expect(kept(await mine.get(path))).toEqual({ foldedLanes: [], views: [] })
  await mine.patch(path, { foldedLanes: ['none', 'lane_east'] })
  expect(kept(await mine.patch(path, { views: [late] }))).toEqual({
    foldedLanes: ['none', 'lane_east'],
    views: [late],
  })
  expect(kept(await mine.get(path))).toEqual({
    foldedLanes: ['none', 'lane_east'],
    views: [late],
  })
})

test('[P1] nobody reads or sets another person’s preferences, nor those of a board that is not theirs', async () => {
  const parts = { sql: database.sql, auth: site.auth }
  const stranger = site.as((await aPerson(parts, { name: 'Noé Petit' })).cookie)
  expect((await stranger.get(path)).status).toBe(404)
  expect((await stranger.patch(path, { foldedLanes: [] })).status).toBe(404)
  expect(kept(await site.as(owner.cookie).get(path)).views).toEqual([late])
})

test('a view that keeps a search, two of one name, or too many of them are refused and nothing is lost', async () => {
  const mine = site.as(owner.cookie)
  const refused = [
    { views: [{ name: 'Nom', query: { q: 'Yanis Sylla' } }] },
    { views: [late, late] },
    { views: [{ name: '   ', query: {} }] },
    { views: Array.from({ length: 31 }, (_, i) => ({ name: `Vue ${i}`, query: {} })) },
    { unknown: true },
  ]
  for (const body of refused) expect((await mine.patch(path, body)).status).toBe(400)
  expect(kept(await mine.get(path)).views).toEqual([late])
})
