import type { ImportField, NotCardedReason } from '#shared/contracts/imports.ts'
import type { Day } from '#shared/domain/day.ts'
import { whyNoCard } from './check.ts'
import { mergeRepeated } from './duplicates.ts'
import { UnreadableFile } from './faults.ts'
import { findHeader } from './header-row.ts'
import { maxRows } from './limits.ts'
import { headersHash, mapColumns, type ImportColumn, type Mapping } from './mapping.ts'
import { readRow, type Fixes } from './read-row.ts'
import { isBlank, type Table, type TableRow } from './table.ts'
import type { ReadRow } from './youth.ts'

export interface ListChoices {
  readonly receivedOn: Day
  /** Line of the header, where a person has chosen it. */
  readonly headerRow?: number | undefined
  readonly mapping: Mapping
  /** Mappings chosen before, by form of list (`headersHash`). */
  readonly saved: Readonly<Record<string, Mapping>>
  /** Line → texts typed over its cells. */
  readonly fixes: Readonly<Record<string, Fixes>>
}

/** A row with what the list alone says of it; whether its youth was received before is not known yet. */
export type ListedRow = ReadRow & {
  readonly reason: NotCardedReason | null
  readonly sameAsLine: number | null
}

export interface ReadList {
  readonly headerRow: number
  readonly headersHash: string
  readonly columns: readonly ImportColumn[]
  readonly rows: readonly ListedRow[]
}

/** Reads a sheet as a list of youths. Throws `UnreadableFile` when it is none. */
export function readList(table: Table, choices: ListChoices): ReadList {
  const header = headerOf(table, choices.headerRow)
  const body = table.rows.filter((row) => row.line > header.line && !row.cells.every(isBlank))
  if (body.length > maxRows) throw new UnreadableFile('file-too-many-rows')
  const hash = headersHash(header)
  const columns = mapColumns(header, body, {
    now: choices.mapping,
    before: choices.saved[hash] ?? {},
  })
  const youths = body.filter((row) => saysSomething(row, columns))
  if (youths.length === 0) throw new UnreadableFile('file-no-rows')

  const { receivedOn } = choices
  const read = youths.map((row) =>
    readRow(row, { columns, receivedOn, fixes: choices.fixes[row.line] ?? {} }),
  )
  const asksConsent = read.some((row) => row.consent !== null)
  const reasons = new Map(
    read.map((row) => [row.line, whyNoCard(row, { receivedOn, asksConsent })]),
  )
  const { kept, repeated } = mergeRepeated(read.filter((row) => reasons.get(row.line) === null))
  const merged = new Map(kept.map((row) => [row.line, row]))
  const repeats = new Map(repeated.map(({ row, of }) => [row.line, of]))
  const rows = read.map((row): ListedRow => {
    const sameAsLine = repeats.get(row.line) ?? null
    const reason = sameAsLine === null ? (reasons.get(row.line) ?? null) : 'duplicate-in-file'
    return Object.assign({}, merged.get(row.line) ?? row, { reason, sameAsLine })
  })
  return { headerRow: header.line, headersHash: hash, columns, rows }
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
