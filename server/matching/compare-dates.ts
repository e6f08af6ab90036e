import type { Day } from '#shared/domain/day.ts'
import type { MatchCause } from '#shared/domain/match.ts'
import { withinEdits } from './jaro-winkler.ts'

/** What two birth dates say of one another. */
export type DateLikeness = Extract<
  MatchCause,
  'equal' | 'one_digit' | 'day_month' | 'weak_date' | 'missing' | 'different'
>

/**
 * Two birth dates. 1 January and 31 December are written where only the year is known: equal to another of the kind, or
 * to any day of the year, they are weak. One digit is one replaced, or two neighbours exchanged (Damerau-Levenshtein 1).
 */
export function compareBirthDates(a: Day | null, b: Day | null): DateLikeness {
  if (a === null || b === null) return 'missing'
  const isWeak = isYearOnly(a) || isYearOnly(b)
  if (a === b) return isWeak ? 'weak_date' : 'equal'
  if (isWeak && a.slice(0, 4) === b.slice(0, 4)) return 'weak_date'
  if (swapped(a) === b) return 'day_month'
  return withinEdits(digits(a), digits(b), 1) ? 'one_digit' : 'different'
}

export function isYearOnly(day: Day): boolean {
  return day.endsWith('-01-01') || day.endsWith('-12-31')
}

const digits = (day: Day) => day.replaceAll('-', '')
const swapped = (day: Day) => `${day.slice(0, 4)}-${day.slice(8, 10)}-${day.slice(5, 7)}`
