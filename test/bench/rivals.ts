// npm run bench -- rivals [--only W3] [--reps 3] [--json]: our room, whole, beside the Yjs servers people use.
import * as Y from 'yjs'
import { measureEditToSeen } from './edit-to-seen.ts'
import { medianOf } from './figures.ts'
import { measureFlatOut } from './flat-out.ts'
import { measureJoin } from './join.ts'
import { measureMemory } from './memory.ts'
import { addBoard, aged, readBoard } from './more-boards.ts'
import { prepareGround, type Ground, type ServerOptions } from './relance-target.ts'
import { describeMachine } from './report.ts'
import { installRival, startRival, type RivalName } from './rivals/rival-target.ts'
import { rivalSizes as sizes } from './sizes.ts'
import type { Target } from './target.ts'

type Server = 'relance' | RivalName
type Metric = 'p95Ms' | 'cpuUsPerDelivery' | 'lastSyncedMs' | 'movesPerSecond' | 'rssMB'

export interface RivalFigure {
  readonly workload: string
  readonly server: Server
  readonly metric: Metric
  readonly median: number
}

interface Workload {
  readonly title: string
  readonly metric: Metric
  /** What the metric is, and what is shown beside it. */
  readonly run: (target: Target) => Promise<Readonly<Record<string, number>>>
  readonly options?: ServerOptions
  /** Boards beside the first that it opens. */
  readonly moreBoards?: number
  /** Ours alone, on this board. */
  readonly ours?: string
}

const editToSeen =
  (load: typeof sizes.W1 | typeof sizes.W2, board = 0) =>
  async (target: Target) => {
    const { seenMs, cpuUsPerDelivery, missing, memoryMb, loadLateMs } = await measureEditToSeen(
      onBoard(target, board),
      load,
    )
    const { p50, p95, p99 } = seenMs
    return { p95Ms: p95, cpuUsPerDelivery, p50, p99, missing, memoryMb, loadLateMs }
  }

const join =
  (board = 0) =>
  async (target: Target) => {
    const { lastMs, cpuMsPerJoin, joinMs, boardBytes } = await measureJoin(
      onBoard(target, board),
      sizes.W3,
    )
    return { lastSyncedMs: lastMs, cpuMsPerJoin, p50: joinMs.p50, boardBytes }
  }

const { W1, W2, W3, W4, W5, aged: age } = sizes
const workloads: Readonly<Record<string, Workload>> = {
  W1: {
    title: `edit → seen: ${W1.clients} clients, ${W1.writers} writers × ${W1.rate}/s`,
    metric: 'p95Ms',
    run: editToSeen(W1),
  },
  W2: {
    title: `fan-out: ${W2.clients} clients, ${W2.writers} writers × ${W2.rate}/s`,
    metric: 'cpuUsPerDelivery',
    run: editToSeen(W2),
  },
  W3: { title: `${W3.clients} clients join at once`, metric: 'lastSyncedMs', run: join() },
  W4: {
    title: `flat out: ${W4.writers} writers, ${W4.inFlight} in flight each`,
    metric: 'movesPerSecond',
    // Ours reads 100 frames a second of one socket, so that ten writers would meet that limit and not the room's.
    options: { framesPerSecond: 20_000 },
    async run(target) {
      const { movesPerSecond, cpuUsPerMove, seenMs } = await measureFlatOut(target, W4)
      return { movesPerSecond, cpuUsPerMove, p50: seenMs.p50, p95: seenMs.p95 }
    },
  },
  W5: {
    title: `memory: ${W5.clients} idle clients, ${W5.boards} more boards open`,
    metric: 'rssMB',
    moreBoards: W5.boards,
    async run(target) {
      const { rssMb, kbPerConnection, mbPerBoard } = await measureMemory(target, W5)
      return { rssMB: rssMb, kbPerConnection, mbPerBoard }
    },
  },
  'W1-aged': {
    title: `W1 with ${age.moves} past moves, under ${age.leasedIds} leased ids`,
    metric: 'p95Ms',
    ours: 'leased',
    run: editToSeen(W1, 1),
  },
  'W1-many-ids': {
    title: `W1 with ${age.moves} past moves, under ${age.clientIds} past ids`,
    metric: 'p95Ms',
    ours: 'many-ids',
    run: editToSeen(W1, 2),
  },
  'W3-aged': {
    title: `W3 with ${age.moves} past moves, under ${age.leasedIds} leased ids`,
    metric: 'lastSyncedMs',
    ours: 'leased',
    run: join(1),
  },
}

