import { fold } from '#shared/domain/names.ts'
import type { importColumn, ImportField } from '#shared/contracts/imports.ts'
import type { z } from 'zod'
import { recogniseHeader } from './headers.ts'
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
 * its name says. A field that one column fills is not filled by a second.
 */
export function mapColumns(
  header: TableRow,
  rows: readonly TableRow[],
  choices: { readonly now: Mapping; readonly before: Mapping },
): ImportColumn[] {
  const width = rows.reduce((most, row) => Math.max(most, row.cells.length), header.cells.length)
  const chosen = (index: number) => choices.now[index] ?? choices.before[index]
  const isChosen = (index: number) =>
    String(index) in choices.now || String(index) in choices.before
  const taken = new Set<ImportField>()
  for (let index = 0; index < width; index++) {
    const field = isChosen(index) ? chosen(index) : null
    if (field) taken.add(field)
  }
  return Array.from({ length: width }, (_, index) => {
    const name = cellText(header.cells[index] ?? null)
    const examples = examplesOf(rows, index)
    const base = { index, header: name.slice(0, 200), examples }
    if (String(index) in choices.now) {
      return { ...base, field: choices.now[index] ?? null, state: 'chosen' as const }
    }
    if (String(index) in choices.before) {
      return { ...base, field: choices.before[index] ?? null, state: 'chosen' as const }
    }
    const recognised = recogniseHeader(name)
    const free = recognised && (repeatable.has(recognised.field) || !taken.has(recognised.field))
    if (recognised && free) taken.add(recognised.field)
    const field = recognised && free ? recognised.field : null
    if (examples.length === 0) return { ...base, field, state: 'empty' as const }
    if (!recognised || !free) return { ...base, field: null, state: 'ignored' as const }
    return {
      ...base,
      field,
      state: recognised.sure ? ('recognised' as const) : ('doubtful' as const),
    }
  })
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
