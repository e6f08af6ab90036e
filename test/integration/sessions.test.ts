import { createHash } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAuth } from '#server/auth/auth.ts'
import { hashPassword, isPassword, isWeak } from '#server/auth/passwords.ts'
import { pauseAfter } from '#server/auth/throttle.ts'
import { hashToken } from '#server/auth/token.ts'
import { aPerson, cookieOf, createTestApp, password, type TestApp } from '#test/support/app.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'

let database: TestDatabase
let site: TestApp
beforeAll(async () => {
  database = await freshDatabase()
  site = createTestApp(database.sql)
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.sql`delete from sign_in_throttle`
})

const somebody = () => aPerson({ sql: database.sql, auth: site.auth })
const signIn = (email: string, secret: string, headers = {}) =>
  site.as(null).post('/api/session', { email, password: secret }, headers)

/** The quickest of four refusals: the one that other work disturbed least. */
async function timeRefusal(email: string): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < 4; n += 1) {
    const started = performance.now()
    await signIn(email, 'not the password')
    took.push(performance.now() - started)
  }
  return Math.min(...took)
}

describe('signing in', () => {
  test('[P9] a person signs in, is known, signs out and is known no more', async () => {
    const { id, name, email } = await somebody()
    const user = { id, name, email, admin: false }

    const signedIn = await signIn(email.toUpperCase(), password)
    expect([signedIn.status, signedIn.body]).toEqual([200, { user }])

    const me = site.as(cookieOf(signedIn.headers.get('set-cookie')))
    const known = await me.get('/api/session')
    expect([known.status, known.body]).toEqual([200, { user }])

    const left = await me.remove('/api/session')
    expect([left.status, left.text]).toEqual([204, ''])
    expect(left.headers.get('set-cookie')).toMatch(/^relance=; .*Max-Age=0/)
    expect((await me.get('/api/session')).status).toBe(401)
  })

  test('[P9] the session that ends is told to who listens, by its hashed id', async () => {
    const { cookie } = await somebody()
    const ended: string[] = []
    const stop = site.auth.onSessionEnded((session) => ended.push(session))
    const signedIn = await site.auth.read(cookie)
    await site.as(cookie).remove('/api/session')
    stop()
    expect(ended).toEqual([signedIn?.session])
  })

  test('[P9] who signs in on a browser ends the session that was open there', async () => {
    const [before, after] = [await somebody(), await somebody()]
    const answer = await site
      .as(before.cookie)
      .post('/api/session', { email: after.email, password })
    expect(answer.body).toMatchObject({ user: { id: after.id } })
    expect(answer.headers.getSetCookie()).toHaveLength(1)
    expect((await site.as(before.cookie).get('/api/session')).status).toBe(401)
    expect((await site.as(after.cookie).get('/api/session')).status).toBe(200)
  })

  test('[P1] a wrong password, an unknown address and an invited person get one answer', async () => {
    const { email } = await somebody()
    await database.sql`
      insert into app_user (id, email, name) values ('invited1', 'invited@example.org', 'Invited')`
    const answers = await Promise.all([
      signIn(email, 'not the password'),
      signIn('nobody@example.org', 'not the password'),
      signIn('invited@example.org', ''.padEnd(12, 'x')),
    ])
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } })
    expect(answers.map((answer) => answer.headers.get('set-cookie'))).toEqual([null, null, null])
  })

  test('[P1] an unknown address costs the same work as a known one', async () => {
    const { email } = await somebody()
    // Without a hash to verify, the answer comes in a tenth of the time.
    expect(await timeRefusal('nobody2@example.org')).toBeGreaterThan((await timeRefusal(email)) / 3)
  })
})

describe('what is kept', () => {
  test('[P9] the token is nowhere in the database, only its hash', async () => {
    const { email } = await somebody()
    const cookie = cookieOf((await signIn(email, password)).headers.get('set-cookie'))
    const token = cookie.slice('relance='.length)
    const hashed = createHash('sha256').update(token).digest('hex')
    const rows = await database.sql<{ id: string }[]>`
      select id from session where id in ${database.sql([token, hashed])}`
    expect(rows).toEqual([{ id: hashed }])
  })

  test('[P9] the hash that is kept opens nothing', async () => {
    const { cookie } = await somebody()
    const signedIn = await site.auth.read(cookie)
    expect(await site.auth.read(`relance=${signedIn?.session}`)).toBeNull()
  })

  test('[P9] a password made with less work is hashed again when it is next typed', async () => {
    const { id, email } = await somebody()
    const weak = await hash(password, { memoryCost: 8192, timeCost: 1 })
    await database.sql`update app_user set password_hash = ${weak} where id = ${id}`
    expect((await signIn(email, password)).status).toBe(200)
    const [row] = await database.sql<{ passwordHash: string }[]>`
      select password_hash from app_user where id = ${id}`
    expect([isWeak(weak), isWeak(row?.passwordHash ?? '')]).toEqual([true, false])
    expect((await signIn(email, password)).status).toBe(200)
  })

  test('[P9] a password typed on another keyboard is the same password', async () => {
    expect(await isPassword(await hashPassword('é́léphant'), 'é́léphant'.normalize('NFD'))).toBe(true)
  })
})

