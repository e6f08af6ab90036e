import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { removeCluster } from '#server/database/embedded-cluster.ts'
import { startEmbeddedPostgres } from '#server/database/embedded.ts'
import { openSql } from '#server/database/sql.ts'
import { createLog } from '#server/log.ts'
import { launchProgram, runProcess, startProcess } from '#test/support/process.ts'

const log = createLog('silent')

/** Open to every account, as /tmp is; the cluster in it is deleted after the test. */
function aDataDir(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'relance-fault-'))
  chmodSync(folder, mode)
  const dataDir = join(folder, 'data')
  mkdirSync(dataDir)
  onTestFinished(() => {
    removeCluster(dataDir)
    rmSync(folder, { recursive: true, force: true })
  })
  return dataDir
}

function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'pg18', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** A pool on the cluster of a running server. */
function openRunning(dataDir: string) {
  const lines = readFileSync(join(dataDir, 'pg18', 'postmaster.pid'), 'utf8').split('\n')
  const kept = JSON.parse(readFileSync(join(dataDir, 'pg18', 'relance.json'), 'utf8'))
  const { user, password } = z.object({ user: z.string(), password: z.string() }).parse(kept)
  return openSql(`postgres://${user}:${password}@127.0.0.1:${lines[3]}/relance`, { max: 1 })
}

function groupOf(pid: number): string {
  return execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' }).trim()
}

/** Neither there nor waiting to be reaped. */
function isRunning(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  return state.trim() !== '' && !state.startsWith('Z')
}

async function start(dataDir: string) {
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  const sql = openSql(postgres.url, { max: 2 })
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= sql.end({ timeout: 1 }).then(() => postgres.stop()))
  onTestFinished(stop)
  return { sql, stop, postgres }
}

test('[G1] what was committed is there after a stop and a start', async () => {
  const dataDir = aDataDir()
  const first = await start(dataDir)
  await first.sql`create table note (text text)`
  await first.sql`insert into note values ('Œuvre à Łódź')`
  await first.stop()
  const second = await start(dataDir)
  expect(await second.sql`select text, lower('ÉŒ') from note`).toEqual([
    { text: 'Œuvre à Łódź', lower: 'éœ' },
  ])
})

test('the embedded PostgreSQL flushes, takes French, and listens to this host alone', async () => {
  const { sql } = await start(aDataDir())
  const [row] = await sql`
    select
      current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as synchronous,
      current_setting('server_encoding') as encoding,
      current_setting('listen_addresses') as listens,
      current_setting('log_min_error_statement') as statements`
  expect(row).toEqual({
    fsync: 'on',
    synchronous: 'on',
    encoding: 'UTF8',
    listens: '127.0.0.1',
    statements: 'panic',
  })
})

test('[G8] a killed server leaves no PostgreSQL behind, and the next start has every row', async () => {
  const dataDir = aDataDir()
  const killed = await startProcess({ DATA_DIR: dataDir })
  const pid = postmasterPid(dataDir)
  expect(isRunning(pid)).toBe(true)
  const before = openRunning(dataDir)
  await before`insert into app_user (id, email, name) values ('u1', 'a@example.org', 'A')`
  await killed.kill('SIGKILL')
  await before.end({ timeout: 1 })
  // At once: PostgreSQL is perhaps still stopping.
  const next = await startProcess({ DATA_DIR: dataDir })
  expect(isRunning(pid)).toBe(false)
  const after = openRunning(dataDir)
  expect(await after`select id from app_user`).toEqual([{ id: 'u1' }])
  await after.end()
  const last = postmasterPid(dataDir)
  await next.kill('SIGKILL')
  await vi.waitFor(() => expect(isRunning(last)).toBe(false), { timeout: 10_000 })
})

test('a server that is asked to stop does so in order, with its PostgreSQL', async () => {
  const dataDir = aDataDir()
  const server = await startProcess({ DATA_DIR: dataDir })
  const pid = postmasterPid(dataDir)
  const { code, signal, output } = await server.kill('SIGTERM')
  expect({ code, signal }).toEqual({ code: 0, signal: null })
  expect(output).toContain('"msg":"stopped"')
  expect(isRunning(pid)).toBe(false)
  expect(existsSync(join(dataDir, 'pg18', 'postmaster.pid'))).toBe(false)
})

test('Ctrl-C reaches the whole group, and PostgreSQL waits for the server', async () => {
  const dataDir = aDataDir()
  const server = await startProcess({ DATA_DIR: dataDir })
  const pid = postmasterPid(dataDir)
  expect(groupOf(pid)).not.toBe(groupOf(server.pid))
  expect((await server.kill('SIGINT')).code).toBe(0)
})

