// The only file that imports hucre: workbooks (.xlsx, .ods) as tables.
import { readOds } from 'hucre/ods'
import { readXlsx, streamXlsxRows } from 'hucre/xlsx'
import { dayFrom } from '#shared/domain/day.ts'
import { UnreadableFile } from './faults.ts'
import { maxCellLength, maxColumns, maxRows } from './limits.ts'
import { isBlank, type Cell, type TableRow } from './table.ts'

export interface Workbook {
  readonly sheets: readonly string[]
  /** Rows of a sheet, by its position: the first `most` that hold something, or all of them. */
  rows(sheet: number, most?: number): Promise<readonly TableRow[]>
}

/** A title and a few lines stand above the header; a sheet with more rows than that is too long. */
const mostRows = maxRows + 50

/** A workbook that `checkZip` has let through. Throws `UnreadableFile`, as its `rows` do. */
export async function openWorkbook(bytes: Uint8Array, format: 'xlsx' | 'ods'): Promise<Workbook> {
  return format === 'xlsx' ? openXlsx(bytes) : openOds(bytes)
}

async function openXlsx(bytes: Uint8Array): Promise<Workbook> {
  const sheets: string[] = []
  const noteName = ({ name }: { readonly name: string }) => {
    sheets.push(name)
    return false
  }
  await readXlsx(bytes, { sheets: noteName }).catch(refuse)
  return {
    sheets,
    // Row by row: the whole sheet at once takes twice the time and four times the memory.
    async rows(sheet, most = Infinity) {
      const kept: TableRow[] = []
      try {
        for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
          keepRow(kept, index, values)
          if (kept.length >= most) break
        }
      } catch (error) {
        refuse(error)
      }
      return kept
    },
  }
}

async function openOds(bytes: Uint8Array): Promise<Workbook> {
  // One row more than is allowed tells a sheet that is too long from one that fits.
  const workbook = await readOds(bytes, { maxRows: mostRows + 1 }).catch(refuse)
  return {
    sheets: workbook.sheets.map(({ name }) => name),
    async rows(sheet, most = Infinity) {
      const kept: TableRow[] = []
      for (const [index, row] of (workbook.sheets[sheet]?.rows ?? []).entries()) {
        keepRow(kept, index, row)
        if (kept.length >= most) break
      }
      return kept
    },
  }
}

function refuse(error: unknown): never {
  if (error instanceof UnreadableFile) throw error
  const grid = error instanceof Error && /cells|dimension|grid|exceed|column/i.test(error.message)
  throw new UnreadableFile(grid ? 'file-too-many-columns' : 'file-damaged', { cause: error })
}

function keepRow(kept: TableRow[], index: number, row: readonly unknown[]): void {
  let width = row.length
  while (width > 0 && isBlank(cellOf(row[width - 1]))) width--
  if (width > maxColumns) throw new UnreadableFile('file-too-many-columns')
  if (width === 0) return
  if (kept.length >= mostRows) throw new UnreadableFile('file-too-many-rows')
  kept.push({ line: index + 1, cells: row.slice(0, width).map(cellOf) })
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
