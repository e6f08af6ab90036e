// npm run soak [-- minutes] [--seed n] [--processes n]: several processes on one PostgreSQL, people at work, attackers, and
// everything that can go wrong; then every replica, row and event is compared. Ends with 1 when anything does not agree.
import { parseArgs } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import type * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { dossierOf, type DocumentId, type UserId } from '#shared/domain/ids.ts'
import { createLog } from '#server/log.ts'
import { createMetrics } from '#server/metrics.ts'
import { projectors } from '#server/projections/projectors.ts'
import { createRooms } from '#server/sync/rooms.ts'
import { createBoardClient } from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { startChaos } from './chaos.ts'
import { startCluster, type Cluster } from './cluster.ts'
import { startWorker, type Worker } from './honest.ts'
import { startAttacker } from './hostile.ts'
import { randomOf } from './random.ts'
import {
  checkErased,
  checkNumbers,
  compareReplicas,
  compareRows,
  findLost,
  readYouths,
  type Replica,
} from './verify.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, processes: { type: 'string', default: '3' } },
})
const minutes = Number(positionals[0] ?? 5)
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const settleMs = 90_000
const workedCards = 40
const spareCards = 12

const failed = await soak()
process.exit(failed ? 1 : 0)

async function soak(): Promise<boolean> {
  say(`seed ${seed}, ${minutes} minutes, ${values.processes} processes`)
  const random = randomOf(seed)
  const cluster = await startCluster(Number(values.processes))
  try {
    const all = await seedWorld(cluster)
    const [cards, spare] = [all.slice(0, workedCards), all.slice(workedCards)]
    const youths = await readYouths(cluster.sql(), spare)
    const urls = cluster.seats.map((seat) => seat.url)
    const cookieOf = (user: UserId) => signIn(cluster.sql(), user)
    const place = async (user: UserId, document: DocumentId, name: string) =>
      startWorker({
        name,
        user,
        cookie: await cookieOf(user),
        document,
        cards,
        urls,
        random: random.fork(),
      })
    const dossier = dossierOf(must(cards[0], 'a card'))
    const workers: Worker[] = [
      await place(world.coordinator, board, 'wa'),
      await place(world.coordinator, board, 'wb'),
      await place(world.manager, board, 'wc'),
      await place(world.officer, board, 'wd'),
      await place(world.otherOfficer, board, 'we'),
      await place(world.observer, board, 'wf'),
      await place(world.coordinator, dossier, 'wg'),
      await place(world.coordinator, dossier, 'wh'),
    ]
    const attackers = []
    for (const user of [world.otherManager, world.southOfficer]) {
      const cookie = await cookieOf(user)
      attackers.push(startAttacker({ cookie, document: board, cards, urls, random: random.fork() }))
    }
    const chaos = startChaos(cluster, random.fork(), {
      documents: [board, dossier],
      spare,
      cookie: await cookieOf(world.coordinator),
    })
    for (let minute = 0; minute < minutes; minute += 1) {
      await wait(Math.min(1, minutes - minute) * 60_000)
      say(`minute ${minute + 1}: ${sum(workers, (one) => one.acknowledged.length)} acknowledged`)
    }
    await chaos.stop()
    await Promise.all(attackers.map((one) => one.stop()))

    const until = Date.now() + settleMs
    const replicas: Replica[] = []
    for (const worker of workers) {
      const doc = await worker.settle(until)
      replicas.push({ name: worker.name, document: worker.document, doc })
    }
    const { faults, lost } = await verify(cluster, { workers, replicas, worked: cards })
    const erased = youths.filter((one) => chaos.erased.some((card) => card === one.id))
    faults.push(...(await checkErased(cluster.sql(), erased)))
    await Promise.all(workers.map((one) => one.stop()))

    say(`went wrong: ${listOf(chaos.done)}`)
    say(`attacks: ${sum(attackers, (one) => one.attacks)}; closed with ${listOf(merge(attackers))}`)
    say(`honest sockets closed with ${listOf(merge(workers))}`)
    const made = sum(workers, (one) => one.made)
    const acknowledged = sum(workers, (one) => one.acknowledged.length)
    const away = sum(workers, (one) => one.thrownAway)
    say(`changes made ${made}, acknowledged ${acknowledged}, thrown away unacknowledged ${away}`)
    for (const fault of faults) say(`NOT EQUAL: ${fault}`)
    for (const token of lost) say(`LOST: ${token}`)
    say(
      `replicas compared: ${replicas.length + 2 * cluster.seats.length}, differences: ${faults.length}`,
    )
    say(`acknowledged changes lost: ${lost.length}`)
    return faults.length + lost.length > 0
  } finally {
    await cluster.stop()
  }
}

async function seedWorld(cluster: Cluster) {
  const sql = cluster.sql()
  const first = must(cluster.seats[0], 'there is a process')
  const rooms = await createRooms({
    sql,
    log: createLog('silent'),
    metrics: createMetrics(),
    projectors,
    databaseUrl: must(first.databaseUrl, 'it has one'),
  })
  await buildWorld({ sql, rooms })
  const cards = await addCards(
    { sql, rooms },
    Array.from({ length: workedCards + spareCards }, (_, i) =>
      i % 4 === 0 ? places.own : places.free,
    ),
  )
  await rooms.close()
  return cards
}

interface Verified {
  readonly workers: readonly Worker[]
  readonly replicas: readonly Replica[]
  readonly worked: readonly string[]
}

async function verify(
  cluster: Cluster,
  { workers, replicas, worked }: Verified,
): Promise<{ faults: string[]; lost: string[] }> {
  const sql = cluster.sql()
  const all = [...replicas]
  for (const [i, seat] of cluster.seats.entries()) {
    for (const document of new Set(replicas.map((one) => one.document))) {
      const cookie = await signIn(sql, world.coordinator)
      const reader = createBoardClient({ url: seat.url, cookie, document }, null)
      await reader.reconnect()
      all.push({ name: `process ${i + 1}`, document, doc: reader.doc })
      await reader.disconnect()
    }
  }
  const faults = [
    ...(await compareReplicas(sql, all)),
    ...(await compareRows(sql, board, worked)),
    ...(await checkNumbers(sql)),
    ...cluster.accidents(),
  ]
  const docOf = (document: DocumentId): Y.Doc =>
    must(all.find((one) => one.document === document)?.doc, 'it was compared')
  return { faults, lost: await findLost(sql, workers, docOf) }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function sum<T>(list: readonly T[], valueOf: (one: T) => number): number {
  return list.reduce((total, one) => total + valueOf(one), 0)
}

function merge(parties: readonly { closes: ReadonlyMap<number, number> }[]): Map<number, number> {
  const all = new Map<number, number>()
  for (const { closes } of parties) {
    for (const [code, n] of closes) all.set(code, (all.get(code) ?? 0) + n)
  }
  return all
}

function listOf(counts: ReadonlyMap<string | number, number>): string {
  return [...counts].map(([name, n]) => `${name} ${n}×`).join(', ') || 'nothing'
}
