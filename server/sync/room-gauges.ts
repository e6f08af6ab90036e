// What is measured when somebody asks: how large the open documents are, and who reads too slowly.
import { Gauge, type Registry } from 'prom-client'
import type { Room } from './room.ts'

/** Labels hold kinds of documents, never a document: the largest that is open of each kind. */
export function measureRooms(registry: Registry, rooms: () => Iterable<Room>): void {
  const registers = [registry]
  const largest = (
    name: string,
    help: string,
    sizeOf: (wear: ReturnType<Room['wear']>) => number,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: ['kind'],
      registers,
      collect() {
        this.reset()
        const sizes = new Map<string, number>([['board', 0]])
        for (const room of rooms()) {
          const kind = room.document.split('/')[0] ?? ''
          sizes.set(kind, Math.max(sizes.get(kind) ?? 0, sizeOf(room.wear())))
        }
        for (const [kind, size] of sizes) this.set({ kind }, size)
      },
    })
  largest(
    'relance_sync_document_structs',
    'Structs of the largest open document, with what its past has left',
    (wear) => wear.structs,
  )
  largest(
    'relance_sync_document_clients',
    'Client ids that ever wrote to the open document that has most of them',
    (wear) => wear.clients,
  )
  largest(
    'relance_sync_document_bytes',
    'Bytes of snapshot and log behind it of the largest open document',
    (wear) => wear.bytes,
  )
  // oxlint-disable-next-line no-new -- a gauge lives in its registry
  new Gauge({
    name: 'relance_sync_lagging_connections',
    help: 'Sockets that are on a diet now, because they read too slowly',
    registers,
    collect() {
      let count = 0
      for (const room of rooms()) {
        for (const { state } of room.connections) if (state.kind === 'lagging') count += 1
      }
      this.set(count)
    },
  })
}
