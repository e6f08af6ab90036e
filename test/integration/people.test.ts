import { afterAll, beforeAll, expect, test } from 'vitest'
import { createdCampaignAnswer, invitationLink, peopleAnswer } from '#shared/contracts/campaigns.ts'
import { must } from '#shared/assert.ts'
import { aPerson, createTestApp, type TestApp, type TestPerson } from '#test/support/app.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'

let database: TestDatabase
let site: TestApp
let admin: TestPerson
let coordinator: TestPerson
let officer: TestPerson
let campaign: string
beforeAll(async () => {
  database = await freshDatabase()
  site = createTestApp(database.sql)
  const parts = { sql: database.sql, auth: site.auth }
  admin = await aPerson(parts, { name: 'Ada', admin: true })
  coordinator = await aPerson(parts, { name: 'Élie' })
  officer = await aPerson(parts, { name: 'Zoé' })
  const created = await site.as(admin.cookie).post('/api/campaigns', {
    name: 'Paris 2020',
    template: 'mission_locale',
    coordinators: [{ name: 'Élie', email: coordinator.email }],
    lanes: [{ name: 'Est', officers: [{ name: 'Zoé', email: officer.email }] }],
    observers: [{ name: 'Inès', email: 'ines@example.org' }],
  })
  campaign = createdCampaignAnswer.parse(created.body).campaign.id
})
afterAll(() => database.drop())

async function people(cookie = coordinator.cookie) {
  const answer = await site.as(cookie).get(`/api/campaigns/${campaign}/people`)
  return peopleAnswer.parse(answer.body).people
}
async function idOf(name: string) {
  const found = (await people()).find((person) => person.name === name)
  return must(found, 'the person takes part').id
}
const invite = async (name: string, cookie: string) =>
  site.as(cookie).post(`/api/campaigns/${campaign}/invitations`, { user: await idOf(name) })
const apiPath = (link: unknown) =>
  new URL(invitationLink.parse(link).url).pathname.replace('/invitation/', '/api/invitations/')

test('[P2] the coordinator sees everybody who takes part, and who has not come in yet', async () => {
  const found = await people()
  expect(found.map(({ name, role, invited }) => [name, role, invited])).toEqual([
    ['Ada', 'admin', false],
    ['Élie', 'coordinator', false],
    ['Inès', 'observer', true],
    ['Zoé', 'officer', false],
  ])
})

test('[P2] an officer neither sees the list nor invites', async () => {
  const mine = site.as(officer.cookie)
  const answers = [
    await mine.get(`/api/campaigns/${campaign}/people`),
    await invite('Inès', officer.cookie),
  ]
  expect(answers.map((answer) => answer.status)).toEqual([403, 403])
})

test('[P2] a lost invitation is replaced, and opens', async () => {
  const answer = await invite('Inès', coordinator.cookie)
  expect(answer).toMatchObject({ status: 201, body: { name: 'Inès', role: 'observer' } })
  const accepted = await site.as(null).post(apiPath(answer.body), { password: 'my own choice' })
  expect(accepted.status).toBe(200)
})

test('[P2] a coordinator cannot take over somebody who has a password; an administrator can reset it', async () => {
  expect(await invite('Zoé', coordinator.cookie)).toMatchObject({
    status: 403,
    body: { code: 'admin-only' },
  })
  expect((await invite('Zoé', admin.cookie)).status).toBe(201)
})

test('[P9] choosing a new password ends every session of the person, and tells who listens', async () => {
  const reset = await invite('Zoé', admin.cookie)
  const open = must(await site.auth.read(officer.cookie), 'Zoé is signed in').session
  const ended: string[] = []
  const stop = site.auth.onSessionEnded((session) => ended.push(session))
  const password = 'a brand new password'
  expect((await site.as(null).post(apiPath(reset.body), { password })).status).toBe(200)
  stop()
  expect(ended).toEqual([open])
  expect((await site.as(officer.cookie).get('/api/session')).status).toBe(401)
  const again = await site.as(null).post('/api/session', { email: officer.email, password })
  expect(again.status).toBe(200)
})

test('[P1] nobody is invited from a campaign they are not in', async () => {
  const stranger = await aPerson({ sql: database.sql, auth: site.auth })
  const path = `/api/campaigns/${campaign}/invitations`
  const answers = [
    await site.as(coordinator.cookie).post(path, { user: stranger.id }),
    await site.as(stranger.cookie).post(path, { user: officer.id }),
  ]
  expect(answers.map((answer) => answer.status)).toEqual([404, 404])
  expect(answers[0]?.text).toBe(answers[1]?.text)
})
