import type { Day } from '#shared/domain/day.ts'
import { fold } from '#shared/domain/names.ts'
import { UnreadableFile } from '#server/imports/faults.ts'
import { findHeader } from '#server/imports/header-row.ts'
import { maxReadCharacters } from '#server/imports/limits.ts'
import { mapColumns } from '#server/imports/mapping.ts'
import { readRow } from '#server/imports/read-row.ts'
import { cellText, isBlank, type Table, type TableRow } from '#server/imports/table.ts'
import { readPastDate } from '#server/imports/values/dates.ts'
import { readText } from '#server/imports/values/text.ts'
import type { ExtractFile } from './extract-file.ts'

/** Files of an extract; the largest known mission locale has about 30,000. */
export const maxExtractFiles = 60_000

/** Columns that lists of youths do not have, folded. */
const ownColumns = {
  advisor: ['conseiller referent', 'conseiller', 'referent', 'cisp', 'cip'],
  site: ['site', 'antenne', 'point d accueil'],
  status: ['statut du dossier', 'statut dossier', 'etat du dossier'],
  lastInterview: ['dernier entretien', 'date dernier entretien', 'dernier contact'],
} as const

export interface ReadExtract {
  readonly files: readonly ExtractFile[]
  /** Rows without a number or without names: nothing to match with. */
  readonly leftOut: number
}

/** Reads a table as an i-milo extract, with the reading of lists. Throws `UnreadableFile` when it is none. */
export function readExtract(table: Table, today: Day): ReadExtract {
  const header = findHeader(table.rows)
  if (!header) throw new UnreadableFile('file-no-header')
  const body = table.rows.filter((row) => row.line > header.line && !row.cells.every(isBlank))
  if (body.length > maxExtractFiles) throw new UnreadableFile('file-too-many-rows')
  checkSize(body)
  const columns = mapColumns(header, body.slice(0, 50), { now: {}, before: {} })
  if (!columns.some((column) => column.field === 'imiloFile')) {
    throw new UnreadableFile('extract-no-number')
  }
  const own = ownPositions(header)
  const files = new Map<string, ExtractFile>()
  for (const row of body) {
    const { youth } = readRow(row, { columns, receivedOn: today, fixes: {} })
    const { imiloFile: number, lastName, firstName } = youth
    if (number === null || lastName === null || firstName === null) continue
    const last = readPastDate(cellOf(row, own.lastInterview), today)
    files.set(number, {
      number,
      lastName,
      firstName,
      usageName: youth.usageName,
      sex: youth.sex,
      birthDate: youth.birthDate,
      phones: youth.phones.flatMap(({ owner, e164 }) =>
        owner === 'youth' && e164 !== null ? [e164] : [],
      ),
      email: youth.email,
      address: [...youth.address],
      postCode: youth.postCode,
      commune: youth.commune,
      site: textOf(row, own.site),
      advisor: textOf(row, own.advisor),
      status: textOf(row, own.status),
      lastInterview: last.kind === 'day' ? last.day : null,
    })
  }
  if (files.size === 0) throw new UnreadableFile('file-no-rows')
  return { files: [...files.values()], leftOut: body.length - files.size }
}

/** Before anything is read of it: one long text that every cell names would be read for minutes. */
function checkSize(rows: readonly TableRow[]): void {
  let left = maxReadCharacters
  for (const { cells } of rows) {
    for (const cell of cells) left -= typeof cell === 'string' ? cell.length : 0
    if (left < 0) throw new UnreadableFile('file-unpacks-too-large')
  }
}

function ownPositions(header: TableRow): Readonly<Record<keyof typeof ownColumns, number>> {
  const names = header.cells.map((cell) => fold(cellText(cell)))
  const find = (wanted: readonly string[]) => names.findIndex((name) => wanted.includes(name))
  return {
    advisor: find(ownColumns.advisor),
    site: find(ownColumns.site),
    status: find(ownColumns.status),
    lastInterview: find(ownColumns.lastInterview),
  }
}

function cellOf(row: TableRow, position: number) {
  return position < 0 ? null : (row.cells[position] ?? null)
}

function textOf(row: TableRow, position: number): string | null {
  return readText(cellText(cellOf(row, position)), 100)
}
