// What the check shows of each row, and which rows a filter keeps.
import type { ImportAnswer, ImportField } from '#shared/contracts/imports.ts'

export type ImportRow = ImportAnswer['rows'][number]

export const filters = ['look', 'notCarded', 'duplicates', 'update', 'create', 'all'] as const
export type RowFilter = (typeof filters)[number]

/** The columns of the check, beside the line and what will be done. */
export const shownFields = ['lastName', 'firstName', 'birthDate', 'phone', 'postCode'] as const
export type ShownField = (typeof shownFields)[number]

const fixableReasons: ReadonlySet<string> = new Set([
  'missing-identity',
  'bad-date',
  'unreadable-phone-only',
])

/** A row that makes no card for a fault that somebody can correct here. */
export function isFixable(row: ImportRow): boolean {
  return row.reason !== null && fixableReasons.has(row.reason)
}

/** Somebody may be the same youth, and nobody has decided yet. */
export function isOpen({ alike, decision }: ImportRow): boolean {
  return decision === null && alike.some((one) => !one.certain || one.where === 'elsewhere')
}

/** There is more to see of the row than its line holds. */
export function hasMore(row: ImportRow): boolean {
  return row.changes.length > 0 || row.alike.length > 0 || row.decision !== null
}

export function keeps(filter: RowFilter, row: ImportRow): boolean {
  switch (filter) {
    case 'look':
      return isFixable(row) || isOpen(row) || (row.outcome !== 'notCarded' && row.notes.length > 0)
    case 'notCarded':
      return row.outcome === 'notCarded'
    case 'duplicates':
      return row.reason === 'duplicate-in-file' || isOpen(row) || row.decision !== null
    case 'update':
      return row.outcome === 'update'
    case 'create':
      return row.outcome === 'create'
    case 'all':
      return true
  }
}

export function countByFilter(rows: readonly ImportRow[]): Readonly<Record<RowFilter, number>> {
  const counts = { look: 0, notCarded: 0, duplicates: 0, update: 0, create: 0, all: 0 }
  for (const row of rows) {
    for (const filter of filters) if (keeps(filter, row)) counts[filter] += 1
  }
  return counts
}

export interface Cell {
  /** As it will be kept, or as it stands in the file when it cannot be read. */
  readonly value: string | null
  /** Code of what is wrong or doubtful with it. */
  readonly note: string | null
  /** Stops the row from making a card. */
  readonly blocking: boolean
  readonly correctable: boolean
}

/** Said of the youth's card, not of what the cell holds: nothing to correct in the file. */
const aboutTheCard: ReadonlySet<string> = new Set([
  'agreement-withdrawn',
  'no-contact',
  'card-closed',
])

export function cellOf(row: ImportRow, field: ShownField): Cell {
  const note = row.notes.find((one) => one.field === field && !aboutTheCard.has(one.code))
  const value = note?.value ?? row[field]
  const missing = row.reason === 'missing-identity' && value === null
  const stops = isFixable(row) && (note !== undefined || missing)
  return {
    value,
    note: note?.code ?? null,
    blocking: stops,
    correctable: note !== undefined || missing || isFixable(row),
  }
}

/** Notes on fields that have no column of their own here, and on the youth's card. */
export function otherNotes(row: ImportRow): ImportRow['notes'] {
  const shown: readonly ImportField[] = shownFields
  return row.notes.filter((note) => !shown.includes(note.field) || aboutTheCard.has(note.code))
}

/** "+33639981234" → "06 39 98 12 34"; what is no French number stays as it stands. */
export function phoneText(phone: string): string {
  const [, digits] = /^\+33(\d{9})$/.exec(phone) ?? []
  return digits === undefined ? phone : `0${digits}`.replaceAll(/(\d{2})(?=\d)/g, '$1 ')
}

/** "2006-02-28" → "28/02/2006", as the lists write it; anything else stays as it stands. */
export function birthText(birth: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birth) ?? []
  return year === undefined ? birth : `${date}/${month}/${year}`
}
