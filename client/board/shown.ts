import { stages, type Stage } from '#shared/domain/stages.ts'
import type { LaneId } from '#shared/domain/ids.ts'
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

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
