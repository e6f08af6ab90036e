import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problem } from '#shared/contracts/problem.ts'
import { openSql } from '#server/database/sql.ts'
import { aPerson, createTestApp, type Answer, type TestApp } from '#test/support/app.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'

let database: TestDatabase
let site: TestApp
let cookie: string
beforeAll(async () => {
  database = await freshDatabase()
  site = createTestApp(database.sql)
  cookie = (await aPerson({ sql: database.sql, auth: site.auth }, { admin: true })).cookie
})
afterAll(() => database.drop())

/** The problem of an answer, its media type checked. */
function problemOf(answer: Answer) {
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  const found = problem.parse(answer.body)
  expect(found.status).toBe(answer.status)
  return found
}

describe('what cannot be read', () => {
  const secret = 'Zyxwvut-4242'
  const bodies: [string, unknown, number, string][] = [
    ['no JSON', `{"email": "${secret}"`, 400, 'bad-json'],
    ['nothing', '', 400, 'bad-json'],
    ['a list', [secret], 400, 'invalid'],
    ['null', null, 400, 'invalid'],
    ['numbers for texts', { email: 42, password: 7 }, 400, 'invalid'],
    ['texts in objects', { email: { $ne: secret }, password: [secret] }, 400, 'invalid'],
    [
      'a password that is too long',
      { email: 'a@b.fr', password: secret.repeat(50) },
      400,
      'invalid',
    ],
    ['more than 64 KiB', { email: secret, password: 'x'.repeat(70_000) }, 413, 'too-large'],
  ]
  test.each(bodies)(
    '[P7] %s: a problem with a code, and nothing quoted back',
    async (...[, body, status, code]) => {
      const answer = await site.as(null).post('/api/session', body)
      expect(problemOf(answer)).toMatchObject({ status, code })
      expect(answer.text).not.toContain(secret)
    },
  )

  test('[P7] a zero character is refused, wherever it is', async () => {
    const person = { name: 'Je\u0000an', email: 'jean@example.org' }
    const base = { name: 'Campagne', template: 'platform' }
    const answers = await Promise.all([
      site.as(null).post('/api/session', { email: 'a\u0000@b.fr', password: 'x' }),
      site.as(null).post('/api/session', { email: 'a@b.fr', password: 'x\u0000' }),
      site.as(cookie).post('/api/campaigns', { ...base, name: 'C\u0000' }),
      site.as(cookie).post('/api/campaigns', { ...base, observers: [person] }),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([400, 401, 400, 400])
  })

  test('[P7] the fields are named, with the code of what is wrong', async () => {
    const answer = await site.as(cookie).post('/api/campaigns', {
      name: 'x',
      template: 'castle',
      lanes: [{ name: 'Est', postCodes: ['750'] }],
      observers: [{ name: 'Jean', email: 'not an address' }],
    })
    expect(problemOf(answer)).toEqual({
      type: 'about:blank',
      title: 'Some fields cannot be used.',
      status: 400,
      code: 'invalid',
      fields: {
        name: 'too_small',
        template: 'invalid_value',
        'lanes.0.postCodes.0': 'invalid_format',
        'observers.0.email': 'invalid_format',
      },
    })
  })

  test('[P7] a form or a plain text is no JSON', async () => {
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']
    const answers = await Promise.all(
      types.map((type) => site.as(null).post('/api/session', {}, { 'Content-Type': type })),
    )
    expect(answers.map((answer) => problemOf(answer).code)).toEqual(
      types.map(() => 'json-expected'),
    )
  })

  test('[P7] JSON with a charset is JSON', async () => {
    const answer = await site
      .as(null)
      .post(
        '/api/session',
        { email: 'a@b.fr', password: 'x' },
        { 'Content-Type': 'application/json; charset=utf-8' },
      )
    expect(answer.status).toBe(401)
  })
})

describe('every answer', () => {
  test('[P7] of the API is kept by no cache, and carries an id for the log', async () => {
    const answers = await Promise.all(
      ['/api/session', '/api/campaigns', '/api/nothing', '/api/setup'].map((path) =>
        site.as(cookie).get(path),
      ),
    )
    expect(answers.map((answer) => answer.headers.get('cache-control'))).toEqual(
      answers.map(() => 'no-store'),
    )
    const ids = answers.map((answer) => answer.headers.get('x-request-id'))
    expect(new Set(ids).size).toBe(4)
  })

  test('[P1] what is not there is a problem too', async () => {
    const answer = await site.as(cookie).get('/api/nothing')
    expect(problemOf(answer)).toMatchObject({ status: 404, code: 'not-found' })
  })
})

describe('failures of our own', () => {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const log = pino({ level: 'debug' }, sink)

  test('[P7] say nothing to the outside, and nothing personal to the log', async () => {
    const broken = createTestApp(database.sql, { log })
    broken.app.get('/api/broken/:token', () => {
      throw new Error('Key (email)=(jeanne.secret@example.org) already exists.')
    })
    const answer = await broken.as(cookie).get('/api/broken/token-of-jeanne?q=Jeanne')
    expect(problemOf(answer)).toEqual({
      type: 'about:blank',
      title: 'Something failed here.',
      status: 500,
      code: 'internal',
    })
    const logged = lines.join('')
    expect(logged).toContain('a request failed')
    expect(logged).toContain('http-errors.test.ts')
    expect(logged).toContain('/api/broken/:token')
    expect(logged).not.toMatch(/jeanne/i)
  })

  test('[W3] a database that does not answer is told as such, to be tried again', async () => {
    const unreachable = openSql('postgres://nobody@127.0.0.1:1/nothing', { max: 1 })
    const cut = createTestApp(unreachable, { log })
    const answer = await cut.as(cookie).get('/api/session')
    await unreachable.end({ timeout: 1 })
    expect(problemOf(answer)).toMatchObject({ status: 503, code: 'storage', retryAfter: 5 })
    expect(answer.headers.get('retry-after')).toBe('5')
  })
})
