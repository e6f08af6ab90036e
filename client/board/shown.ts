import { stages, type Stage } from '#shared/domain/stages.ts'
import type { Urgency } from '#shared/domain/clocks.ts'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import type { BoardStore } from './board-store.ts'
import { cellKeyOf } from './tally.ts'

/** Cards of a lane that the filters keep. */
export function shownInLane(store: BoardStore, lane: LaneId | null): number {
  return sum(stages.map((stage) => store.cell(cellKeyOf(stage, lane)).length))
}

/** Cards of a stage that the filters keep. */
export function shownInStage(store: BoardStore, stage: Stage): number {
  const { lanes, archived } = store.frame()
  const all = [null, ...[...lanes, ...archived].map((lane) => lane.id)]
  return sum(all.map((lane) => store.cell(cellKeyOf(stage, lane)).length))
}

/** Cards of some cells that the filters keep, by deadline. */
export function shownByUrgency(
  store: BoardStore,
  cells: readonly string[],
): Readonly<Record<Urgency, number>> {
  const counts = { late: 0, soon: 0, later: 0 }
  for (const key of cells) {
    for (const id of store.cell(key)) {
      const urgency = store.index.view(id)?.urgency
      if (urgency) counts[urgency] += 1
    }
  }
  return counts
}

/** Late cards of a lane that the filters keep. */
export function shownLateInLane(store: BoardStore, lane: LaneId | null): number {
  const cells = stages.map((stage) => cellKeyOf(stage, lane))
  const isWhole = cells.every((key) => store.cell(key).length === store.total(key))
  return isWhole ? store.count(`lane-late/${lane ?? ''}`) : shownByUrgency(store, cells).late
}

/** How many of these cards the filters hide. */
export function hiddenAmong(store: BoardStore, cards: readonly CardId[]): number {
  const lists = new Map<string, ReadonlySet<CardId>>()
  return cards.filter((card) => {
    const at = store.view(card)?.card.at
    if (!at) return false
    const key = cellKeyOf(at.stage, at.lane)
    const list = lists.get(key) ?? new Set(store.cell(key))
    lists.set(key, list)
    return !list.has(card)
  }).length
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