/** Measures; answers the medians. The servers take turns, another one first in each repetition. */
export async function benchRivals(
  { only, reps }: { only: readonly string[] | null; reps: number },
  say: (line: string) => void,
): Promise<RivalFigure[]> {
  const chosen = Object.entries(workloads).filter(([name]) => only?.includes(name) ?? true)
  if (chosen.length === 0) {
    say(`Workloads: ${Object.keys(workloads).join(', ')}`)
    return []
  }
  const rivals: RivalName[] = []
  for (const name of ['y-websocket-server', 'hocuspocus'] as const) {
    const reason = installRival(name)
    if (reason === null) rivals.push(name)
    else say(reason)
  }
  say(`${describeMachine()}\nSeeding the board…`)
  const ground = await prepareGround(process.env['DATABASE_URL'])
  try {
    const start = await prepareStart(ground, chosen)
    const figures: RivalFigure[] = []
    for (const [name, workload] of chosen) {
      const servers: Server[] = workload.ours === undefined ? ['relance', ...rivals] : ['relance']
      const runs = new Map<Server, Record<string, number>[]>(servers.map((one) => [one, []]))
      for (let rep = 0; rep < reps; rep++) {
        for (let i = 0; i < servers.length; i++) {
          const server = servers[(i + rep) % servers.length] ?? 'relance'
          const target = await start(server, workload)
          try {
            runs.get(server)?.push(await workload.run(target))
          } finally {
            await target.stop()
          }
        }
      }
      say(`\n${name}  ${workload.title}, ${reps} repetitions`)
      for (const [server, done] of runs) {
        const medians = mediansOf(done)
        figures.push({
          workload: name,
          server,
          metric: workload.metric,
          median: medians[workload.metric] ?? NaN,
        })
        say(`  ${server.padEnd(20)}${describe(medians)}`)
      }
    }
    say(`\n${tableOf(figures).join('\n')}\n${describeMachine()}`)
    return figures
  } finally {
    await ground.stop()
  }
}

async function prepareStart(
  ground: Ground,
  chosen: readonly (readonly [string, Workload])[],
): Promise<(server: Server, workload: Workload) => Promise<Target>> {
  const fresh = await readBoard(ground)
  const state = Y.encodeStateAsUpdate(fresh)
  const ours = new Set(chosen.map(([, { ours: board }]) => board))
  const moves = { moves: age.moves }
  if (ours.size > 1 || !ours.has(undefined)) {
    await addBoard(ground, 'bench-leased', aged(fresh, { ...moves, clientIds: age.leasedIds }))
    await addBoard(ground, 'bench-many-ids', aged(fresh, { ...moves, clientIds: age.clientIds }))
  }
  const most = Math.max(...chosen.map(([, { moreBoards = 0 }]) => moreBoards))
  while (ground.boards.length <= most) {
    await addBoard(ground, `bench-board-${ground.boards.length}`, fresh)
  }
  await ground.sql`create database rivals`
  const databaseUrl = new URL(ground.databaseUrl)
  databaseUrl.pathname = '/rivals'
  return async (server, { options, moreBoards = 0 }) =>
    server === 'relance'
      ? ground.start(options)
      : startRival(server, {
          state,
          boards: 1 + moreBoards,
          databaseUrl: databaseUrl.href,
          databasePid: ground.databasePid,
        })
}

function onBoard(target: Target, board: number): Target {
  return { ...target, seat: (index, writes) => target.seat(index, writes, board) }
}

function mediansOf(runs: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const keys = Object.keys(runs[0] ?? {})
  return Object.fromEntries(keys.map((key) => [key, medianOf(runs.map((run) => run[key] ?? NaN))]))
}

function describe(medians: Readonly<Record<string, number>>): string {
  return Object.entries(medians)
    .map(([key, value]) => `${key} ${value}`)
    .join('  ')
}

/** One line a workload: the medians, and ours as a share of each rival's. */
function tableOf(figures: readonly RivalFigure[]): string[] {
  const names = [...new Set(figures.map(({ workload }) => workload))]
  return names.map((name) => {
    const row = figures.filter(({ workload }) => workload === name)
    const own = row.find(({ server }) => server === 'relance')
    const cells = row.map(({ server, median }) => {
      const share = own && server !== 'relance' ? ` (×${(own.median / median).toFixed(2)})` : ''
      return `${server} ${median}${share}`
    })
    return `${name.padEnd(12)}${(own?.metric ?? '').padEnd(18)}${cells.join('   ')}`
  })
}
