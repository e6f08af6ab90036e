import { addDays, weekday, type Day } from './day.ts'

/** Whole days, both ends included. */
export interface Absence {
  readonly from: Day
  readonly to: Day
}

/** A card that is given today should be reached within this many days. [C1] */
const aheadDays = 14

export function isAway(absences: readonly Absence[], on: Day): boolean {
  return absences.some(({ from, to }) => from <= on && on <= to)
}

/**
 * Share of the coming two weeks' working days (Monday to Friday) on which an officer is there, between 0 and 1. Who is
 * away today is not there: a card given to them would wait.
 */
export function shareOfPresence(absences: readonly Absence[], today: Day): number {
  if (isAway(absences, today)) return 0
  const days = Array.from({ length: aheadDays }, (_, n) => addDays(today, n))
  const working = days.filter((day) => weekday(day) < 5)
  return working.filter((day) => !isAway(absences, day)).length / working.length
}
