// The seats of a lane that is open over the whole page: a row an officer, a seat a stage.
import { stages, type Stage } from '#shared/domain/stages.ts'
import type { CardId, LaneId, UserId } from '#shared/domain/ids.ts'
import { officersOf, type Frame } from '../frame.ts'
import { cellKeyOf } from '../tally.ts'
import type { BoardIndex } from '../board-index.ts'
import type { Target } from '../targets.ts'

/** Stages that have a column: what was only received stands in the row above. */
export const seatedStages: readonly Stage[] = stages.filter((stage) => stage !== 'received')

export type Seats = ReadonlyMap<UserId | null, readonly CardId[]>

/** The cards of one cell by who holds them, each in the order of the cell. */
export function seatsOf(ids: readonly CardId[], index: Pick<BoardIndex, 'view'>): Seats {
  const seats = new Map<UserId | null, CardId[]>()
  for (const id of ids) {
    const officer = index.view(id)?.card.at.officer ?? null
    const seat = seats.get(officer)
    if (seat) seat.push(id)
    else seats.set(officer, [id])
  }
  return seats
}

/**
 * The rows of a lane, whatever the filters: first nobody's (null), if a card is past "Reçu" without an officer, then who works there, then
 * who is gone and still holds cards. Nobody's card is ever without a row.
 */
export function rowsOf(
  frame: Frame,
  lane: LaneId,
  seats: readonly Seats[],
): readonly (UserId | null)[] {
  const holding = new Set(seats.flatMap((one) => [...one.keys()]))
  const working = officersOf(frame, lane).map((officer) => officer.id)
  const gone = [...holding]
    .filter((one) => one !== null && !working.includes(one))
    .toSorted((a, b) => (String(a) < String(b) ? -1 : 1))
  return [...(holding.has(null) ? [null] : []), ...working, ...gone]
}

export function seatedOfficers(
  screen: { readonly store: { readonly index: BoardIndex } },
  lane: LaneId,
): readonly (UserId | null)[] {
  const { index } = screen.store
  const seats = seatedStages.map((stage) => seatsOf(index.all(cellKeyOf(stage, lane)), index))
  return rowsOf(index.frame(), lane, seats)
}

/** The seat next to `from`; the edges hold. "À attribuer" lies above the first row and has one stage only. */
export function seatFrom(
  from: { readonly stage: Stage; readonly officer: UserId | null },
  step: { readonly stages?: number; readonly lanes?: number },
  page: { readonly lane: LaneId; readonly officers: readonly (UserId | null)[] },
): Target {
  const rows: readonly ('received' | UserId | null)[] = ['received', ...page.officers]
  const at = rows.indexOf(from.stage === 'received' ? 'received' : from.officer)
  const row = rows[clamp(at + (step.lanes ?? 0), rows.length)]
  const sideways = step.stages ?? 0
  if (row === undefined || (row === 'received' && sideways <= 0)) {
    return { kind: 'seat', stage: 'received', lane: page.lane, officer: null }
  }
  const officer = row === 'received' ? (page.officers[0] ?? null) : row
  const column = Math.max(0, seatedStages.indexOf(from.stage))
  const moved = from.stage === 'received' ? column : clamp(column + sideways, seatedStages.length)
  return { kind: 'seat', stage: seatedStages[moved] ?? 'dispatched', lane: page.lane, officer }
}

function clamp(value: number, length: number): number {
  return Math.max(0, Math.min(length - 1, value))
}
