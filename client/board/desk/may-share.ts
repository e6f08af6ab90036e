// Who may share cards out: the same table of rights as the server's, asked of a card nobody has.
import { may } from '#shared/domain/permissions.ts'
import type { LaneId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import { officersOf, type Frame } from '../frame.ts'

/** Whether `actor` may give cards of this lane to anybody who works there; without an officer nobody can be given any. */
export function mayShare(actor: Actor | null, lane: LaneId, frame: Frame): boolean {
  const other = officersOf(frame, lane).find((one) => one.id !== actor?.user)
  if (!actor || !other) return false
  const at = { stage: 'received', lane, officer: null, rank: 'a0' } as const
  return may(actor, 'card.move', { at, to: { ...at, stage: 'dispatched', officer: other.id } })
    .allowed
}

/** Telephone platform: over every PSAD. */
export function mayShareAll(actor: Actor | null, frame: Frame): boolean {
  const [lane] = frame.lanes
  return frame.template === 'platform' && lane !== undefined && mayShare(actor, lane.id, frame)
    ? actor?.role !== 'manager'
    : false
}
