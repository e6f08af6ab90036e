import type { ImportAnswer, NotCardedReason } from '#shared/contracts/imports.ts'
import type { PlannedRow } from './match-received.ts'
import type { ReadList } from './read-list.ts'
import type { Table } from './table.ts'
import type { ImportRow } from './youth.ts'

/** What a preview shows, and what is kept of an import: `importAnswer` without what stands in columns of its own. */
export type Preview = Pick<ImportAnswer, 'reading' | 'summary' | 'notCarded' | 'columns' | 'rows'>
export type Reading = ImportAnswer['reading']

export function readingOf(table: Omit<Table, 'rows'>, headerRow: number): Reading {
  const { format, encoding, separator, sheet, sheets } = table
  return { format, encoding, separator, sheet, sheets: [...sheets], headerRow }
}

export interface RowExtras {
  readonly changes: ImportRow['changes']
  readonly alike: ImportRow['alike']
}
const noExtras: RowExtras = { changes: [], alike: [] }

export function previewOf(
  { reading, list }: { readonly reading: Reading; readonly list: Pick<ReadList, 'columns'> },
  plan: readonly PlannedRow[],
  extras: (planned: PlannedRow) => RowExtras = () => noExtras,
): Preview {
  // [A5] Who asked not to be contacted is counted and not named, not even by a line.
  const named = plan.filter(({ row }) => row.reason !== 'opposed')
  const rows = named.map((planned) => rowOf(planned, extras(planned)))
  const opposed = plan.length - named.length
  return { reading, columns: [...list.columns], rows, ...countRows(rows, opposed) }
}

export function countRows(
  rows: readonly ImportRow[],
  opposed: number,
): Pick<Preview, 'summary' | 'notCarded'> {
  const summary = {
    rows: rows.length + opposed,
    create: 0,
    update: 0,
    unchanged: 0,
    notCarded: opposed,
  }
  const notCarded: Partial<Record<NotCardedReason, number>> = opposed > 0 ? { opposed } : {}
  for (const { outcome, reason } of rows) {
    summary[outcome]++
    if (reason !== null) notCarded[reason] = (notCarded[reason] ?? 0) + 1
  }
  return { summary, notCarded }
}

function rowOf(
  { row, outcome, received, notes }: PlannedRow,
  { changes, alike }: RowExtras,
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
    postCode: youth.postCode,
    notes: [...notes],
    sameAsLine: row.sameAsLine,
    card: received?.card ?? null,
    changes,
    alike,
    decision: row.decision,
  }
}

/** Errors that somebody may still want to correct after the list was applied. */
const repairable: ReadonlySet<NotCardedReason | null> = new Set([
  'bad-date',
  'missing-identity',
  'unreadable-phone-only',
])

/**
 * The preview without what it says of people: after an import, names stand on cards and nowhere else. Rows in error keep
 * theirs until `forgetOldRows`, so that they can be downloaded and corrected.
 */
export function withoutPeople(preview: Preview, keepRepairable: boolean): Preview {
  const rows = preview.rows.map((row) =>
    keepRepairable && repairable.has(row.reason)
      ? row
      : {
          ...row,
          lastName: null,
          firstName: null,
          birthDate: null,
          phone: null,
          postCode: null,
          changes: [],
          alike: [],
          notes: row.notes.map(({ field, code }) => ({ field, code, value: null })),
        },
  )
  return {
    ...preview,
    rows,
    columns: preview.columns.map((column) => ({ ...column, examples: [] })),
  }
}
