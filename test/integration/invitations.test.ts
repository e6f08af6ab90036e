import { afterAll, beforeAll, expect, test } from 'vitest'
import { createdCampaignAnswer } from '#shared/contracts/campaigns.ts'
import { must } from '#shared/assert.ts'
import { hashToken } from '#server/auth/token.ts'
import { aPerson, cookieOf, createTestApp, type TestApp } from '#test/support/app.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'

let database: TestDatabase
let site: TestApp
let adminCookie: string
beforeAll(async () => {
  database = await freshDatabase()
  site = createTestApp(database.sql)
  adminCookie = (await aPerson({ sql: database.sql, auth: site.auth }, { admin: true })).cookie
})
afterAll(() => database.drop())

const password = 'chosen by oneself'

/** Invites somebody through a campaign; the path of their invitation in the API, and its token. */
async function anInvitation(email: string) {
  const answer = await site.as(adminCookie).post('/api/campaigns', {
    name: 'Campagne',
    template: 'mission_locale',
    observers: [{ name: 'Inès', email }],
  })
  const { invitations } = createdCampaignAnswer.parse(answer.body)
  const link = must(invitations[0], 'one person was invited').url
  const token = must(link.split('/').at(-1), 'the link ends with the token')
  return { path: `/api/invitations/${token}`, token }
}

test('[P9] an invited person chooses a password, once, and is signed in', async () => {
  const { path } = await anInvitation('ines@example.org')
  const nobody = site.as(null)
  expect((await nobody.get(path)).body).toEqual({ name: 'Inès', email: 'ines@example.org' })

  const accepted = await nobody.post(path, { password })
  expect(accepted).toMatchObject({
    status: 200,
    body: { user: { name: 'Inès', email: 'ines@example.org', admin: false } },
  })
  const me = site.as(cookieOf(accepted.headers.get('set-cookie')))
  expect((await me.get('/api/campaigns')).body).toMatchObject({ campaigns: [{ role: 'observer' }] })
  const signedIn = await nobody.post('/api/session', { email: 'ines@example.org', password })
  expect(signedIn.status).toBe(200)

  const again = await nobody.post(path, { password: 'somebody else’s choice' })
  expect(again).toMatchObject({ status: 404, body: { code: 'invitation-gone' } })
  expect((await nobody.get(path)).status).toBe(404)
})

test('[P9] a password that is too short spends nothing and is not quoted back', async () => {
  const { path } = await anInvitation('short@example.org')
  const refused = await site.as(null).post(path, { password: 'tooshort' })
  expect(refused).toMatchObject({ status: 400, body: { fields: { password: 'too_small' } } })
  expect(refused.text).not.toContain('tooshort')
  expect((await site.as(null).get(path)).status).toBe(200)
})

test('[P9] using one invitation ends the others of the same person', async () => {
  const first = await anInvitation('twice@example.org')
  const second = await anInvitation('twice@example.org')
  expect((await site.as(null).post(second.path, { password })).status).toBe(200)
  expect((await site.as(null).post(first.path, { password })).status).toBe(404)
})

test('[P9] of two who use one link at once, one gets in', async () => {
  const { path } = await anInvitation('race@example.org')
  const answers = await Promise.all(
    ['the first password', 'the second password'].map((chosen) =>
      site.as(null).post(path, { password: chosen }),
    ),
  )
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 404])
})

test('[P9] an invitation is good for fourteen days', async () => {
  const { path, token } = await anInvitation('late@example.org')
  const [row] = await database.sql<{ days: number }[]>`
    select round(extract(epoch from expires_at - now()) / 86400)::int as days
    from invitation
    where token_hash = ${hashToken(token)}`
  expect(row).toEqual({ days: 14 })
  await database.sql`
    update invitation set expires_at = now() where token_hash = ${hashToken(token)}`
  expect((await site.as(null).get(path)).status).toBe(404)
  expect((await site.as(null).post(path, { password })).status).toBe(404)
  await site.auth.forgetExpired()
  const left = await database.sql`
    select token_hash from invitation where token_hash = ${hashToken(token)}`
  expect(left).toHaveLength(0)
})

test('[P9] a link that somebody made up is answered as one that is over', async () => {
  const { path } = await anInvitation('gone@example.org')
  await site.as(null).post(path, { password })
  const [over, madeUp] = await Promise.all([
    site.as(null).get(path),
    site.as(null).get('/api/invitations/made-up'),
  ])
  expect(over.text).toBe(madeUp.text)
})
