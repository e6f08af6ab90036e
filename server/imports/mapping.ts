import { fold } from '#shared/domain/names.ts'
import type { importColumn, ImportField } from '#shared/contracts/imports.ts'
import type { z } from 'zod'
import { recogniseHeader, type RecognisedHeader } from './headers.ts'
import { cellText, isBlank, type TableRow } from './table.ts'

export type ImportColumn = z.infer<typeof importColumn>
/** Column position → field, or null for "Ne pas importer". */
export type Mapping = Readonly<Record<string, ImportField | null>>

/** Fields that several columns may fill together. */
const repeatable: ReadonlySet<ImportField> = new Set([
  'phone',
  'guardianPhone',
  'guardianName',
  'address',
  'situation',
  'slots',
  'comment',
  'programme',
])

/** How choices about columns are kept: by folded name, and `#2` for a second column of one name. */
export function headerNames(header: TableRow): string[] {
  const seen = new Map<string, number>()
  return header.cells.map((cell) => {
    const name = fold(cellText(cell)).slice(0, 200)
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name}#${count}`
  })
}

/** Choices by name of column, as choices by position in this header. A column without a name is nobody's. */
export function byPosition(headers: readonly string[], saved: Mapping): Mapping {
  return Object.fromEntries(
    headers.flatMap((name, index) => {
      const field = name === '' || name.startsWith('#') ? undefined : saved[name]
      return field === undefined ? [] : [[String(index), field]]
    }),
  )
}

/**
 * What each column is read into: what was chosen now, else what was chosen for this source's lists before, else what
 * its name says. A field that one column fills is not filled by a second: what is sure comes before what is doubtful, and
 * a column that says something before one that is empty, wherever they stand.
 */
export function mapColumns(
  header: TableRow,
  rows: readonly TableRow[],
  choices: { readonly now: Mapping; readonly before: Mapping },
): ImportColumn[] {
  const width = rows.reduce((most, row) => Math.max(most, row.cells.length), header.cells.length)
  const found = Array.from({ length: width }, (_, index): Found => {
    const name = cellText(header.cells[index] ?? null)
    const examples = examplesOf(rows, index)
    const column = { index, header: name.slice(0, 200), examples, zeros: 0, rewritten: 0 }
    const chosen = [choices.now, choices.before].find((mapping) => String(index) in mapping)
    return { column, chosen: chosen && (chosen[index] ?? null), recognised: recogniseHeader(name) }
  })
  const fields = giveFields(found)
  return found.map((one) => {
    const field = fields.get(one.column.index) ?? null
    return Object.assign({}, one.column, { field, state: stateOf(one, field) })
  })
}

function stateOf(
  { column, chosen, recognised }: Found,
  field: ImportField | null,
): ImportColumn['state'] {
  if (chosen !== undefined) return 'chosen'
  if (column.examples.length === 0) return 'empty'
  if (field === null) return 'ignored'
  return recognised?.sure === true ? 'recognised' : 'doubtful'
}

interface Found {
  readonly column: Omit<ImportColumn, 'field' | 'state'>
  /** What a person chose; undefined: nobody did. */
  readonly chosen: ImportField | null | undefined
  readonly recognised: RecognisedHeader | null
}

function giveFields(found: readonly Found[]): ReadonlyMap<number, ImportField> {
  const given = new Map<number, ImportField>()
  const taken = new Set<ImportField>()
  for (const { column, chosen } of found) {
    if (!chosen) continue
    given.set(column.index, chosen)
    taken.add(chosen)
  }
  const others = found.filter(({ chosen }) => chosen === undefined)
  for (const sure of [true, false]) {
    for (const isEmpty of [false, true]) {
      for (const { column, recognised } of others) {
        if (recognised?.sure !== sure || (column.examples.length === 0) !== isEmpty) continue
        const { field } = recognised
        if (taken.has(field) && !repeatable.has(field)) continue
        given.set(column.index, field)
        taken.add(field)
      }
    }
  }
  return given
}

function examplesOf(rows: readonly TableRow[], index: number): string[] {
  const examples: string[] = []
  for (const row of rows) {
    const cell = row.cells[index] ?? null
    if (isBlank(cell)) continue
    const text = cellText(cell).slice(0, 80)
    if (!examples.includes(text)) examples.push(text)
    if (examples.length === 3) break
  }
  return examples
}
