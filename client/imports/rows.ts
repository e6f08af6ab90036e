// What the check shows of each row, and which rows a filter keeps.
import { isFixable, isOpen, isSettled, isToLookAt } from '#shared/contracts/import-rows.ts'
import type { ImportRow } from '#shared/contracts/import-rows.ts'
import type { ImportField, ImportPatch, RowFilter } from '#shared/contracts/imports.ts'

/** The columns of the check, beside the line and what will be done. */
export const shownFields = ['lastName', 'firstName', 'birthDate', 'phone', 'postCode'] as const
export type ShownField = (typeof shownFields)[number]

/** What the server counts and pages by, for the rows that are at hand. */
export function keeps(filter: RowFilter, row: ImportRow): boolean {
  switch (filter) {
    case 'look':
      return isToLookAt(row) || isOpen(row)
    case 'duplicates':
      return isSettled(row) || isOpen(row)
    case 'notCarded':
    case 'update':
    case 'create':
      return row.outcome === filter
    case 'all':
      return true
  }
}

export interface Cell {
  /** As it will be kept, or as it stands in the file when it cannot be read. */
  readonly value: string | null
  /** Code of what is wrong or doubtful with it. */
  readonly note: string | null
  /** Stops the row from making a card. */
  readonly blocking: boolean
  readonly correctable: boolean
  /** The row's other numbers, which can be read and stay. */
  readonly others: readonly string[]
}

/** Said of the youth's card, not of what the cell holds: nothing to correct in the file. */
const aboutTheCard: ReadonlySet<string> = new Set([
  'agreement-withdrawn',
  'agreement-still-withdrawn',
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
    others: field === 'phone' ? readable(row).filter((number) => number !== value) : [],
  }
}

function readable({ phones }: ImportRow): string[] {
  return phones.flatMap(({ e164 }) => (e164 === null ? [] : [e164]))
}

/** What is typed over a cell. Of several numbers only the one that is shown is replaced. */
export function correctionOf(
  row: ImportRow,
  field: ShownField,
  typed: string,
): Pick<ImportPatch, 'fixes' | 'numbers'> {
  const { note, value } = cellOf(row, field)
  const line = String(row.line)
  if (field !== 'phone' || note === null || value === null) {
    return { fixes: { [line]: { [field]: typed } } }
  }
  return { numbers: { [line]: { [value]: typed } } }
}

/** Notes on fields that have no column of their own here, and on the youth's card. */
export function otherNotes(row: ImportRow): ImportRow['notes'] {
  const shown: readonly ImportField[] = shownFields
  return row.notes.filter((note) => !shown.includes(note.field) || aboutTheCard.has(note.code))
}

/** Notes on what a phone has no column for. */
export function narrowNotes(row: ImportRow): ImportRow['notes'] {
  const narrow: ReadonlySet<ImportField> = new Set(['birthDate', 'phone', 'postCode'])
  return row.notes.filter((note) => narrow.has(note.field) && !aboutTheCard.has(note.code))
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

/** How many digits stand in what is a French number but for those it lacks; null: it is none for another reason. */
export function digitsOf(phone: string): number | null {
  if (!/^0[\d\s.-]*[1-9]/.test(phone) || /[^\d\s.-]/.test(phone)) return null
  const digits = phone.replaceAll(/\D/g, '').length
  return digits > 3 && digits < 10 ? digits : null
}
