import type { Day } from '#shared/domain/day.ts'

/** A cell as the file holds it: what was typed, a number, a date of Excel, or nothing. */
export type Cell = string | number | { readonly day: Day } | null

export interface TableRow {
  /** Line in the sheet as a spreadsheet numbers it, from 1. */
  readonly line: number
  readonly cells: readonly Cell[]
}

/** One sheet of a file. Empty rows are left out; lines say where the others stood. */
export interface Table {
  readonly format: 'csv' | 'xlsx' | 'ods'
  readonly encoding: string | null
  readonly separator: string | null
  readonly sheet: string | null
  readonly sheets: readonly string[]
  readonly rows: readonly TableRow[]
}

/** The cell as a person would read it: without what nobody sees and no database keeps. */
export function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell.replace(unkeepable, '')
  // Never 2.4E+10: identifiers that Excel keeps as numbers keep every digit.
  if (typeof cell === 'number')
    return Number.isInteger(cell) ? BigInt(cell).toString() : String(cell)
  return cell.day.split('-').toReversed().join('/')
}

/** Zero characters and halves of a pair, which a workbook can write as `_x0000_`. */
const unkeepable = /[\0\p{Surrogate}]/gu

export function isBlank(cell: Cell): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '')
}
