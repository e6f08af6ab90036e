import { addDays, dayFrom, weekday, type Day } from './day.ts'
import { must } from '../assert.ts'

/** French public holidays (Code du travail, L3133-1). */
export type Holiday =
  | 'new_year'
  | 'easter_monday'
  | 'labour_day'
  | 'victory_1945'
  | 'ascension'
  | 'whit_monday'
  | 'bastille_day'
  | 'assumption'
  | 'all_saints'
  | 'armistice_1918'
  | 'christmas'

/** [C4] Why nobody can be expected to answer that day: Sunday, a public holiday, or null on a working day. */
export function restOn(value: Day): 'sunday' | Holiday | null {
  const holiday = holidaysOf(Number(value.slice(0, 4))).get(value)
  if (holiday) return holiday
  return weekday(value) === 6 ? 'sunday' : null
}

const known = new Map<number, ReadonlyMap<Day, Holiday>>()

function holidaysOf(year: number): ReadonlyMap<Day, Holiday> {
  const cached = known.get(year)
  if (cached) return cached
  const easter = easterSunday(year)
  const fixed = (month: number, date: number): Day =>
    must(dayFrom(year, month, date), 'a fixed holiday exists')
  const table = new Map<Day, Holiday>([
    [fixed(1, 1), 'new_year'],
    [addDays(easter, 1), 'easter_monday'],
    [fixed(5, 1), 'labour_day'],
    [fixed(5, 8), 'victory_1945'],
    [addDays(easter, 39), 'ascension'],
    [addDays(easter, 50), 'whit_monday'],
    [fixed(7, 14), 'bastille_day'],
    [fixed(8, 15), 'assumption'],
    [fixed(11, 1), 'all_saints'],
    [fixed(11, 11), 'armistice_1918'],
    [fixed(12, 25), 'christmas'],
  ])
  known.set(year, table)
  return table
}

// Gregorian computus of Meeus, Jones and Butcher.
function easterSunday(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const month = Math.floor((h + l - 7 * m + 90) / 25)
  const date = (h + l - 7 * m + 33 * month + 19) % 32
  return must(dayFrom(year, month, date), 'Easter exists every year')
}
