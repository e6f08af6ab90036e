// The cluster's folder: made once by initdb, whole or not at all, with a password nobody has to know.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CannotStart } from '#server/config.ts'
import type { Log } from '#server/log.ts'
import { canReach, traversableFolder, type Account } from './embedded-account.ts'
import type { Binaries } from './embedded-binaries.ts'

/** Changes with the major version: a cluster of another one cannot be opened by these programs. */
const clusterName = 'pg18'
const credentialsName = 'relance.json'
/** initdb takes seconds, on the slowest of machines a minute. */
const halfAgeMs = 600_000

const credentials = z.object({ user: z.string(), password: z.string() })

export interface Cluster {
  /** Real path of the data directory, free of symbolic links. */
  readonly folder: string
  readonly user: string
  readonly password: string
}

/** Where the cluster of this data directory is, or will be; may be a link. */
export function clusterPath(dataDir: string): string {
  return join(dataDir, clusterName)
}

/** Deletes the cluster for good, wherever it lies. It must not be running. */
export function removeCluster(dataDir: string): void {
  const path = clusterPath(dataDir)
  if (!lstatSync(path, { throwIfNoEntry: false })) return
  if (existsSync(path)) rmSync(realpathSync(path), { recursive: true, force: true })
  rmSync(path, { recursive: true, force: true })
}

/** Opens the cluster, after making it if there is none. `durable` false: a cluster of tests, not flushed to the disk. */
export async function openCluster(options: {
  dataDir: string
  account: Account
  binaries: Binaries
  durable: boolean
  log: Log
}): Promise<Cluster> {
  const { dataDir, account } = options
  const path = clusterPath(dataDir)
  if (!existsSync(join(path, 'PG_VERSION'))) await createCluster(options)
  const folder = realpathSync(path)
  if (!canReach(folder, account)) {
    throw new CannotStart(
      `The account that runs PostgreSQL (uid ${account?.uid}) cannot go through the folders above ${folder}: set DATA_DIR to a folder that it can reach.`,
    )
  }
  const uid = process.getuid?.()
  if (uid !== undefined && uid !== 0 && statSync(folder).uid !== uid) {
    throw new CannotStart(
      `The database in ${folder} belongs to another account (uid ${statSync(folder).uid}): start Relance as that account, or set DATA_DIR.`,
    )
  }
  return { folder, ...credentials.parse(readJson(join(folder, credentialsName))) }
}

async function createCluster(options: {
  dataDir: string
  account: Account
  binaries: Binaries
  durable: boolean
  log: Log
}): Promise<void> {
  const { dataDir, account, binaries, log } = options
  const path = clusterPath(dataDir)
  const near = canReach(dataDir, account)
  const place = near ? dataDir : traversableFolder(dataDir, account)
  removeHalves(place)
  // initdb works in a folder of its own, renamed when all is there: an interrupted one leaves no half cluster.
  const half = mkdtempSync(join(place, `${clusterName}.`))
  const data = join(half, 'data')
  const password = randomBytes(24).toString('base64url')
  const passwordFile = join(half, 'password')
  try {
    mkdirSync(data, { mode: 0o700 })
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
    if (account) {
      for (const file of [half, data, passwordFile]) chownSync(file, account.uid, account.gid)
    }
    const args = ['-D', data, '-U', 'relance', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
    // Never the host's locale: it may be C, and the cluster would then not be UTF-8.
    args.push('-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8')
    if (!options.durable) args.push('--no-sync')
    await run(binaries('initdb'), { account, cwd: half }, [...args, '--no-instructions'])
    const kept = join(data, credentialsName)
    writeFileSync(kept, JSON.stringify({ user: 'relance', password }), { mode: 0o600 })
    if (account) chownSync(kept, account.uid, account.gid)
    if (near) renameSync(data, path)
    else {
      const far = `${half}-data`
      renameSync(data, far)
      rmSync(path, { force: true })
      symlinkSync(far, path)
      log.warn({ folder: far }, 'the data directory is private: the database lies elsewhere')
    }
  } catch (error) {
    // Another process may have made the same cluster meanwhile: then that one is opened.
    if (!existsSync(join(path, 'PG_VERSION'))) throw error
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
}

/** What interrupted initdbs left; one that works now is younger. */
function removeHalves(place: string): void {
  for (const name of readdirSync(place)) {
    const path = join(place, name)
    if (!/^pg18\.\w{6}$/.test(name) || Date.now() - statSync(path).mtimeMs < halfAgeMs) continue
    rmSync(path, { recursive: true, force: true })
  }
}

function run(
  program: string,
  { account, cwd }: { account: Account; cwd: string },
  args: readonly string[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      cwd,
      env: { PATH: process.env['PATH'], LC_ALL: 'C', SystemRoot: process.env['SystemRoot'] },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-2000)
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new CannotStart(`PostgreSQL could not make its files in ${cwd}: ${said.trim()}`))
    })
  })
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
