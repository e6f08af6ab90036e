// Starts the server of a cluster so that it cannot outlive us, and stops it.
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CannotStart } from '#server/config.ts'
import type { Account } from './embedded-account.ts'
import type { Binaries } from './embedded-binaries.ts'
import type { Cluster } from './embedded-cluster.ts'
import { guardName, readPostmasterFile } from './postmaster-file.ts'

/**
 * The shell between us and PostgreSQL. It is deaf to Ctrl-C, which goes to the whole group, so that the application can
 * still write what it holds; and it reads a pipe of ours: when we end in any way, even by SIGKILL, the pipe closes and
 * PostgreSQL gets a fast shutdown. A background job's standard input is /dev/null, hence the pipe is kept as descriptor 3.
 */
const guard = `
trap "" INT TERM HUP
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(cat <&3 >/dev/null; kill -INT $server 2>/dev/null) &
exec 3<&-
wait $server`

/** Recovery after a crash may have much to read. */
const startTimeoutMs = 120_000
const stopTimeoutMs = 30_000
const logBytes = 5_000_000

export interface Postmaster {
  readonly port: number
  readonly pid: number
  /** Calls the listener when the server has ended, asked or not. */
  onEnd(listener: () => void): void
  stop(): Promise<void>
}

export interface PostmasterOptions {
  readonly dataDir: string
  readonly cluster: Cluster
  readonly account: Account
  readonly binaries: Binaries
  /** `name=value` of postgresql.conf. */
  readonly settings: readonly string[]
}

/** Starts the server on a free port of this host. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const logFile = join(options.dataDir, 'postgres.log')
  for (let attempt = 0; attempt < 3; attempt += 1) {
    // Somebody may take the port between our look and the server's: another try, another port.
    const started = await tryPort(options, await freePort(), logFile)
    if (started !== null) return started
  }
  throw new CannotStart(`PostgreSQL did not start; ${logFile} says why.`)
}

/** Stops a server that is not our child. */
export async function stopForeignPostmaster(options: {
  cluster: Cluster
  account: Account
  binaries: Binaries
}): Promise<void> {
  const args = ['stop', '-D', options.cluster.folder, '-m', 'fast', '-w', '-t', '30']
  const child = spawn(options.binaries('pg_ctl'), args, {
    ...options.account,
    cwd: options.cluster.folder,
    stdio: 'ignore',
  })
  await ended(child)
}

async function tryPort(
  options: PostmasterOptions,
  port: number,
  logFile: string,
): Promise<Postmaster | null> {
  const { cluster } = options
  const child = spawnServer(options, port, logFile)
  const gone = ended(child)
  const abandoned = new AbortController()
  void gone.then(() => abandoned.abort())
  const until = Date.now() + startTimeoutMs
  while (!abandoned.signal.aborted && Date.now() < until) {
    const file = readPostmasterFile(cluster.folder)
    if (file?.ready && file.port === port) {
      return {
        port,
        pid: file.pid,
        onEnd: (listener) => child.once('exit', listener),
        async stop() {
          child.stdin?.end()
          await Promise.race([gone, wait(stopTimeoutMs, undefined, { ref: false })])
        },
      }
    }
    await wait(10, undefined, { signal: abandoned.signal }).catch(() => undefined)
  }
  child.stdin?.end()
  await gone
  return null
}

function spawnServer(options: PostmasterOptions, port: number, logFile: string): ChildProcess {
  const { cluster, account, binaries } = options
  const settings = [
    'listen_addresses=127.0.0.1',
    // TCP only: a socket file has a lock of its own that outlives a kill, and a path of at most 107 bytes.
    'unix_socket_directories=',
    'timezone=UTC',
    // No statement and no "Key (email)=(…)" in the log: they hold what people typed.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...options.settings,
  ]
  const args = ['-D', cluster.folder, '-p', String(port), ...settings.flatMap((it) => ['-c', it])]
  const log = openLog(logFile)
  const child = spawn('/bin/sh', ['-c', guard, guardName, binaries('postgres'), ...args], {
    ...account,
    detached: true,
    cwd: cluster.folder,
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    stdio: ['pipe', log, log],
  })
  closeSync(log)
  return child
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > logBytes) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port)
        else reject(new Error('No free port was given.'))
      })
    })
  })
}
