import { connect, createServer } from 'node:net'
import { inject, expect, onTestFinished, test } from 'vitest'
import { openSql } from '#server/database/sql.ts'
import { emptyDatabase, freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { runProcess, startProcess, startThroughShell } from '#test/support/process.ts'

async function aDatabase(made: Promise<TestDatabase>): Promise<TestDatabase> {
  const database = await made
  onTestFinished(() => database.drop())
  return database
}

/** A code that a script sees, and a sentence for a person: the last thing said, so no stack follows it. */
async function refusalOf(env: Record<string, string>, args: readonly string[] = []) {
  const { code, output } = await runProcess(env, args)
  return { code, said: output.trim().split('\n').at(-1) }
}

function refusal(sentence: string) {
  return { code: 1, said: expect.stringContaining(sentence) }
}

test('a port in use is named', async () => {
  const { url } = await aDatabase(freshDatabase())
  const taken = createServer()
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address()
      resolve(address !== null && typeof address === 'object' ? address.port : 0)
    })
  })
  onTestFinished(() => void taken.close())
  expect(await refusalOf({ DATABASE_URL: url, PORT: String(port) })).toEqual(
    refusal(`127.0.0.1:${port} is in use`),
  )
})

test.each([
  ['postgres://relance:secret@127.0.0.1:1/relance', 'at 127.0.0.1:1/relance does not answer'],
  ['mysql://127.0.0.1/relance', 'DATABASE_URL is not an address'],
])('DATABASE_URL %s is refused in one sentence, without its password', async (url, sentence) => {
  const ended = await refusalOf({ DATABASE_URL: url })
  expect(ended).toEqual(refusal(sentence))
  expect(ended.said).not.toContain('secret')
})

test('a database that does not exist is named', async () => {
  const url = new URL(inject('databaseUrl'))
  url.pathname = '/nothing-of-that-name'
  expect(await refusalOf({ DATABASE_URL: url.href })).toEqual(
    refusal('/nothing-of-that-name does not exist on that server'),
  )
})

test('a past migration that was edited stops the start', async () => {
  const { url, sql } = await aDatabase(freshDatabase())
  await sql`update migration set checksum = 'other' where name = '0001_people.sql'`
  expect(await refusalOf({ DATABASE_URL: url })).toEqual(refusal('0001_people.sql was edited'))
})

test.each([
  [['--nonsense'], {}, 'Relance knows the arguments'],
  [['--fresh'], {}, '--fresh throws data away'],
  [[], { PORT: 'high' }, 'PORT'],
  [[], { METRICS_TOKEN: 'short' }, 'METRICS_TOKEN'],
])('arguments %j with %j are refused in one sentence', async (args, env, sentence) => {
  expect(await refusalOf({ DATABASE_URL: inject('databaseUrl'), ...env }, args)).toEqual(
    refusal(sentence),
  )
})

test('the first start prints the set-up token, and no later one does once there is a user', async () => {
  const { url } = await aDatabase(emptyDatabase())
  const first = await startProcess({ DATABASE_URL: url })
  await expect.poll(first.output).toMatch(/\/mise-en-route#[\w-]{43}\n/)
  await first.kill()
  const sql = openSql(url, { max: 1 })
  await sql`insert into app_user (id, email, name) values ('u1', 'a@example.org', 'A')`
  await sql.end()
  const second = await startProcess({ DATABASE_URL: url })
  await expect.poll(second.output).toContain(`Relance: ${second.url}`)
  expect(second.output()).not.toContain('mise-en-route')
})

test('an error that nobody caught ends the process with a line of log and another code than 0', async () => {
  const { url } = await aDatabase(freshDatabase())
  const fault = encodeURIComponent(
    'process.on("SIGUSR2", () => { throw new Error("a" + "secret") })',
  )
  const server = await startProcess({
    DATABASE_URL: url,
    NODE_OPTIONS: `--import data:text/javascript,${fault}`,
  })
  const { code, output } = await server.kill('SIGUSR2')
  expect(code).toBe(1)
  expect(output).toContain('Relance cannot go on')
  expect(output).not.toContain('asecret')
})

test('a second signal ends at once a stop that takes too long', async () => {
  const { url } = await aDatabase(freshDatabase())
  const server = await startProcess({ DATABASE_URL: url })
  // A request without an end keeps the server busy until it is cut.
  const { hostname, port } = new URL(server.url)
  const open = connect(Number(port), hostname)
  onTestFinished(() => void open.destroy())
  open.on('error', () => {})
  // The server's "100 Continue" says that it has the request.
  let heard = ''
  open.on('data', (bytes) => {
    heard += bytes.toString()
  })
  open.write(
    'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n{',
  )
  await expect.poll(() => heard).toContain('100 Continue')
  process.kill(server.pid, 'SIGTERM')
  await expect.poll(server.output).toContain('"msg":"stopping"')
  const insisted = setInterval(() => process.kill(server.pid, 'SIGTERM'), 400)
  const { code } = await server.ended
  clearInterval(insisted)
  expect(code).toBe(1)
})

test('a SIGTERM to npm, whose shell keeps it for itself, stops the server in order', async () => {
  const { url } = await aDatabase(freshDatabase())
  const server = await startThroughShell({ DATABASE_URL: url })
  const { output } = await server.kill('SIGTERM')
  expect(output).toContain('"msg":"stopped"')
})
