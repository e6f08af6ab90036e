// PostgreSQL refuses to run as root: when we are root, another account runs it.
import { spawnSync } from 'node:child_process'
import { lstatSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { CannotStart } from '#server/config.ts'

/** Who runs PostgreSQL, in the form that `spawn` takes; null: whoever runs this process. */
export type Account = { readonly uid: number; readonly gid: number } | null

/**
 * As root: the owner of the cluster if there is one, else `postgres`, else `nobody`. No account is ever created: that
 * would change the host for good.
 */
export function chooseAccount(cluster: string): Account {
  if (process.getuid?.() !== 0) return null
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const found = ['postgres', 'nobody']
    .map((name) => accounts.find((fields) => fields[0] === name))
    .find((fields) => fields !== undefined)
  if (!found) {
    throw new CannotStart(
      'PostgreSQL does not run as root and this machine has neither an account "postgres" nor "nobody": start Relance as an ordinary user, or set DATABASE_URL.',
    )
  }
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

/** Whether the account can go through every folder down to this one. */
export function canReach(folder: string, account: Account): boolean {
  if (account === null) return true
  return spawnSync('test', ['-x', folder], { ...account, cwd: '/' }).status === 0
}

/**
 * A folder of root's that every account can go through, for what `path` cannot hold because it is private (/root, a
 * temporary clone). What is temporary stays so. A folder that somebody else made, or may write to, is not trusted.
 */
export function traversableFolder(path: string, account: Account): string {
  const temporary = join(tmpdir(), 'relance-postgresql')
  const lasting = '/var/lib/relance'
  const candidates = path.startsWith(tmpdir() + sep) ? [temporary, lasting] : [lasting, temporary]
  const usable = candidates.find((folder) => isOurs(folder) && canReach(folder, account))
  if (usable === undefined) {
    throw new CannotStart(
      `The account that runs PostgreSQL cannot go through the folders above this one, and none of ${candidates.join(', ')} can be used instead: move Relance, start it as an ordinary user, or set DATABASE_URL.`,
    )
  }
  return usable
}

function isOurs(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
  } catch {
    // A read-only file system, for example: the next candidate may do.
    return false
  }
  const found = lstatSync(folder)
  return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0
}
