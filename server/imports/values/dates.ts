import {
  addDays,
  ageOn,
  day,
  dayFrom,
  fromOrdinal,
  toOrdinal,
  type Day,
} from '#shared/domain/day.ts'
import { fold } from '#shared/domain/names.ts'
import type { Cell } from '../table.ts'
import { oneLine, readText } from './text.ts'

/** What a date cell says: a day, nothing, or something that is no date and has to be corrected by hand. */
export type ReadDate =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'empty' }
  | { readonly kind: 'bad'; readonly text: string }

const empty: ReadDate = { kind: 'empty' }
/** Excel's day 0 is 30 December 1899; our days start in 1900. */
const excelEpoch = toOrdinal(day.parse('1900-01-01')) - 2
const months = [
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
]

/** A birth date. Two-digit years are of the century that makes the youth 14 to 30 on `on`. */
export function readBirthDate(cell: Cell, on: Day): ReadDate {
  const read = readDate(cell, (year) => centuryOfBirth(year, on))
  if (read.kind !== 'day') return read
  const age = ageOn(read.day, on)
  // Not born yet, or older than anybody: a slip that only a person can correct.
  return age < 0 || age > 110 ? { kind: 'bad', text: read.day } : read
}

/** A date of the youth's past; two-digit years are the last that is not in the future. */
export function readPastDate(cell: Cell, on: Day): ReadDate {
  const now = Number(addDays(on, 366).slice(0, 4))
  return readDate(cell, (year) => (2000 + year <= now ? 2000 + year : 1900 + year))
}

function readDate(cell: Cell, centuryOf: (year: number) => number): ReadDate {
  if (cell === null) return empty
  if (typeof cell === 'object') return { kind: 'day', day: cell.day }
  const text = typeof cell === 'number' ? String(cell) : oneLine(cell)
  if (readText(text) === null) return empty
  const found = fromSerial(text) ?? fromText(text, centuryOf)
  return found ? { kind: 'day', day: found } : { kind: 'bad', text: text.slice(0, 60) }
}

/** Excel's bare day number, of the years 1927 to 2064. */
function fromSerial(text: string): Day | null {
  if (!/^\d{5}(\.\d+)?$/.test(text)) return null
  const serial = Math.floor(Number(text))
  return serial >= 10_000 && serial < 60_000 ? fromOrdinal(excelEpoch + serial) : null
}

function fromText(text: string, centuryOf: (year: number) => number): Day | null {
  const withoutTime = text.replace(/[T ]\d{1,2}[:h]\d{2}(:\d{2}(\.\d+)?)?Z?$/, '')
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(withoutTime)
  if (iso) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  // Day first, always: a list that writes 07/23/2000 is in error, not guessed.
  const french = /^(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})$/.exec(withoutTime)
  if (french) {
    const year = french[3]?.length === 2 ? centuryOf(Number(french[3])) : Number(french[3])
    return dayFrom(year, Number(french[2]), Number(french[1]))
  }
  const words = /^(\d{1,2})(?:er)? ([a-z]+) (\d{4})$/.exec(fold(withoutTime))
  const month = months.indexOf(words?.[2] ?? '') + 1
  return words && month > 0 ? dayFrom(Number(words[3]), month, Number(words[1])) : null
}

function centuryOfBirth(year: number, on: Day): number {
  const current = Number(on.slice(0, 4))
  const likely = [2000 + year, 1900 + year].find(
    (full) => current - full >= 14 && current - full <= 30,
  )
  return likely ?? (2000 + year <= current ? 2000 + year : 1900 + year)
}
