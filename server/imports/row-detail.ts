// One row of a preview, field by field: what the file says, what a person typed over it, and what is kept of it.
import type { ImportField, RowDetail } from '#shared/contracts/imports.ts'
import { importField } from '#shared/contracts/imports.ts'
import { keysOf } from '#shared/keys.ts'
import { factsOf } from './facts.ts'
import type { Line } from './lines.ts'
import type { ImportColumn } from './mapping.ts'
import { lineMark, readRow } from './read-row.ts'
import { leafOf, textOf } from './row-changes.ts'
import type { ImportRecord } from './store.ts'
import { correctPhones, readPhones } from './values/phones.ts'
import { readText } from './values/text.ts'
import type { ReadRow } from './youth.ts'

type Field = RowDetail['fields'][number]
type PhoneField = RowDetail['numbers'][number]['field']

/** Fields that every list should have: they can be typed where it has not. */
const expected: ReadonlySet<ImportField> = new Set(['lastName', 'firstName', 'birthDate'])

/** Reads the row anew from its cells, with everything that was typed over them. */
export function detailOf({ row, cells }: Line, record: ImportRecord): RowDetail {
  const { choices, preview, receivedOn } = record
  const columns = inOrder(preview.columns)
  const fixes = choices.fixes?.[row.line] ?? {}
  const numbers = choices.numbers?.[row.line] ?? {}
  const kept = cells ?? []
  const { levelScale } = preview.reading
  const typed = { fixes, numbers }
  const read = readRow(
    { line: row.line, cells: kept },
    { columns, receivedOn, levelScale, ...typed },
  )
  const listedIn = (field: ImportField) =>
    columns.flatMap((column) => (column.field === field ? [kept[column.index] ?? ''] : []))
  const isShown = (field: ImportField) =>
    expected.has(field) || columns.some((column) => column.field === field)
  return {
    row,
    fields: importField.options
      .filter((field) => !isPhone(field) && isShown(field))
      .map((field): Field => ({
        field,
        listed: listedIn(field).filter((text) => text.trim() !== ''),
        typed: fixes[field] ?? null,
        read: readOf(read, field),
      })),
    numbers: [
      ...(['phone', 'guardianPhone'] as const).flatMap((field) =>
        numbersIn(field, listedIn(field), numbers),
      ),
      ...(numbers[''] === undefined ? [] : [added(numbers[''])]),
    ],
  }
}

/** The columns that are imported, as the kept cells stand. */
function inOrder(columns: readonly ImportColumn[]): ImportColumn[] {
  return columns
    .filter(({ field }) => field !== null)
    .map((column, index) => Object.assign({}, column, { index }))
}

function isPhone(field: ImportField): field is PhoneField {
  return field === 'phone' || field === 'guardianPhone'
}

const ownerOf = { phone: 'youth', guardianPhone: 'guardian' } as const

function numbersIn(
  field: PhoneField,
  listed: readonly string[],
  typed: Readonly<Record<string, string>>,
): RowDetail['numbers'] {
  const owner = ownerOf[field]
  return listed
    .flatMap((cell) => readPhones(cell, owner))
    .map((phone) => ({
      field,
      raw: phone.raw,
      typed: typed[phone.raw] ?? null,
      read: correctPhones([phone], typed, owner).map(({ e164 }) => e164),
    }))
}

function added(text: string): RowDetail['numbers'][number] {
  const read = readPhones(text, 'youth').map(({ e164 }) => e164)
  return { field: 'phone', raw: '', typed: text, read }
}

/** What is kept of a field, as the preview writes values. */
function readOf({ youth, consent }: ReadRow, field: ImportField): string | null {
  if (field === 'consent') return textOf(consent)
  if (field === 'lastName' || field === 'firstName') return youth[field]
  if (field === 'address') return readText(youth.address.join(lineMark), 1000)
  const { dossier, board } = factsOf(youth)
  const onBoard = keysOf(board).find((key) => key === field)
  return textOf(onBoard ? board[onBoard] : leafOf(dossier, field))
}
