// What everybody would carry, were a proposal applied. Pure but for the day.
import { today } from '#client/i18n/format.ts'
import { shareOfPresence } from '#shared/domain/presence.ts'
import type { OfficerEntry } from '#shared/documents/board-shape.ts'
import type { UserId } from '#shared/domain/ids.ts'
import { countOf, type Lines } from './proposal.ts'

export interface ShareLoad {
  readonly officer: OfficerEntry
  readonly before: number
  readonly after: number
  /** What would be even for their working time, in cards. */
  readonly mark: number
}

export function loadsAfter(
  lines: Lines,
  officers: readonly OfficerEntry[],
  by: { readonly workingTime: boolean; readonly loadOf: (officer: UserId) => number },
): readonly ShareLoad[] {
  const given = countOf(lines)
  const taken = new Map<UserId, number>()
  for (const { from, officer } of lines.values()) {
    if (from.officer !== null && officer !== null) {
      taken.set(from.officer, (taken.get(from.officer) ?? 0) + 1)
    }
  }
  const rows = officers.map((officer) => {
    const before = by.loadOf(officer.id)
    const after = before - (taken.get(officer.id) ?? 0) + (given.get(officer.id) ?? 0)
    const weight = by.workingTime
      ? officer.weeklyQuota * shareOfPresence(officer.absences, today())
      : 1
    return { officer, before, after, weight }
  })
  const there = rows.filter((row) => row.weight > 0)
  const total = there.reduce((sum, row) => sum + row.after, 0)
  const weights = there.reduce((sum, row) => sum + row.weight, 0)
  const perWeight = weights > 0 ? total / weights : 0
  return rows.map(({ officer, before, after, weight }) => {
    return { officer, before, after, mark: perWeight * weight }
  })
}
