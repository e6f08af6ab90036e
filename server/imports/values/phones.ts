import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { fold } from '#shared/domain/names.ts'
import { cellText, type Cell } from '../table.ts'
import { oneLine, readText } from './text.ts'

/** One number of a cell. `e164` is null when the text cannot be read; it is kept all the same, to be repaired. */
export interface ReadPhone {
  readonly raw: string
  readonly e164: string | null
  readonly owner: 'youth' | 'guardian'
}

/** Excel has rounded the digits away: nothing can bring them back. */
const scientific = /^\d+([.,]\d+)?\s*E\s*\+?\s*\d+$/i
/** What stands between two numbers of a cell; the comma of 6,3998E+08 stands inside one. */
const between = /(?:[/;|\n\r]|,(?!\d+\s*E\s*\+?\s*\d))+|\s-\s|\b(?:ou|et|puis|or)\b/i
/** A French number as people write it, with whatever else the cell says around it: an extension, an hour. */
const within = /(?<![\d+])(?:(?:\+|00)33[\s.-]*(?:\(0\)[\s.-]*)?|0)[1-9](?:[\s.-]*\d{2}){4}(?!\d)/g
/** First digits of overseas numbers, so that the four other countries are not asked in vain. */
const overseas = [
  [/^0(590|69[01])/, 'GP'],
  [/^0(594|694)/, 'GF'],
  [/^0(596|69[67])/, 'MQ'],
  [/^0(26[23]|69[23])/, 'RE'],
  [/^0(269|639)/, 'YT'],
] as const

/** Every number of a cell, in its order, each once. Zeros, NC and dashes are an empty cell. */
export function readPhones(cell: Cell, owner: ReadPhone['owner']): ReadPhone[] {
  const text = cellText(cell)
  if (readText(text) === null) return []
  const one = toE164(text)
  const whole = one !== null || scientific.test(text.trim())
  const pieces = whole ? [text] : text.split(between).flatMap(glued)
  const phones = pieces
    .map((piece) => readPhone(piece, { owner, e164: whole ? one : numberIn(piece) }))
    .filter((phone) => phone !== null)
  const isRest = ({ raw, e164 }: ReadPhone) => e164 === null && digitsOf(raw).length < 4
  // Beside a number that can be read, a few digits are an hour or a day, and no number to be repaired.
  const some = phones.some(({ e164 }) => e164 !== null)
  return uniquePhones(some ? phones.filter((phone) => !isRest(phone)) : phones)
}

/** The number of a piece that may say more than the number. */
function numberIn(piece: string): string | null {
  const text = oneLine(piece).slice(0, 60)
  const found = toE164(text)
  if (found !== null) return found
  const [one, ...others] = text.match(within) ?? []
  return one !== undefined && others.length === 0 ? toE164(one) : null
}

const digitsOf = (text: string) => text.replace(/\D/g, '')

/**
 * Numbers with what a person typed over some of them, by how they stand in the file. What was typed may be several, may
 * itself be corrected later, and may be nothing; unless it says otherwise it is `owner`'s, or whose the number was.
 */
export function correctPhones(
  phones: readonly ReadPhone[],
  typed: Readonly<Record<string, string>>,
  owner?: ReadPhone['owner'],
): ReadPhone[] {
  const correct = (phone: ReadPhone, before: readonly string[]): ReadPhone[] => {
    const text = typed[phone.raw]
    if (text === undefined || before.includes(phone.raw)) return [phone]
    const seen = [...before, phone.raw]
    return readPhones(text, owner ?? phone.owner).flatMap((one) => correct(one, seen))
  }
  return uniquePhones(phones.flatMap((phone) => correct(phone, [])))
}

/** The same number written twice is one number, however it is written. */
export function uniquePhones(phones: readonly ReadPhone[]): ReadPhone[] {
  const seen = new Set<string>()
  return phones.filter((phone) => {
    const key = phoneKey(phone)
    return seen.has(key) ? false : seen.add(key)
  })
}

export function phoneKey(phone: { readonly raw: string; readonly e164: string | null }): string {
  return phone.e164 ?? `raw:${phone.raw.replace(/\s/g, '')}`
}

function readPhone(
  piece: string,
  { owner, e164 }: Pick<ReadPhone, 'owner' | 'e164'>,
): ReadPhone | null {
  const raw = oneLine(piece).slice(0, 60)
  if (readText(raw) === null) return null
  const digits = digitsOf(raw)
  if (/^0+$/.test(digits)) return null
  // Words beside a number say whose it is; alone they are not a number.
  if (digits.length < 4 && /\p{L}/u.test(raw) && !scientific.test(raw)) return null
  const whose = /\b(mere|pere|maman|papa|parents?|tut(eur|rice)|resp\w*)\b/.test(fold(raw))
    ? 'guardian'
    : owner
  return { raw, e164: scientific.test(raw) ? null : e164, owner: whose }
}

/**
 * The number in E.164. The gate is `isPossible`, never `isValid`: ranges that the library does not know are real phones.
 * Overseas numbers are written like those of the mainland and belong to another country code.
 */
function toE164(text: string): string | null {
  const dialled = restoreZero(text.replace(/\(0\)/g, '').replace(/[^\d+]/g, ''))
  // What the library would answer for nearly every number of nearly every list, a hundred times sooner.
  const [, plain] = french.exec(dialled) ?? []
  if (plain !== undefined && !overseas.some(([start]) => start.test(`0${plain}`))) {
    return `+33${plain}`
  }
  const country = overseas.find(([start]) => start.test(dialled))?.[1]
  const number = country && parsePhoneNumberFromString(dialled, country)
  if (number?.isValid()) return number.number
  const other = parsePhoneNumberFromString(dialled, 'FR')
  // A French number that lacks a digit is possible elsewhere, and nobody's here.
  const isFrench = other?.countryCallingCode === '33'
  const isWhole = !isFrench || /^[1-9]\d{8}$/.test(other.nationalNumber)
  return isWhole && other?.isPossible() ? other.number : null
}

const french = /^(?:0|\+33)([1-9]\d{8})$/

/** 639980011 → 0639980011; 33639980011 and 0033… → +33… */
function restoreZero(dialled: string): string {
  if (/^[1-9]\d{8}$/.test(dialled)) return `0${dialled}`
  if (dialled.startsWith('00')) return `+${dialled.slice(2)}`
  if (/^33[1-9]\d{8}$/.test(dialled)) return `+${dialled}`
  return dialled
}

/** Two numbers written one after the other with nothing but spaces between them. */
function glued(piece: string): string[] {
  const digits = piece.replace(/[\s.-]/g, '')
  return /^(0[1-9]\d{8}){2,4}$/.test(digits) ? (digits.match(/\d{10}/g) ?? [piece]) : [piece]
}
