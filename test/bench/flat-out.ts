// W4: as fast as it goes. Every writer keeps some moves in flight; a move is done when another client has seen it.
import { must } from '#shared/assert.ts'
import { Author, findMoves } from './author.ts'
import { cpuNow } from './edit-to-seen.ts'
import { quantilesOf, round, wait, type Quantiles } from './figures.ts'
import { seatAll } from './seats.ts'
import type { Target } from './target.ts'

export interface FlatOut {
  readonly movesPerSecond: number
  readonly cpuUsPerMove: number
  readonly seenMs: Quantiles
}

export interface FlatOutLoad {
  readonly clients: number
  readonly writers: number
  readonly inFlight: number
  readonly warm: number
  readonly measured: number
}

export async function measureFlatOut(target: Target, load: FlatOutLoad): Promise<FlatOut> {
  const { seated, state } = await seatAll(target, load)
  const writers = seated.slice(0, load.writers)
  const author = new Author(
    state,
    writers.map(({ clientId }) => must(clientId, 'a writer has a leased id')),
  )
  const under = new Map<number, { readonly writer: number; readonly sentAt: number }>()
  let running = true
  let done = 0
  let latencies: number[] = []
  const fire = (writer: number) => {
    if (!running) return
    const { number, update } = author.move(writer)
    under.set(number, { writer, sentAt: performance.now() })
    writers[writer]?.client.sendUpdate(update)
  }
  // Two onlookers are enough: each sees what the other wrote.
  for (const [index, { client }] of seated.slice(0, 2).entries()) {
    client.onUpdate = (frame, at) =>
      findMoves(frame, (number) => {
        const move = under.get(number)
        if (!move || move.writer === index) return
        under.delete(number)
        done++
        latencies.push(at - move.sentAt)
        fire(move.writer)
      })
  }
  for (let i = 0; i < load.inFlight; i++) {
    for (let writer = 0; writer < load.writers; writer++) fire(writer)
  }
  await wait(load.warm * 1000)
  const doneBefore = done
  latencies = []
  const before = cpuNow(target)
  const startedAt = performance.now()
  await wait(load.measured * 1000)
  const moves = done - doneBefore
  const seconds = (performance.now() - startedAt) / 1000
  const cpu = cpuNow(target).server - before.server
  const measured = latencies
  running = false
  await wait(500)
  await Promise.all(seated.map(({ client }) => client.close()))
  return {
    movesPerSecond: round(moves / seconds, 0),
    cpuUsPerMove: round((cpu * 1e6) / Math.max(1, moves), 1),
    seenMs: quantilesOf(measured),
  }
}
