// Sockets whose client id another socket has taken since, here or in another process. [G4]
import type { DocumentId } from '#shared/domain/ids.ts'
import type { Queries } from '#server/database/sql.ts'
import type { Connection } from './connection.ts'
import { findLostLeases } from './leases.ts'

/**
 * Those of `connections` that have lost their lease; the others are good up to `leaseMoves`, which was read before, or
 * under the lock of the document.
 */
export async function checkLeases(
  sql: Queries,
  connections: readonly Connection[],
  { document, leaseMoves }: { document: DocumentId; leaseMoves: number },
): Promise<Set<Connection>> {
  const held = connections.flatMap((connection) => {
    const { lease } = connection
    return lease ? [{ connection, document, clientId: lease.clientId, holder: lease.holder }] : []
  })
  const lost = await findLostLeases(sql, held)
  for (const one of held) {
    if (!lost.has(one)) {
      one.connection.leaseCheckedAt = Math.max(one.connection.leaseCheckedAt, leaseMoves)
    }
  }
  return new Set([...lost].map((one) => one.connection))
}
