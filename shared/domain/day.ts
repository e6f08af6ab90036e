import { z } from 'zod'
import { must } from '../assert.ts'

// Civil dates without a clock or a time zone: due dates are local calendar days (Europe/Paris), never instants.

/** A calendar day, `YYYY-MM-DD`, that exists. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'not a day')
  .refine((text) => isDay(text), 'no such day')
  .brand<'Day'>()
export type Day = z.infer<typeof day>

/** A local minute, `YYYY-MM-DDTHH:MM`, in the campaign's time zone. */
export const localMinute = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'not a local time')
  .refine((text) => isDay(text.slice(0, 10)), 'no such day')
  .brand<'LocalMinute'>()
export type LocalMinute = z.infer<typeof localMinute>

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function isDay(text: string): boolean {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number)
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || date < 1) return false
  const length = month === 2 && isLeapYear(year) ? 29 : (daysInMonth[month - 1] ?? 0)
  return date <= length
}

/** The day, or null when there is no such day in the calendar. */
export function dayFrom(year: number, month: number, date: number): Day | null {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`
  const parsed = day.safeParse(text)
  return parsed.success ? parsed.data : null
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

/** Days since 1970-01-01. Proleptic Gregorian, after Howard Hinnant's `days_from_civil`. */
export function toOrdinal(value: Day): number {
  const [year = 0, month = 0, date = 0] = value.split('-').map(Number)
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** The inverse of `toOrdinal`. */
export function fromOrdinal(ordinal: number): Day {
  const z0 = ordinal + 719468
  const era = Math.floor(z0 / 146097)
  const dayOfEra = z0 - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const mp = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * mp + 2) / 5) + 1
  const month = mp < 10 ? mp + 3 : mp - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a real day by construction; boards compute thousands
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}` as Day
}

export function addDays(value: Day, days: number): Day {
  return fromOrdinal(toOrdinal(value) + days)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toOrdinal(to) - toOrdinal(from)
}

/** 0 = Monday … 6 = Sunday. */
export function weekday(value: Day): number {
  return (((toOrdinal(value) + 3) % 7) + 7) % 7
}

/** Whole years lived on `on` by somebody born on `born`. Born on 29 February: a year older on 1 March of common years. */
export function ageOn(born: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
  return on.slice(5) < born.slice(5) ? years - 1 : years
}

/** Minutes since 1970 of an instant written as ISO 8601 with its offset (`attempt.at`), seconds left out. */
export function minuteOf(instant: string): number {
  const found =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|([+-])(\d{2}):(\d{2}))$/.exec(
      instant,
    )
  const [, date, hours, minutes, sign, offsetHours = '0', offsetMinutes = '0'] = must(
    found,
    'an instant carries its offset',
  )
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1)
  return toOrdinal(day.parse(date)) * 1440 + Number(hours) * 60 + Number(minutes) - offset
}
