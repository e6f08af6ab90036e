// What goes wrong meanwhile, one thing after another, drawn from the seed.
import { setTimeout as wait } from 'node:timers/promises'
import type { CardId, DocumentId } from '#shared/domain/ids.ts'
import { rebuildDocument } from '#server/sync/epochs.ts'
import { world } from '#test/support/board-world.ts'
import type { Cluster, Seat } from './cluster.ts'
import type { Random } from './random.ts'

const cut = async (proxy: Seat['gate']) => proxy.cut()

export interface Chaos {
  /** How often each thing was done. */
  readonly done: ReadonlyMap<string, number>
  /** Youths that a server said it has erased. */
  readonly erased: readonly CardId[]
  /** Stops, and mends what is broken. */
  stop(): Promise<void>
}

export interface ChaosParts {
  readonly documents: readonly DocumentId[]
  /** Cards that nobody works on: their youths are erased, one after the other. */
  readonly spare: readonly CardId[]
  /** Header of a coordinator's session. */
  readonly cookie: string
}

export function startChaos(
  cluster: Cluster,
  random: Random,
  { documents, spare, cookie }: ChaosParts,
): Chaos {
  const done = new Map<string, number>()
  const erased: CardId[] = []
  const waiting = [...spare]
  const stopping = new AbortController()
  let restarting: Promise<unknown>[] = []

  async function kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const seat = random.pick(cluster.seats)
    await seat.kill(signal)
    const after = random.below(3_000)
    restarting.push(wait(after).then(() => seat.start()))
  }

  async function withLine(
    line: 'gate' | 'link',
    how: (proxy: Seat['gate']) => Promise<void>,
  ): Promise<void> {
    await how(random.pick(cluster.seats)[line])
  }

  async function hold(proxy: Seat['gate']): Promise<void> {
    proxy.hold()
    await wait(300 + random.below(6_000))
    proxy.letGo()
  }
  async function refuse(proxy: Seat['gate']): Promise<void> {
    proxy.refuse()
    await wait(300 + random.below(4_000))
    proxy.accept()
  }

  /** Name, weight, what happens. */
  const deeds: readonly (readonly [string, number, () => Promise<void>])[] = [
    ['server killed', 5, () => kill('SIGKILL')],
    ['server stopped', 3, () => kill('SIGTERM')],
    ['clients cut', 5, () => withLine('gate', cut)],
    ['clients held', 4, () => withLine('gate', hold)],
    ['clients refused', 3, () => withLine('gate', refuse)],
    ['PostgreSQL cut from a server', 5, () => withLine('link', cut)],
    ['PostgreSQL held from a server', 4, () => withLine('link', hold)],
    ['PostgreSQL refused to a server', 3, () => withLine('link', refuse)],
    ['backends of PostgreSQL ended', 4, endBackends],
    ['backend of PostgreSQL killed', 2, () => cluster.crashPostgres()],
    ['PostgreSQL killed', 2, () => cluster.killPostgres()],
    ['document made anew', 3, makeAnew],
    ['youth erased', 3, erase],
  ]

  async function makeAnew(): Promise<void> {
    const document = random.pick(documents)
    await cluster.sql().begin((tx) => rebuildDocument(tx, { document }))
  }

  /** Tried again until a server says that it is done; 404: it was, and the answer was lost. */
  async function erase(): Promise<void> {
    const card = waiting[0]
    if (!card) return
    const { url } = random.pick(cluster.seats)
    const answer = await fetch(`${url}/api/campaigns/${world.campaign}/cards/${card}`, {
      method: 'DELETE',
      headers: { cookie },
      signal: AbortSignal.timeout(10_000),
    })
    if (answer.status !== 204 && answer.status !== 404) return
    erased.push(card)
    waiting.shift()
  }

  async function endBackends(): Promise<void> {
    await cluster.sql()`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and random() < 0.5`
  }

  function draw(): (typeof deeds)[number] {
    return random.pick(deeds.flatMap((deed) => Array.from({ length: deed[1] }, () => deed)))
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await wait(500 + random.below(4_000))
      const [name, , happen] = draw()
      done.set(name, (done.get(name) ?? 0) + 1)
      try {
        await happen()
      } catch {
        // PostgreSQL is recovering from what was done to it before.
      }
    }
  }
  const running = run()

  return {
    done,
    erased,
    async stop() {
      stopping.abort()
      await running
      await Promise.all(restarting)
      restarting = []
      for (const { gate, link } of cluster.seats) {
        for (const proxy of [gate, link]) {
          proxy.letGo()
          proxy.accept()
        }
      }
      await Promise.all(cluster.seats.map((seat) => seat.start()))
    },
  }
}
