// Dates, hours and numbers as the language writes them. All read the language, so they follow it in JSX.
import { language } from './language.ts'
import type { Day } from '#shared/domain/day.ts'

const zone = 'Europe/Paris'
const locale = () => (language() === 'fr' ? 'fr-FR' : 'en-GB')

/** Noon UTC: the same civil day in Europe/Paris whatever the season. */
function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

/** Making a formatter costs more than a hundred uses of it, and a board shows hundreds of days: each is made once. */
const formatters = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>()

function kept<T extends Intl.DateTimeFormat | Intl.NumberFormat>(name: string, make: () => T): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one name is always asked for with one kind
  const known = formatters.get(name) as T | undefined
  if (known) return known
  const made = make()
  formatters.set(name, made)
  return made
}

function parts(at: Date, options: Intl.DateTimeFormatOptions): string {
  const name = `${locale()} ${JSON.stringify(options)}`
  return kept(name, () => new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options })).format(
    at,
  )
}

function numberIn(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${locale()} number ${JSON.stringify(options)}`
  return kept(name, () => new Intl.NumberFormat(locale(), options))
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

/** With its year where that is another than this one. */
export function dayNear(day: Day): string {
  return day.slice(0, 4) === today().slice(0, 4) ? dayShort(day) : dayFull(day)
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
  const text = kept('day', () => new Intl.DateTimeFormat('sv-SE', { timeZone: zone })).format(at)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sv-SE writes YYYY-MM-DD and a Date is a real day
  return text as Day
}

export function today(): Day {
  return dayOf(new Date())
}

export function number(value: number): string {
  return numberIn({}).format(value)
}

/** One digit after the mark: « 17,1 », "17.1". */
export function decimal(value: number): string {
  return numberIn({ maximumFractionDigits: 1 }).format(value)
}

/** From a share between 0 and 1: « 60 % », "60%". */
export function percent(share: number): string {
  return numberIn({ style: 'percent', maximumFractionDigits: 0 }).format(share)
}

/** « Est, Nord et Sud ». */
export function list(texts: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(texts)
}
