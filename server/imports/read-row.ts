import type { ImportField } from '#shared/contracts/imports.ts'
import { ageOn, type Day } from '#shared/domain/day.ts'
import { textsAsListed } from './as-listed.ts'
import type { ImportColumn } from './mapping.ts'
import { packCells } from './packed-cells.ts'
import { cellText, isBlank, type Cell, type TableRow } from './table.ts'
import {
  readConsent,
  readEmail,
  readIne,
  readKnown,
  readQpv,
  readSex,
  readWish,
} from './values/codes.ts'
import { readBirthDate, readPastDate } from './values/dates.ts'
import { readLevel, type LevelScale } from './values/levels.ts'
import { readFirstName, readLastName } from './values/names.ts'
import { correctPhones, readPhones, uniquePhones, type ReadPhone } from './values/phones.ts'
import { readCommune, readPostCode } from './values/places.ts'
import { readLines, readText } from './values/text.ts'
import { note, type ReadRow, type RowNote } from './youth.ts'

/** Texts typed over cells, by field. */
export type Fixes = Readonly<Partial<Record<ImportField, string>>>
/** Texts typed over numbers, by how the numbers stand in the file. */
export type NumberFixes = Readonly<Record<string, string>>

export interface RowReading {
  readonly columns: readonly ImportColumn[]
  /** Ages, and the century of two-digit years, count from this day. */
  readonly receivedOn: Day
  readonly fixes: Fixes
  readonly numbers?: NumberFixes | undefined
  /** How the list counts levels of schooling, where somebody has said it. */
  readonly levelScale?: LevelScale | null | undefined
}

