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
  return may(actor, 'lane.share', { at }).allowed
}

/** Telephone platform: over every PSAD. */
export function mayShareAll(actor: Actor | null, frame: Frame): boolean {
  const others = frame.pool.some((one) => one.id !== actor?.user)
  if (!actor || !others || frame.lanes.length === 0) return false
  return frame.template === 'platform' && may(actor, 'lane.share').allowed
}

/** [P2] Whether `actor` may send cards out of "À répartir". */
export function mayDispatch(actor: Actor | null, frame: Frame): boolean {
  const [lane] = frame.lanes
  if (!actor || !lane) return false
  const at = { stage: 'received', lane: null, officer: null, rank: 'a0' } as const
  return may(actor, 'card.move', { at, to: { ...at, lane: lane.id } }).allowed
}

/** [P2] Whether `actor` may say of who waits there whether they are known. */
export function maySort(actor: Actor | null): boolean {
  return actor !== null && may(actor, 'triage.run').allowed
}

/** [P3] Whether `actor` may change the working time of those who work in this lane; the pool's is the coordinator's. */
export function maySetHours(actor: Actor | null, lane: LaneId, frame: Frame): boolean {
  if (!actor || officersOf(frame, lane).length === 0) return false
  const at = { stage: 'received', lane, officer: null, rank: 'a0' } as const
  return may(actor, 'officers.edit', frame.pool.length > 0 ? {} : { at }).allowed
}
