import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { CannotStart, readConfig } from '#server/config.ts'

test('an empty environment gives a server for this machine, with a database of its own', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    port: 3000,
    databaseUrl: null,
    dataDir: resolve('data'),
    publicUrl: null,
    trustProxy: false,
    metricsToken: null,
    mail: { smtpUrl: null, from: 'Relance <relance@localhost>', digestMinutes: 10 },
    logLevel: 'info',
  })
})

test('a variable that is set to nothing is as one that is not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', PUBLIC_URL: '' })).toEqual(readConfig({}))
})

test('every variable is read', () => {
  expect(
    readConfig({
      HOST: '0.0.0.0',
      PORT: '8080',
      DATABASE_URL: 'postgres://localhost/relance',
      DATA_DIR: '/srv/relance',
      PUBLIC_URL: 'https://relance.example.org',
      TRUST_PROXY: 'true',
      METRICS_TOKEN: 'sixteen-letters-',
      SMTP_URL: 'smtp://user:secret@mail.example.org:587',
      MAIL_FROM: 'Équipe <equipe@example.org>',
      MAIL_DIGEST_MINUTES: '0',
      LOG_LEVEL: 'debug',
    }),
  ).toEqual({
    host: '0.0.0.0',
    port: 8080,
    databaseUrl: 'postgres://localhost/relance',
    dataDir: resolve('/srv/relance'),
    publicUrl: new URL('https://relance.example.org'),
    trustProxy: true,
    metricsToken: 'sixteen-letters-',
    mail: {
      smtpUrl: 'smtp://user:secret@mail.example.org:587',
      from: 'Équipe <equipe@example.org>',
      digestMinutes: 0,
    },
    logLevel: 'debug',
  })
})

test.each([
  ['PORT', '70000'],
  ['PORT', 'high'],
  ['PUBLIC_URL', 'relance.example.org'],
  ['PUBLIC_URL', 'ftp://relance.example.org'],
  ['TRUST_PROXY', 'perhaps'],
  ['METRICS_TOKEN', 'short'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(CannotStart)
  expect(() => readConfig({ [name]: value })).toThrow(`${name}: `)
})

test('.env.example lists every variable that is read, and no other', () => {
  const listed = [...readFileSync('.env.example', 'utf8').matchAll(/^#([A-Z_]+)=/gm)]
  const source = readFileSync('server/config.ts', 'utf8')
  const read = [...source.matchAll(/^ {2}([A-Z_]+): /gm)]
  expect(listed.map((found) => found[1])).toEqual(read.map((found) => found[1]))
})

test('an SMTP server without the address people type is refused in one sentence: mails carry a link', () => {
  expect(() => readConfig({ SMTP_URL: 'smtp://mail.example.org' })).toThrow(/PUBLIC_URL/)
})
