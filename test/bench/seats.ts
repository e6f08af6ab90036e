import type { Target } from './target.ts'
import { WireClient } from './wire-client.ts'

export interface SeatedClient {
  readonly client: WireClient
  readonly clientId: number | null
}

export interface Seating {
  readonly clients: number
  /** The first ones write. */
  readonly writers: number
}

/** Opens `clients` sockets, some at a time, and waits until each has the board. */
export async function seatAll(
  target: Target,
  { clients, writers }: Seating,
): Promise<{ seated: SeatedClient[]; state: readonly Uint8Array[] }> {
  const seated: SeatedClient[] = []
  const atOnce = 25
  for (let first = 0; first < clients; first += atOnce) {
    const count = Math.min(atOnce, clients - first)
    const batch = await Promise.all(
      Array.from({ length: count }, (_, i) => seat(target, first + i, first + i < writers)),
    )
    seated.push(...batch)
  }
  const state = seated[0]?.client.state
  if (!state) throw new Error('The first client keeps the board')
  return { seated, state }
}

async function seat(target: Target, index: number, writes: boolean): Promise<SeatedClient> {
  const { address, clientId } = await target.seat(index, writes)
  const client = new WireClient(address, { keep: index === 0 })
  await client.synced
  return { client, clientId }
}
