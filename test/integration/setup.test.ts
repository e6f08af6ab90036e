import { afterEach, beforeEach, expect, test } from 'vitest'
import { setupAnswer } from '#shared/contracts/campaigns.ts'
import { issueSetupToken } from '#server/auth/setup-token.ts'
import { must } from '#shared/assert.ts'
import { cookieOf, createTestApp, type TestApp } from '#test/support/app.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'

let database: TestDatabase
let site: TestApp
beforeEach(async () => {
  database = await freshDatabase()
  site = createTestApp(database.sql)
})
afterEach(() => database.drop())

const administrator = { name: 'Ada Roy', email: 'Ada@example.org', password: 'a long enough one' }
const campaign = {
  name: 'Première campagne',
  template: 'mission_locale',
  lanes: [{ name: 'Est', managers: [{ name: 'Rose', email: 'rose@example.org' }] }],
}
const nobody = () => site.as(null)
const issue = async () => must(await issueSetupToken(database.sql), 'the set-up is needed')
const setUp = (token: string, more = {}) =>
  nobody().post('/api/setup', { token, administrator, campaign, ...more })

test('[P2] the token of the console makes the first administrator, their campaign, and signs them in', async () => {
  expect((await nobody().get('/api/setup')).body).toEqual({ needed: true })
  const answer = await setUp(await issue())
  expect(answer.status).toBe(201)
  const { user, campaign: created, invitations } = setupAnswer.parse(answer.body)
  expect(user).toEqual({ id: user.id, name: 'Ada Roy', email: 'ada@example.org', admin: true })
  expect(created).toMatchObject({ name: 'Première campagne', role: 'coordinator' })
  expect(invitations.map(({ email, role }) => [email, role])).toEqual([
    ['rose@example.org', 'manager'],
  ])
  const me = site.as(cookieOf(answer.headers.get('set-cookie')))
  expect((await me.get('/api/session')).body).toEqual({ user })
  expect((await nobody().get('/api/setup')).body).toEqual({ needed: false })
  const { email, password } = administrator
  expect((await nobody().post('/api/session', { email, password })).status).toBe(200)
})

test('[P2] the first administrator stays coordinator of the first campaign beside others', async () => {
  const coordinators = [{ name: 'Nora', email: 'nora@example.org' }]
  const answer = await setUp(await issue(), { campaign: { ...campaign, coordinators } })
  expect(setupAnswer.parse(answer.body).campaign.role).toBe('coordinator')
})

test('[P2] another token opens nothing', async () => {
  await issue()
  const answer = await setUp('0123456789012345678901234567890123456789012')
  expect(answer).toMatchObject({ status: 403, body: { code: 'wrong-setup-token' } })
  expect((await nobody().get('/api/setup')).body).toEqual({ needed: true })
})

test('[P2] only the hash of the token is kept', async () => {
  const token = await issue()
  const rows = await database.sql<{ tokenHash: string }[]>`select token_hash from setup_token`
  expect(rows.map((row) => row.tokenHash)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
  expect(rows[0]?.tokenHash).not.toContain(token)
})

test('[P2] a second set-up is impossible, with the same token or another', async () => {
  const [first, second] = [await issue(), await issue()]
  expect((await setUp(first)).status).toBe(201)
  const again = { administrator: { ...administrator, email: 'eve@example.org' } }
  const answers = [await setUp(first, again), await setUp(second, again)]
  expect(answers.map((answer) => answer.status)).toEqual([409, 409])
  expect(await issueSetupToken(database.sql)).toBeNull()
})

test('[P2] of two set-ups at once, one is made', async () => {
  const tokens = [await issue(), await issue(), await issue()]
  const answers = await Promise.all(
    tokens.map((token, n) =>
      setUp(token, { administrator: { ...administrator, email: `ada${n}@example.org` } }),
    ),
  )
  const statuses = answers.map((answer) => answer.status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(1)
  expect(await database.sql`select count(*) from app_user where admin`).toEqual([{ count: 1 }])
  expect(await database.sql`select count(*) from campaign`).toEqual([{ count: 1 }])
})

test('[P2] a set-up that is refused leaves nothing behind and spends no token', async () => {
  const token = await issue()
  const observers = [{ name: 'Ada Roy', email: 'ada@example.org' }]
  const refused = await setUp(token, { campaign: { ...campaign, observers } })
  expect(refused).toMatchObject({ status: 422, body: { code: 'one-role-per-person' } })
  const weak = { administrator: { ...administrator, password: 'short' } }
  expect(await setUp(token, weak)).toMatchObject({
    status: 400,
    body: { code: 'invalid', fields: { 'administrator.password': 'too_small' } },
  })
  expect((await setUp(token)).status).toBe(201)
})
