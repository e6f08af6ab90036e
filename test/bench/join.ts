// W3: everybody opens the board at once.
import { cpuNow } from './edit-to-seen.ts'
import { medianOf, quantilesOf, round, wait, type Quantiles } from './figures.ts'
import type { Target } from './target.ts'
import { WireClient } from './wire-client.ts'

export interface Join {
  readonly joinMs: Quantiles
  /** From the first connection to the last client that has the board. */
  readonly lastMs: number
  readonly cpuMsPerJoin: number
  readonly boardBytes: number
}

export async function measureJoin(
  target: Target,
  { clients, rounds }: { clients: number; rounds: number },
): Promise<Join> {
  const seats = await Promise.all(
    Array.from({ length: clients }, (_, index) => target.seat(index, false)),
  )
  const times: number[] = []
  const lasts: number[] = []
  const cpus: number[] = []
  let boardBytes = 0
  for (let i = 0; i < rounds; i++) {
    const before = cpuNow(target)
    const startedAt = performance.now()
    const opened = seats.map(({ address }) => new WireClient(address))
    times.push(...(await Promise.all(opened.map((client) => client.synced))))
    lasts.push(performance.now() - startedAt)
    // CPU time is counted in hundredths of a second: let the last write reach them.
    await wait(300)
    cpus.push(((cpuNow(target).server - before.server) * 1000) / clients)
    boardBytes = opened[0]?.stateBytes ?? 0
    await Promise.all(opened.map((client) => client.close()))
    await wait(500)
  }
  return {
    joinMs: quantilesOf(times),
    lastMs: round(medianOf(lasts), 0),
    cpuMsPerJoin: round(medianOf(cpus), 1),
    boardBytes,
  }
}
