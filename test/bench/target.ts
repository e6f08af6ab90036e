import type { WireAddress } from './wire-client.ts'

/**
 * A server under measurement. Ours is one; a rival (y-websocket-server, Hocuspocus) is another that answers the same
 * board to the same clients.
 */
export interface Target {
  readonly name: string
  /** Process whose CPU time is counted. */
  readonly pid: number
  /** Root of the database's processes; null when it has none. */
  readonly databasePid: number | null
  /** Address of a board for client `index`, and the Yjs id it may write with; null reads only. */
  seat(index: number, writes: boolean, board?: number): Promise<Seat>
  stop(): Promise<void>
}

interface Seat {
  readonly address: WireAddress
  readonly clientId: number | null
}
