// What a preview shows: its counts, and its rows one by one.
import { isForCio, repairable, type ImportRow } from '#shared/contracts/import-rows.ts'
import type { ImportAnswer, NotCardedReason } from '#shared/contracts/imports.ts'
import type { Line } from './lines.ts'
import type { PlannedRow } from './match-received.ts'
import type { ReadList } from './read-list.ts'
import type { Table } from './table.ts'
import type { LevelScale } from './values/levels.ts'

/** What is kept of an import beside its rows: `importAnswer` without what stands in columns of its own. */
export type Preview = Pick<ImportAnswer, 'reading' | 'summary' | 'notCarded' | 'columns'>
export type Reading = ImportAnswer['reading']

export function readingOf(
  table: Omit<Table, 'rows'>,
  { headerRow, levelsUnclear }: Pick<ReadList, 'headerRow' | 'levelsUnclear'>,
  levelScale: LevelScale | null = null,
): Reading {
  const { format, encoding, separator, sheet, sheets } = table
  return {
    format,
    encoding,
    separator,
    sheet,
    sheets: [...sheets],
    headerRow,
    levelScale,
    levelsUnclear,
  }
}

/** `counted`: every row, with those that the preview names to nobody. */
export function previewOf(
  { reading, list }: { readonly reading: Reading; readonly list: Pick<ReadList, 'columns'> },
  counted: Iterable<Counted>,
): Preview {
  return { reading, columns: [...list.columns], ...countRows(counted) }
}

export type Counted = Pick<ImportRow, 'outcome' | 'reason'>

export function countedOf({ row, outcome }: PlannedRow): Counted {
  return { outcome, reason: row.reason }
}

export function countRows(rows: Iterable<Counted>): Pick<Preview, 'summary' | 'notCarded'> {
  const summary = { rows: 0, create: 0, update: 0, unchanged: 0, notCarded: 0 }
  const notCarded: Partial<Record<NotCardedReason, number>> = {}
  for (const { outcome, reason } of rows) {
    summary.rows++
    summary[outcome]++
    if (reason !== null) notCarded[reason] = (notCarded[reason] ?? 0) + 1
  }
  return { summary, notCarded }
}

/** [A5] Who asked not to be contacted is counted and not named, not even by a line. */
export function isNamed({ row }: PlannedRow): boolean {
  return row.reason !== 'opposed'
}

export function rowOf(
  { row, outcome, received, notes }: PlannedRow,
  { changes, alike }: Pick<ImportRow, 'changes' | 'alike'> = { changes: [], alike: [] },
): ImportRow {
  const { youth } = row
  const own = youth.phones.find((phone) => phone.owner === 'youth') ?? youth.phones[0]
  return {
    line: row.line,
    outcome,
    reason: row.reason,
    lastName: youth.lastName,
    firstName: youth.firstName,
    birthDate: youth.birthDate,
    phone: own ? (own.e164 ?? own.raw) : null,
    phones: [...youth.phones],
    postCode: youth.postCode,
    notes: [...notes],
    sameAsLine: row.sameAsLine,
    card: received?.card ?? null,
    changes,
    alike,
    decision: row.decision,
  }
}

/**
 * The row once its list is applied: names stand on cards and nowhere else. Rows in error keep theirs until
 * `forgetOldRows`, so that they can be downloaded and corrected, and so do youths whom the CIO is to orient.
 */
export function appliedLine({ row, cells }: Line): Line {
  if (repairable.has(row.reason) || isForCio(row)) return { row, cells }
  return { row: withoutPerson(row), cells: null }
}

function withoutPerson(row: ImportRow): ImportRow {
  return {
    ...row,
    lastName: null,
    firstName: null,
    birthDate: null,
    phone: null,
    phones: [],
    postCode: null,
    changes: [],
    alike: [],
    notes: row.notes.map(({ field, code }) => ({ field, code, value: null })),
  }
}

/** What is kept of a list that is applied or given up: what columns it had, and no value of them. */
export function withoutExamples(preview: Preview): Preview {
  return {
    ...preview,
    columns: preview.columns.map((column) => ({ ...column, examples: [] })),
  }
}
