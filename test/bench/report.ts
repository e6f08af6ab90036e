import { cpus, loadavg, totalmem } from 'node:os'
import { medianOf, round } from './figures.ts'

/** One run of one benchmark. Numbers in it, at any depth, are what medians are taken of. */
export type Run = Readonly<Record<string, unknown>>

/** The median of each figure over the runs, laid out as a run is. */
export function medianRun(runs: readonly Run[]): Run {
  const [first] = runs
  if (!first) return {}
  return Object.fromEntries(
    Object.entries(first).map(([key, value]) => [key, medianField(runs, { key, value })]),
  )
}

function medianField(runs: readonly Run[], { key, value }: { key: string; value: unknown }) {
  if (typeof value === 'number') {
    return round(medianOf(runs.map((run) => run[key]).filter((one) => typeof one === 'number')))
  }
  if (isRun(value)) return medianRun(runs.map((run) => run[key]).filter(isRun))
  return value
}

function isRun(value: unknown): value is Run {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The machine and how busy it is: times on the wall mean little without. */
export function describeMachine(): string {
  const [cpu] = cpus()
  const memory = round(totalmem() / 2 ** 30, 0)
  const load = loadavg()
    .map((one) => round(one, 1))
    .join(' ')
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${memory} GB, Node ${process.versions.node}, load ${load}`
}

/** `a.b 12` for each figure, for a person. */
export function describeRun(run: Run, path = ''): string[] {
  return Object.entries(run).flatMap(([key, value]) => {
    if (isRun(value)) return describeRun(value, `${path}${key}.`)
    return value === null ? [] : [`  ${`${path}${key}`.padEnd(34)} ${JSON.stringify(value)}`]
  })
}