describe('cookies', () => {
  test('[P9] over http the cookie is out of reach of scripts and of other sites', async () => {
    const { email } = await somebody()
    const header = (await signIn(email, password)).headers.get('set-cookie')
    expect(header).toMatch(/^relance=[\w-]{43}; HttpOnly; Max-Age=604800; Path=\/; SameSite=Lax$/)
  })

  test('[P9] over https it is bound to the host and never sent in clear', async () => {
    const secure = createTestApp(database.sql, {
      env: { PUBLIC_URL: 'https://relance.example.org' },
    })
    const { email } = await somebody()
    const answer = await secure.as(null).post('/api/session', { email, password })
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-relance=[\w-]{43}; HttpOnly; Max-Age=604800; Path=\/; SameSite=Lax; Secure$/,
    )
  })

  test('[P9] a session in its second half is moved on, and its cookie sent again', async () => {
    const { id, cookie } = await somebody()
    expect((await site.as(cookie).get('/api/session')).headers.get('set-cookie')).toBeNull()
    await database.sql`
      update session set expires_at = now() + interval '2 days' where user_id = ${id}`
    const renewed = (await site.as(cookie).get('/api/session')).headers.get('set-cookie')
    expect(cookieOf(renewed)).toBe(cookie)
    const [row] = await database.sql<{ days: number }[]>`
      select round(extract(epoch from expires_at - now()) / 86400)::int as days
      from session
      where user_id = ${id}`
    expect(row).toEqual({ days: 7 })
  })

  test('[P9] an expired session is nobody’s, and is swept away', async () => {
    const { id, cookie } = await somebody()
    const other = await somebody()
    await database.sql`update session set expires_at = now() - interval '1 minute' where user_id in ${database.sql([id, other.id])}`
    expect((await site.as(cookie).get('/api/session')).status).toBe(401)
    await site.auth.forgetExpired()
    const left =
      await database.sql`select id from session where user_id in ${database.sql([id, other.id])}`
    expect(left).toHaveLength(0)
  })

  test.each(['relance=', 'relance=%', 'x=%E0%A4%A; relance=nope', 'relance', '%=%', ''])(
    '[P9] the header %j is nobody’s, and no failure',
    async (cookie) => {
      expect((await site.as(cookie).get('/api/session')).status).toBe(401)
    },
  )

  test('[P9] a broken cookie of somebody else does not hide ours', async () => {
    const { cookie } = await somebody()
    expect((await site.as(`tracker=100%; ${cookie}`).get('/api/session')).status).toBe(200)
  })
})

