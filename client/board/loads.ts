import { today } from '#client/i18n/format.ts'
import { awayUntil, officersOf } from './frame.ts'
import type { Day } from '#shared/domain/day.ts'
import type { OfficerEntry } from '#shared/documents/board-shape.ts'
import type { Screen } from './screen.ts'

export interface Load {
  readonly officer: OfficerEntry
  /** Cards being worked on, in every lane. */
  readonly active: number
}

export interface FairLoad extends Load {
  /** Load that would be fair: the lane's mean, weighted by working time. */
  readonly mark: number
  /** Last day of an absence; null: they are there. */
  readonly awayUntil: Day | null
  /** Clearly above the mark. */
  readonly over: boolean
}

/** Officers a lane's cards may be given to, and how many active cards they hold. */
export function loadsOf(screen: Screen, lane: Parameters<typeof officersOf>[1]): readonly Load[] {
  return officersOf(screen.store.frame(), lane).map((officer) => ({
    officer,
    active: screen.store.count(`officer/${officer.id}`),
  }))
}

/** The same beside what would be fair, and the load of a full bar. */
export function fairLoadsOf(
  screen: Screen,
  lane: Parameters<typeof officersOf>[1],
): { readonly loads: readonly FairLoad[]; readonly scale: number } {
  const loads = loadsOf(screen, lane)
  const active = loads.reduce((sum, one) => sum + one.active, 0)
  const quota = loads.reduce((sum, one) => sum + quotaOf(one.officer), 0)
  const perQuota = active / Math.max(1, quota)
  const fair = loads.map(({ officer, active: own }) => {
    const mark = perQuota * quotaOf(officer)
    return {
      officer,
      active: own,
      mark,
      awayUntil: awayUntil(officer, today()),
      over: own > mark * 1.15,
    }
  })
  return {
    loads: fair,
    scale: 1.25 * Math.max(1, ...fair.map((one) => Math.max(one.active, one.mark))),
  }
}

function quotaOf(officer: OfficerEntry): number {
  return Math.max(1, officer.weeklyQuota)
}