test('a second server on one data directory is told that one is running', async () => {
  const dataDir = aDataDir()
  const first = await startProcess({ DATA_DIR: dataDir })
  const second = await runProcess({ DATA_DIR: dataDir })
  expect(second.code).toBe(1)
  expect(second.output).toContain('Relance is already running on')
  expect(second.output).not.toContain('    at ')
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
})

test('two that start together on an empty directory: one runs, the other is told', async () => {
  const dataDir = aDataDir()
  const both = await Promise.allSettled([
    startEmbeddedPostgres({ dataDir, log }),
    startEmbeddedPostgres({ dataDir, log }),
  ])
  const running = both.filter((one) => one.status === 'fulfilled')
  onTestFinished(async () => {
    for (const one of running) await one.value.stop()
  })
  expect(running).toHaveLength(1)
  const refused = both.find((one) => one.status === 'rejected')
  expect(String(refused?.reason)).toContain('already running')
})

test('a lock file whose process is gone, or is another program, does not stand in the way', async () => {
  const dataDir = aDataDir()
  const first = await start(dataDir)
  await first.sql`create table kept ()`
  await first.stop()
  const file = join(dataDir, 'pg18', 'postmaster.pid')
  const content = (pid: number) => `${pid}\n${join(dataDir, 'pg18')}\n1\n1\n\n127.0.0.1\n\nready\n`
  // 4 194 304 is above any process number of Linux; our own is alive and no PostgreSQL.
  for (const pid of [4_194_304, process.pid]) {
    writeFileSync(file, content(pid))
    const again = await start(dataDir)
    expect(await again.sql`select count(*) from kept`).toEqual([{ count: 0 }])
    await again.stop()
  }
})

test('a PostgreSQL that lost its owner and its guard is taken over, and stopped at the end', async () => {
  const dataDir = aDataDir()
  const first = await startProcess({ DATA_DIR: dataDir })
  const pid = postmasterPid(dataDir)
  const guard = execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  const watchers = execFileSync('ps', ['-o', 'pid=', '--ppid', guard], { encoding: 'utf8' })
    .split('\n')
    .map(Number)
    .filter((one) => one > 0 && one !== pid)
  // The guard, and its child that watches the pipe.
  for (const one of [...watchers, Number(guard)]) process.kill(one, 'SIGKILL')
  await first.kill('SIGKILL')
  expect(isRunning(pid)).toBe(true)
  const next = await start(dataDir)
  expect(await next.sql`select 1 as one`).toEqual([{ one: 1 }])
  expect(postmasterPid(dataDir)).toBe(pid)
  await next.stop()
  expect(isRunning(pid)).toBe(false)
})

test('an initdb that was interrupted leaves no half cluster', async () => {
  const dataDir = aDataDir()
  for (const half of ['pg18.aaaaaa', 'pg18.bbbbbb']) {
    mkdirSync(join(dataDir, half, 'data'), { recursive: true })
    writeFileSync(join(dataDir, half, 'data/PG_VERSION'), '18\n')
  }
  const longAgo = new Date('2020-03-16')
  utimesSync(join(dataDir, 'pg18.aaaaaa'), longAgo, longAgo)
  const { sql } = await start(dataDir)
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
  // The other one may be at work.
  expect(existsSync(join(dataDir, 'pg18.aaaaaa'))).toBe(false)
  expect(existsSync(join(dataDir, 'pg18.bbbbbb'))).toBe(true)
})

test('a private directory serves too: as root, the data goes to one that PostgreSQL can reach', async () => {
  const dataDir = aDataDir(0o700)
  const first = await start(dataDir)
  await first.sql`create table kept ()`
  await first.stop()
  const again = await start(dataDir)
  expect(await again.sql`select count(*) from kept`).toEqual([{ count: 0 }])
})

test('fresh throws the rows away', async () => {
  const dataDir = aDataDir()
  const first = await start(dataDir)
  await first.sql`create table old ()`
  await first.stop()
  const anew = await startEmbeddedPostgres({ dataDir, log, fresh: true })
  const sql = openSql(anew.url, { max: 1 })
  onTestFinished(async () => {
    await sql.end()
    await anew.stop()
  })
  expect(await sql`select to_regclass('old') as old`).toEqual([{ old: null }])
})

test('a server that is asked to stop while it starts leaves no PostgreSQL behind', async () => {
  const dataDir = aDataDir()
  const { child, output, ended } = launchProgram({ DATA_DIR: dataDir })
  // The server itself; while the cluster is made, the file holds another kind of process, with a minus.
  const pid = await vi.waitFor(
    () => {
      const found = postmasterPid(dataDir)
      expect(found).toBeGreaterThan(0)
      return found
    },
    { timeout: 60_000, interval: 5 },
  )
  child.kill('SIGTERM')
  await ended
  expect(output()).toContain('"msg":"stopped"')
  expect(isRunning(pid)).toBe(false)
})
