import { addDays, localMinute, weekday, type Day, type LocalMinute } from '#shared/domain/day.ts'
import { restOn } from '#shared/domain/holidays.ts'

/** A moment of the field: a day and minutes after its midnight, in Paris. */
export interface Moment {
  readonly on: Day
  readonly minute: number
}

function isWorkingDay(day: Day): boolean {
  return weekday(day) < 5 && restOn(day) === null
}

/** `day` itself, or the next one on which people work. */
export function workingDayFrom(day: Day): Day {
  let found = day
  while (!isWorkingDay(found)) found = addDays(found, 1)
  return found
}

/** `count` working days after `day`. */
export function afterWorkingDays(day: Day, count: number): Day {
  let found = day
  for (let i = 0; i < count; i++) found = workingDayFrom(addDays(found, 1))
  return workingDayFrom(found)
}

export function toLocalMinute({ on, minute }: Moment): LocalMinute {
  return localMinute.parse(`${on}T${clockOf(minute)}`)
}

/** The instant of a moment in Paris. */
export function toInstant(moment: Moment): Date {
  return new Date(`${moment.on}T${clockOf(moment.minute)}:00${offsetOf(moment.on)}`)
}

function clockOf(minute: number): string {
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`
}

const offsets = new Map<Day, string>()
const zone = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Paris', timeZoneName: 'longOffset' })

/** "+01:00" or "+02:00". Clocks change at night, so noon speaks for every hour of work. */
function offsetOf(day: Day): string {
  const kept = offsets.get(day)
  if (kept !== undefined) return kept
  const parts = zone.formatToParts(new Date(`${day}T12:00:00Z`))
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
  const offset = name.replace('GMT', '') || '+00:00'
  offsets.set(day, offset)
  return offset
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
