import type { ImportField } from '#shared/contracts/imports.ts'
import { recogniseHeader } from './headers.ts'
import { cellText, type TableRow } from './table.ts'

/** Rows to look at: a title, a logo and a few lines of explanation may stand above it. */
export const headerWithin = 30

/** The row that names the columns of a list of youths, or null: it names a person, and at least three fields. */
export function findHeader(rows: readonly TableRow[]): TableRow | null {
  let best: { row: TableRow; score: number } | null = null
  for (const row of rows.slice(0, headerWithin)) {
    const fields = new Set<ImportField>()
    for (const cell of row.cells) {
      const recognised = recogniseHeader(cellText(cell))
      if (recognised?.sure) fields.add(recognised.field)
    }
    const named = fields.has('lastName') || fields.has('firstName') || fields.has('ine')
    if (named && fields.size >= 3 && fields.size > (best?.score ?? 0)) {
      best = { row, score: fields.size }
    }
  }
  return best?.row ?? null
}
