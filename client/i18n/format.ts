// Dates, hours and numbers as the language writes them. All read the language, so they follow it in JSX.
import { language } from './language.ts'
import type { Day } from '#shared/domain/day.ts'

const zone = 'Europe/Paris'
const locale = () => (language() === 'fr' ? 'fr-FR' : 'en-GB')

/** Noon UTC: the same civil day in Europe/Paris whatever the season. */
function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

function parts(at: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options }).format(at)
}

/** « ven. 17/04 », "Fri 17 Apr". */
export function dayShort(day: Day): string {
  const at = noonOf(day)
  return language() === 'fr'
    ? `${parts(at, { weekday: 'short' })} ${parts(at, { day: '2-digit', month: '2-digit' })}`
    : parts(at, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '')
}

/** « ven. 17/04/2026 », "Fri 17 Apr 2026". */
export function dayFull(day: Day): string {
  return language() === 'fr'
    ? `${dayShort(day)}/${day.slice(0, 4)}`
    : `${dayShort(day)} ${day.slice(0, 4)}`
}

/** « 17/04 », "17 Apr". */
export function dayTiny(day: Day): string {
  const at = noonOf(day)
  return language() === 'fr'
    ? parts(at, { day: '2-digit', month: '2-digit' })
    : parts(at, { day: 'numeric', month: 'short' })
}

/** « 10:42 ». */
export function time(at: Date): string {
  return parts(at, { hour: '2-digit', minute: '2-digit' })
}

/** « ven. 17/04, 10:42 ». */
export function dayAndTime(at: Date): string {
  return `${dayShort(dayOf(at))}, ${time(at)}`
}

/** The civil day in Europe/Paris. */
function dayOf(at: Date): Day {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sv-SE writes YYYY-MM-DD and a Date is a real day
  return text as Day
}

export function today(): Day {
  return dayOf(new Date())
}

export function number(value: number): string {
  return new Intl.NumberFormat(locale()).format(value)
}

/** One digit after the mark: « 17,1 », "17.1". */
export function decimal(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value)
}

/** From a share between 0 and 1: « 60 % », "60%". */
export function percent(share: number): string {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(
    share,
  )
}

/** « Est, Nord et Sud ». */
export function list(texts: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(texts)
}
