import { day, type Day } from '#shared/domain/day.ts'

const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })

/** The calendar day in the field's time zone. */
export function todayInParis(now: Date = new Date()): Day {
  return day.parse(paris.format(now))
}
