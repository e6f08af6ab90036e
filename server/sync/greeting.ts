import { boardFormat } from '#shared/documents/board-shape.ts'
import type { DocumentId } from '#shared/domain/ids.ts'
import type { Role } from '#shared/domain/roles.ts'
import type { Connection } from './connection.ts'

/** The first word to a connection: who it speaks for, what it may write with, where the document stands. */
export function greet(
  connection: Connection,
  about: { document: DocumentId; epoch: number; headSeq: number; role: Role; witness: string },
): void {
  const { user, clientId } = connection
  const now = new Date().toISOString()
  connection.tell({
    type: 'hello',
    ...about,
    user: { ...user },
    clientId,
    format: boardFormat,
    now,
  })
}