/** Reads one row. Guardians' details are kept only for minors, and for those whose age nobody knows. */
export function readRow(
  row: TableRow,
  { columns, receivedOn, fixes, numbers = {}, levelScale = null }: RowReading,
): ReadRow {
  const notes: RowNote[] = []
  const positions = positionsOf(columns)
  const listed = (field: ImportField): Cell[] => {
    const found = positions.get(field) ?? nowhere
    return found.map((index) => row.cells[index] ?? null).filter((cell) => !isBlank(cell))
  }
  const cells = (field: ImportField): Cell[] => {
    const fix = fixes[field]
    return fix === undefined ? listed(field) : [fix]
  }
  const first = (field: ImportField): Cell => cells(field)[0] ?? null
  const said = (field: ImportField) => cellText(first(field))
  const text = (field: ImportField, max?: number) => readText(said(field), max)
  const joined = (field: ImportField, max: number) => {
    const texts = cells(field)
      .map((cell) => readText(cellText(cell)))
      .filter((part) => part !== null)
    return readText([...new Set(texts)].join(lineMark), max)
  }
  const coded = <T>(field: ImportField, read: (text: string) => T | null): T | null => {
    const value = read(said(field))
    if (value === null && text(field) !== null)
      notes.push(note(field, `${kebab(field)}-not-understood`, said(field)))
    return value
  }

  const birth = readBirthDate(first('birthDate'), receivedOn)
  if (birth.kind === 'bad') notes.push(note('birthDate', 'bad-date', birth.text))
  const birthDate = birth.kind === 'day' ? birth.day : null
  const exit = readPastDate(first('exitDate'), receivedOn)
  if (exit.kind === 'bad') notes.push(note('exitDate', 'bad-date', exit.text))

  const mayHaveGuardian = birthDate === null || ageOn(birthDate, receivedOn) < 18
  // What is typed for a number that cannot be read takes nothing from those that can.
  const stays = ({ e164, raw }: ReadPhone) => e164 !== null || numbers[raw] !== undefined
  const numbersOf = (field: 'phone' | 'guardianPhone', owner: ReadPhone['owner']): ReadPhone[] => {
    const inFile = listed(field).flatMap((cell) => readPhones(cell, owner))
    const typed = fixes[field]
    const all =
      typed === undefined ? inFile : [...inFile.filter(stays), ...readPhones(typed, owner)]
    return correctPhones(all, numbers, owner)
  }
  const isKept = (phone: ReadPhone) => phone.owner === 'youth' || mayHaveGuardian
  const own = [...numbersOf('phone', 'youth'), ...readPhones(numbers[''] ?? null, 'youth')]
  const phones = uniquePhones([...own, ...numbersOf('guardianPhone', 'guardian')]).filter(isKept)
  // In a column of guardians that is what the column is; in the youth's own, somebody may have thought it was the youth's.
  for (const { raw } of own.filter((phone) => !isKept(phone))) {
    notes.push(note('phone', 'guardian-of-adult', raw))
  }
  for (const phone of phones) {
    const field = phone.owner === 'youth' ? 'phone' : 'guardianPhone'
    if (phone.e164 === null) notes.push(note(field, 'phone-unreadable', phone.raw))
  }

  const { email, bad: badEmail } = readEmail(said('email'))
  if (badEmail) notes.push(note('email', 'email-unreadable', said('email')))
  const { commune, postCode: impliedPostCode } = readCommune(said('commune'))
  const { postCode, bad: badPostCode } = readPostCode(said('postCode'))
  if (badPostCode) notes.push(note('postCode', 'post-code-incomplete', said('postCode')))
  const call = readPastDate(first('callDate'), receivedOn)
  if (call.kind === 'bad') notes.push(note('callDate', 'bad-date', call.text))
  const { level, scaleUnknown } = readLevel(said('level'), levelScale)
  const lastName = readLastName(said('lastName'))
  const firstName = readFirstName(said('firstName'))
  const usageName = readLastName(said('usageName'))
  const exitDate = exit.kind === 'day' ? exit.day : null
  const callDate = call.kind === 'day' ? call.day : null

  const kept = { lastName, firstName, usageName, birthDate, postCode, commune, exitDate, callDate }
  const asListed = textsAsListed({ ...kept, level }, (field) => cellText(listed(field)[0] ?? null))

  return {
    line: row.line,
    consent: coded('consent', readConsent),
    badBirthDate: birth.kind === 'bad',
    levelUnclear: scaleUnknown,
    cells: packCells(
      columns.flatMap(({ field, index }) => {
        if (field === null) return []
        const isGuardians = field === 'guardianPhone' || field === 'guardianName'
        if (isGuardians && !mayHaveGuardian) return ['']
        return [cellText(row.cells[index] ?? null).slice(0, maxKeptCell)]
      }),
    ),
    youth: {
      lastName,
      firstName,
      usageName,
      sex: coded('sex', readSex),
      birthDate,
      birthPlace: text('birthPlace', 100),
      address: cells('address')
        .flatMap((cell) => cellText(cell).split(lineMark))
        .map((line) => readText(line))
        .filter((part) => part !== null)
        .slice(0, 4),
      postCode: postCode ?? impliedPostCode,
      commune,
      phones,
      email,
      guardianName: mayHaveGuardian ? joined('guardianName', 200) : null,
      schoolUai: text('schoolUai', 10),
      schoolName: text('schoolName'),
      schoolCommune: text('schoolCommune', 100),
      programme: joined('programme', 200),
      mefCode: text('mefCode', 20),
      exitDate,
      exitReason: text('exitReason'),
      level,
      diploma: text('diploma', 100),
      ine: coded('ine', readIne),
      imiloFile: text('imiloFile', 20),
      situation: joined('situation', 200),
      wish: coded('wish', readWish),
      slots: joined('slots', 200),
      comment: readLines(cells('comment').map(cellText).join('\n'), 1000),
      qpv: coded('qpv', readQpv),
      known: coded('known', readKnown),
      territory: text('territory', 100),
      callDate,
      advisor: text('advisor', 100),
      site: text('site', 100),
      asListed,
    },
    notes,
  }
}

/** Between the texts of several columns that fill one field. */
export const lineMark = ' · '

/** A cell is kept as it stands up to here: longer ones are comments, which are cut when they are read, too. */
const maxKeptCell = 2000

type Positions = ReadonlyMap<ImportField, readonly number[]>
const nowhere: readonly number[] = []
const known = new WeakMap<readonly ImportColumn[], Positions>()

/** Where each field stands; looked for once a list, not once a row. */
function positionsOf(columns: readonly ImportColumn[]): Positions {
  const before = known.get(columns)
  if (before) return before
  const positions = new Map<ImportField, number[]>()
  for (const { field, index } of columns) {
    if (field !== null) positions.set(field, [...(positions.get(field) ?? []), index])
  }
  known.set(columns, positions)
  return positions
}

function kebab(field: ImportField): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