describe('throttle', () => {
  test('[P9] the sixth wrong password starts a pause, told in seconds, that the right one does not end', async () => {
    const { email } = await somebody()
    const statuses: number[] = []
    for (let n = 0; n < 6; n += 1) statuses.push((await signIn(email, 'wrong')).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401])
    const blocked = await signIn(email, password)
    expect(blocked).toMatchObject({
      status: 429,
      body: { code: 'too-many-tries', retryAfter: expect.any(Number) },
    })
    expect(blocked.headers.get('retry-after')).toMatch(/^[12]$/)
  })

  test('[P1] an unknown address is paused as a known one', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 7; n += 1) statuses.push((await signIn('ghost@example.org', 'x')).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429])
  })

  test('[P9] tries made at once do not slip past the pause', async () => {
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => signIn('crowd@example.org', 'x')),
    )
    expect(tries.filter((answer) => answer.status === 401)).toHaveLength(6)
    expect(tries.filter((answer) => answer.status === 429)).toHaveLength(14)
  })

  test('[P9] two processes count together', async () => {
    const elsewhere = createAuth({ sql: database.sql, secure: false })
    const from = { address: 'unknown', userAgent: '' }
    for (let n = 0; n < 3; n += 1) await signIn('both@example.org', 'x')
    for (let n = 0; n < 3; n += 1) await elsewhere.signIn('both@example.org', 'x', from)
    expect((await signIn('both@example.org', 'x')).status).toBe(429)
  })

  test('[P9] after the pause the right password opens, and forgets the failures', async () => {
    const { email } = await somebody()
    for (let n = 0; n < 6; n += 1) await signIn(email, 'wrong')
    await database.sql`update sign_in_throttle set blocked_until = now()`
    expect((await signIn(email, password)).status).toBe(200)
    expect((await signIn(email, 'wrong')).status).toBe(401)
    expect((await signIn(email, password)).status).toBe(200)
  })

  test('[P9] one address that tries many accounts is paused', async () => {
    await signIn('first@example.org', 'x')
    await database.sql`
      update sign_in_throttle set failures = 50 where key = ${hashToken('address:unknown')}`
    const statuses: number[] = []
    for (const name of ['second', 'third', 'fourth']) {
      statuses.push((await signIn(`${name}@example.org`, 'x')).status)
    }
    expect(statuses).toEqual([401, 429, 429])
  })

  test('[P9] behind a proxy of ours, the address is the one that the proxy saw', async () => {
    const proxied = createTestApp(database.sql, { env: { TRUST_PROXY: 'true' } })
    const from = (address: string) =>
      proxied
        .as(null)
        .post(
          '/api/session',
          { email: 'x@example.org', password: 'x' },
          { 'X-Forwarded-For': address },
        )
    await from('203.0.113.9, 198.51.100.1')
    await from('203.0.113.10, 198.51.100.1')
    const rows = await database.sql`select key from sign_in_throttle`
    expect(rows).toHaveLength(2)
  })

  test('[P9] no e-mail and no address stands in the throttle', async () => {
    await signIn('secret@example.org', 'x')
    const rows = await database.sql<{ key: string }[]>`select key from sign_in_throttle`
    expect(rows.filter((row) => !/^[0-9a-f]{64}$/.test(row.key))).toEqual([])
    expect(rows).toHaveLength(2)
  })

  test.each([
    [5, 0],
    [6, 2],
    [7, 4],
    [14, 512],
    [15, 900],
    [10_000, 900],
  ])('[P9] after %i failures the pause is %i s', (failures, seconds) => {
    expect(pauseAfter(failures, { free: 5, longestPauseSeconds: 900 })).toBe(seconds)
  })
})

describe('origin', () => {
  const outcomes: [string, Record<string, string>, number][] = [
    ['of this host', { Origin: 'http://relance.test', Host: 'relance.test' }, 401],
    ['of another site', { Origin: 'https://evil.example', Host: 'relance.test' }, 403],
    ['that is opaque', { Origin: 'null', Host: 'relance.test' }, 403],
    ['of another port', { Origin: 'http://relance.test:81', Host: 'relance.test' }, 403],
    ['of a sister host', { Origin: 'http://a.relance.test', Host: 'relance.test' }, 403],
    ['unsaid, from another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['unsaid, from a sister site', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['unsaid, from our pages', { 'Sec-Fetch-Site': 'same-origin' }, 401],
    ['unsaid, by a program', {}, 401],
  ]
  test.each(outcomes)('[P9] an origin %s', async (...[, headers, status]) => {
    expect((await signIn('who@example.org', 'x', headers)).status).toBe(status)
  })

  test('[P9] a foreign page cannot sign somebody out', async () => {
    const { cookie } = await somebody()
    const answer = await site.as(cookie).remove('/api/session', { Origin: 'https://evil.example' })
    expect(answer).toMatchObject({ status: 403, body: { code: 'foreign-origin' } })
    expect((await site.as(cookie).get('/api/session')).status).toBe(200)
  })

  test('[P9] the public address is an origin of ours whatever the proxy calls the host', async () => {
    const proxied = createTestApp(database.sql, {
      env: { PUBLIC_URL: 'https://relance.example.org' },
    })
    const send = (origin: string, host = '127.0.0.1:3000') =>
      proxied
        .as(null)
        .post(
          '/api/session',
          { email: 'y@example.org', password: 'x' },
          { Origin: origin, Host: host },
        )
    expect((await send('https://relance.example.org')).status).toBe(401)
    expect((await send('http://relance.example.org')).status).toBe(403)
    expect((await send('http://relance.example.org', 'relance.example.org')).status).toBe(403)
  })
})
