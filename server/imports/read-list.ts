import type { ImportField, NotCardedReason, RowDecision } from '#shared/contracts/imports.ts'
import type { Day } from '#shared/domain/day.ts'
import { whyNoCard } from './check.ts'
import { mergeRepeated } from './duplicates.ts'
import { UnreadableFile } from './faults.ts'
import { findHeader } from './header-row.ts'
import { maxRows } from './limits.ts'
import { byPosition, headerNames, mapColumns, type ImportColumn, type Mapping } from './mapping.ts'
import { readRow, type Fixes, type NumberFixes } from './read-row.ts'
import { cellText, isBlank, type Table, type TableRow } from './table.ts'
import type { LevelScale } from './values/levels.ts'
import { correctPhones } from './values/phones.ts'
import { note, type ReadRow, type RowNote } from './youth.ts'

export interface ListChoices {
  readonly receivedOn: Day
  /** Line of the header, where a person has chosen it. */
  readonly headerRow?: number | undefined
  readonly mapping: Mapping
  /** What was chosen for columns of earlier lists of this source, by name of column. */
  readonly saved: Mapping
  /** Line → texts typed over its cells. */
  readonly fixes: Readonly<Record<string, Fixes>>
  /** Line → number as it stands in the file → text typed over it. */
  readonly numbers?: Readonly<Record<string, NumberFixes>> | undefined
  readonly levelScale?: LevelScale | undefined
  /** Line → what a person decided of it. */
  readonly decisions?: Readonly<Record<string, RowDecision | null>> | undefined
}

/** A row with what the list alone says of it; whether its youth was received before is not known yet. */
export type ListedRow = ReadRow & {
  readonly reason: NotCardedReason | null
  readonly sameAsLine: number | null
  readonly decision: RowDecision | null
}

export interface ReadList {
  readonly headerRow: number
  /** Name of each column, as choices are kept by. */
  readonly headers: readonly string[]
  readonly columns: readonly ImportColumn[]
  readonly rows: readonly ListedRow[]
  /** Levels written as a digit, while nobody has said of which scale. */
  readonly levelsUnclear: number
}

/** Reads a sheet as a list of youths. Throws `UnreadableFile` when it is none. */
export function readList(table: Table, choices: ListChoices): ReadList {
  const header = headerOf(table, choices.headerRow)
  const body = table.rows.filter((row) => row.line > header.line && !row.cells.every(isBlank))
  if (body.length > maxRows) throw new UnreadableFile('file-too-many-rows')
  const headers = headerNames(header)
  const columns = mapColumns(header, body, {
    now: choices.mapping,
    before: byPosition(headers, choices.saved),
  })
  const youths = body.filter((row) => saysSomething(row, columns))
  if (youths.length === 0) throw new UnreadableFile('file-no-rows')

  const { receivedOn } = choices
  const read = youths.map((row) =>
    readRow(row, {
      columns,
      receivedOn,
      fixes: choices.fixes[row.line] ?? {},
      numbers: choices.numbers?.[row.line],
      levelScale: choices.levelScale,
    }),
  )
  // What a person types over one row asks the others nothing.
  const asksConsent = columns.some(
    ({ field, examples }) => field === 'consent' && examples.length > 0,
  )
  const reasons = new Map(
    read.map((row) => [row.line, whyNoCard(row, { receivedOn, asksConsent })]),
  )
  const decided = (line: number) => choices.decisions?.[line] ?? null
  const { kept, repeated } = mergeRepeated(
    read.filter((row) => reasons.get(row.line) === null && decided(row.line) !== 'set-aside'),
    decided,
  )
  // A number that a lower row of the youth has brought is corrected where it is shown.
  const withTyped = (row: ReadRow): ReadRow => {
    const typed = choices.numbers?.[row.line]
    if (!typed) return row
    return { ...row, youth: { ...row.youth, phones: correctPhones(row.youth.phones, typed) } }
  }
  const merged = new Map(kept.map((row) => [row.line, row]))
  const repeats = new Map(repeated.map(({ row, of }) => [row.line, of]))
  const rows = read.map((row): ListedRow => {
    const sameAsLine = repeats.get(row.line) ?? null
    const decision = decided(row.line)
    const own = reasons.get(row.line) ?? (decision === 'set-aside' ? decision : null)
    const reason = sameAsLine === null ? own : 'duplicate-in-file'
    const standing = withTyped(merged.get(row.line) ?? row)
    return Object.assign({}, standing, {
      reason,
      sameAsLine,
      decision,
      notes:
        reason === 'no-consent' ? [...standing.notes, ...orientation(standing)] : standing.notes,
    })
  })
  return {
    headerRow: header.line,
    headers,
    columns: columns.map((column) => Object.assign({}, column, rewritingOf(column, youths, read))),
    rows,
    levelsUnclear: read.filter(({ levelUnclear }) => levelUnclear).length,
  }
}

/** How many cells of a column are kept otherwise than they are written. */
function rewritingOf(
  { field, index }: ImportColumn,
  rows: readonly TableRow[],
  read: readonly ReadRow[],
): Pick<ImportColumn, 'zeros' | 'rewritten'> {
  if (field === null) return { zeros: 0, rewritten: 0 }
  const lost = lostZero[field]
  const zeros = lost
    ? rows.filter((row) => lost.test(cellText(row.cells[index] ?? null).trim())).length
    : 0
  const texts = read.filter(({ youth: { asListed } }) => Object.hasOwn(asListed, field)).length
  return { zeros, rewritten: Math.max(0, texts - zeros) }
}

/** A number that a spreadsheet has robbed of its first zero. */
const lostZero: Readonly<Partial<Record<ImportField, RegExp>>> = {
  phone: /^[1-9]\d{8}$/,
  guardianPhone: /^[1-9]\d{8}$/,
  postCode: /^[1-9]\d{3}$/,
}

/** Who does not want to be called, and wants to go back to school, is the CIO's to orient. */
function orientation({ youth }: ReadRow): RowNote[] {
  return youth.wish === 'school' ? [note('wish', 'orient-cio', null)] : []
}

function headerOf(table: Table, chosen: number | undefined): TableRow {
  const header =
    chosen === undefined ? findHeader(table.rows) : table.rows.find((row) => row.line === chosen)
  if (!header) throw new UnreadableFile('file-no-header')
  return header
}

const identifying: ReadonlySet<ImportField> = new Set([
  'lastName',
  'firstName',
  'birthDate',
  'ine',
  'phone',
  'email',
  'imiloFile',
])

/** A row with nothing under any column that tells a person is a total, a remark or a rest of formatting. */
function saysSomething(row: TableRow, columns: readonly ImportColumn[]): boolean {
  return columns.some(
    (column) =>
      column.field !== null &&
      identifying.has(column.field) &&
      !isBlank(row.cells[column.index] ?? null),
  )
}
