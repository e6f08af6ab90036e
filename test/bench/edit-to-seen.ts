// W1 and W2: writers move cards at a fixed rate; how long until everybody else has the move, and until its author knows it is kept.
import { must } from '#shared/assert.ts'
import { Author, findMoves } from './author.ts'
import { cpuOf, cpuOfTree, memoryOf, quantilesOf, round, wait, type Quantiles } from './figures.ts'
import { seatAll, type SeatedClient } from './seats.ts'
import type { Target } from './target.ts'

export interface Load {
  readonly clients: number
  readonly writers: number
  /** Moves a second of each writer. */
  readonly rate: number
  readonly warm: number
  readonly measured: number
}

export interface EditToSeen {
  readonly edits: number
  readonly deliveries: number
  /** Deliveries that never came. */
  readonly missing: number
  readonly seenMs: Quantiles
  readonly ackMs: Quantiles | null
  readonly cpuUsPerDelivery: number
  readonly cpuUsPerDeliveryWithDatabase: number | null
  readonly mbitPerSecond: number
  readonly memoryMb: number
  /** How late the load itself was at worst: above some milliseconds, the machine was too busy to measure. */
  readonly loadLateMs: number
}

/** Stragglers get this long after the last edit. */
const stragglersMs = 3000

export async function measureEditToSeen(target: Target, load: Load): Promise<EditToSeen> {
  const { seated, state } = await seatAll(target, load)
  const writers = seated.slice(0, load.writers)
  const author = new Author(
    state,
    writers.map(({ clientId }) => must(clientId, 'a writer has a leased id')),
  )
  const watch = new Watch(seated, load.writers)
  const pace = startPace(load, (writer) => {
    const { number, update } = author.move(writer)
    watch.sent(number, writer)
    writers[writer]?.client.sendUpdate(update)
  })
  await wait(load.warm * 1000)

  const from = author.made
  const bytesBefore = bytesOf(seated)
  const before = cpuNow(target)
  const startedAt = performance.now()
  pace.forgetLateness()
  await wait(load.measured * 1000)
  const after = cpuNow(target)
  const seconds = (performance.now() - startedAt) / 1000
  const bytes = bytesOf(seated) - bytesBefore
  const to = author.made
  const loadLateMs = round(pace.latestMs())
  pace.stop()

  const expected = (to - from) * (load.clients - 1)
  const deadline = performance.now() + stragglersMs
  while (watch.seenBetween(from, to).length < expected && performance.now() < deadline)
    await wait(50)
  const seen = watch.seenBetween(from, to)
  const acks = watch.acksBetween(from, to)
  const memoryMb = memoryOf(target.pid)
  await Promise.all(seated.map(({ client }) => client.close()))
  const perDelivery = (cpu: number) => round((cpu * 1e6) / Math.max(1, seen.length))
  const cpu = after.server - before.server
  return {
    edits: to - from,
    deliveries: seen.length,
    missing: expected - seen.length,
    seenMs: quantilesOf(seen),
    ackMs: acks.length > 0 ? quantilesOf(acks) : null,
    cpuUsPerDelivery: perDelivery(cpu),
    cpuUsPerDeliveryWithDatabase:
      target.databasePid === null ? null : perDelivery(cpu + after.database - before.database),
    mbitPerSecond: round((bytes * 8) / 1e6 / seconds, 1),
    memoryMb,
    loadLateMs,
  }
}

/** What was sent when, and who saw it when. */
class Watch {
  readonly #sentAt: number[] = []
  readonly #owner: number[] = []
  /** Latencies by move. */
  readonly #seen: number[][] = []
  readonly #acked: number[] = []
  readonly #waiting: number[][]
  readonly #settled: number[]

  constructor(seated: readonly SeatedClient[], writers: number) {
    this.#waiting = Array.from({ length: writers }, () => [])
    this.#settled = Array.from({ length: writers }, () => 0)
    for (const [index, { client }] of seated.entries()) {
      const seenHere = new Set<number>()
      client.onUpdate = (frame, at) =>
        findMoves(frame, (number) => {
          const sentAt = this.#sentAt[number]
          if (sentAt === undefined || seenHere.has(number)) return
          seenHere.add(number)
          if (this.#owner[number] !== index) this.#seen[number]?.push(at - sentAt)
        })
      client.onSettled = (frames, at) => this.#settle(index, frames, at)
    }
  }

  sent(number: number, writer: number): void {
    this.#sentAt[number] = performance.now()
    this.#owner[number] = writer
    this.#seen[number] = []
    this.#waiting[writer]?.push(number)
  }

  seenBetween(from: number, to: number): number[] {
    return this.#seen.slice(from, to).flat()
  }

  acksBetween(from: number, to: number): number[] {
    return this.#acked.slice(from, to).filter((ms) => ms !== undefined)
  }

  /** One frame was sent for each move, in order: `frames` of them are settled. */
  #settle(writer: number, frames: number, at: number): void {
    const waiting = this.#waiting[writer]
    let settled = this.#settled[writer]
    if (!waiting || settled === undefined) return
    for (; settled < frames; settled++) {
      const number = waiting.shift()
      if (number !== undefined) this.#acked[number] = at - (this.#sentAt[number] ?? at)
    }
    this.#settled[writer] = settled
  }
}

/** Calls `move` for every writer at a fixed rate, spread evenly; open loop: a slow answer delays nothing. */
function startPace({ writers, rate }: Load, move: (writer: number) => void) {
  const period = 1000 / rate
  const startedAt = performance.now()
  const timers: NodeJS.Timeout[] = []
  let latest = 0
  let running = true
  const turn = (writer: number, due: number) => {
    if (!running) return
    latest = Math.max(latest, performance.now() - due)
    move(writer)
    plan(writer, due + period)
  }
  const plan = (writer: number, due: number) => {
    const timer = setTimeout(turn, Math.max(0, due - performance.now()), writer, due)
    timers[writer] = timer
  }
  for (let writer = 0; writer < writers; writer++) {
    plan(writer, startedAt + ((writer + 1) * period) / writers)
  }
  return {
    latestMs: () => latest,
    forgetLateness() {
      latest = 0
    },
    stop() {
      running = false
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

function bytesOf(seated: readonly SeatedClient[]): number {
  return seated.reduce((sum, { client }) => sum + client.bytesReceived, 0)
}

export function cpuNow(target: Target): { server: number; database: number } {
  const database = target.databasePid === null ? 0 : cpuOfTree(target.databasePid)
  return { server: cpuOf(target.pid), database }
}
