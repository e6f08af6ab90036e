// What postmaster.pid says, and whether the process it names is this cluster's server.
import { readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export interface PostmasterFile {
  readonly pid: number
  readonly port: number
  /** Connections are taken. */
  readonly ready: boolean
}

/** null: no such file, or one that is being written. */
export function readPostmasterFile(folder: string): PostmasterFile | null {
  const text = readOrNull(join(folder, 'postmaster.pid'))
  const lines = text?.split('\n') ?? []
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === 'ready' }
}

export function removePostmasterFile(folder: string): void {
  rmSync(join(folder, 'postmaster.pid'), { force: true })
}

export type PostmasterProcess =
  /** No such process, one that only waits to be reaped, or one that took the number over. */
  | 'gone'
  /** It runs, and the shell that stops it with its owner still stands. */
  | 'guarded'
  /** It runs, and nobody will stop it. */
  | 'orphan'
  /** This system does not tell. */
  | 'unknown'

/**
 * Reads /proc, because PostgreSQL takes a zombie for a living server and refuses to start: in a container whose first
 * process reaps nothing, a killed one stays a zombie for ever.
 */
export function inspectPostmaster(pid: number, folder: string): PostmasterProcess {
  if (process.platform !== 'linux') return isAlive(pid) ? 'unknown' : 'gone'
  const stat = readStat(pid)
  if (stat === null || stat.state === 'Z' || stat.state === 'X') return 'gone'
  if (!serves(pid, folder)) return 'gone'
  const parent = readOrNull(`/proc/${stat.parent}/cmdline`) ?? ''
  return parent.includes(guardName) ? 'guarded' : 'orphan'
}

/** How the guard's command line is recognised; it is the guard's own $0. */
export const guardName = 'relance-postgresql-guard'

/** The server works inside its data directory, whatever its command line says. */
function serves(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder
  } catch {
    // Not ours to look at: its command line is.
    return (readOrNull(`/proc/${pid}/cmdline`) ?? '').includes(folder)
  }
}

function readStat(pid: number): { state: string; parent: number } | null {
  const text = readOrNull(`/proc/${pid}/stat`)
  // The second field is the program's name in parentheses, and may hold anything.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  return fields?.[0] ? { state: fields[0], parent: Number(fields[1]) } : null
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of another account lives, and is not ours to signal.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
