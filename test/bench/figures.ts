// Quantiles, medians, and the CPU time and memory of processes.
import { readdirSync, readFileSync } from 'node:fs'

export interface Quantiles {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

export function quantilesOf(values: readonly number[]): Quantiles {
  const sorted = Float64Array.from(values).toSorted()
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN)
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits))
}

/** Ticks of /proc/<pid>/stat are hundredths of a second on every Linux that Node runs on. */
const ticksPerSecond = 100

interface ProcessStat {
  readonly parent: number
  readonly ticks: number
  /** Of children that have ended and were waited for. */
  readonly childTicks: number
}

function statOf(pid: number): ProcessStat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the name, in parentheses, with anything inside.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const field = (number: number) => Number(fields[number - 3])
    return { parent: field(4), ticks: field(14) + field(15), childTicks: field(16) + field(17) }
  } catch {
    return null
  }
}

/** CPU seconds of one process: other work on the machine hardly moves them, as it moves times on the wall. */
export function cpuOf(pid: number): number {
  return (statOf(pid)?.ticks ?? 0) / ticksPerSecond
}

/** CPU seconds of a process and all under it, those that have ended included. */
export function cpuOfTree(root: number): number {
  const stats = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), statOf(Number(name))] as const),
  )
  const under = (pid: number): number[] => [
    pid,
    ...[...stats].filter(([, stat]) => stat?.parent === pid).flatMap(([child]) => under(child)),
  ]
  const ticks = under(root).reduce((sum, pid) => sum + (stats.get(pid)?.ticks ?? 0), 0)
  return (ticks + (stats.get(root)?.childTicks ?? 0)) / ticksPerSecond
}

export function parentOf(pid: number): number | null {
  return statOf(pid)?.parent ?? null
}

/** Resident megabytes. */
export function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024, 0)
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
