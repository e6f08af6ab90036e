// The only file that imports hucre: workbooks (.xlsx, .ods) as tables.
import { readOds } from 'hucre/ods'
import { readXlsx } from 'hucre/xlsx'
import { dayFrom } from '#shared/domain/day.ts'
import { UnreadableFile } from './faults.ts'
import { maxCellLength, maxColumns, maxRows } from './limits.ts'
import { isBlank, type Cell, type TableRow } from './table.ts'

export interface Sheet {
  readonly name: string
  readonly rows: readonly TableRow[]
}

/** Every sheet of a workbook that `checkZip` has let through. */
export async function readWorkbook(bytes: Uint8Array, format: 'xlsx' | 'ods'): Promise<Sheet[]> {
  // One row more than is allowed tells a sheet that is too long from one that fits.
  const options = { maxRows: maxRows + 51 }
  const read = format === 'xlsx' ? readXlsx : readOds
  const workbook = await read(bytes, options).catch((error: unknown) => {
    const grid = error instanceof Error && /cells|dimension|grid|exceed/i.test(error.message)
    throw new UnreadableFile(grid ? 'file-too-many-columns' : 'file-damaged', { cause: error })
  })
  return workbook.sheets.map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet.rows) }))
}

function rowsOf(rows: readonly (readonly unknown[])[]): TableRow[] {
  const kept: TableRow[] = []
  for (const [index, row] of rows.entries()) {
    const cells = row.map(cellOf)
    while (cells.length > 0 && isBlank(cells.at(-1) ?? null)) cells.pop()
    if (cells.length > maxColumns) throw new UnreadableFile('file-too-many-columns')
    if (cells.length > 0) kept.push({ line: index + 1, cells })
  }
  if (kept.length > maxRows + 50) throw new UnreadableFile('file-too-many-rows')
  return kept
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  if (value instanceof Date) {
    // Excel's days have no time zone; hucre gives them as UTC.
    const day = dayFrom(value.getUTCFullYear(), value.getUTCMonth() + 1, value.getUTCDate())
    return day ? { day } : null
  }
  const text = typeof value === 'string' ? value : ''
  if (text.length > maxCellLength) throw new UnreadableFile('file-cell-too-large')
  return text
}
