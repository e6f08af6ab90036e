// W5: what idle people and open boards cost the server's memory.
import { memoryOf, round, wait } from './figures.ts'
import { seatAll } from './seats.ts'
import type { Target } from './target.ts'
import { WireClient } from './wire-client.ts'

export interface Memory {
  /** Everything open: the idle connections and all boards. */
  readonly rssMb: number
  readonly kbPerConnection: number
  readonly mbPerBoard: number
}

const settleMs = 3000

export async function measureMemory(
  target: Target,
  { clients, boards }: { clients: number; boards: number },
): Promise<Memory> {
  const first = await seatAll(target, { clients: 1, writers: 0 })
  await wait(settleMs)
  const withOne = memoryOf(target.pid)
  const { seated } = await seatAll(target, { clients, writers: 0 })
  await wait(settleMs)
  const withAll = memoryOf(target.pid)
  const opened: WireClient[] = []
  for (let board = 1; board <= boards; board++) {
    const { address } = await target.seat(board, false, board)
    const client = new WireClient(address)
    await client.synced
    opened.push(client)
  }
  await wait(settleMs)
  const rssMb = memoryOf(target.pid)
  const everybody = [...first.seated, ...seated].map(({ client }) => client)
  await Promise.all([...everybody, ...opened].map((client) => client.close()))
  return {
    rssMb,
    kbPerConnection: round(((withAll - withOne) * 1024) / clients, 1),
    mbPerBoard: round((rssMb - withAll) / boards, 1),
  }
}
