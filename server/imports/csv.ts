import { UnreadableFile } from './faults.ts'
import { maxCellLength, maxColumns, maxRows } from './limits.ts'
import { isBlank, type TableRow } from './table.ts'

export type Separator = ';' | ',' | '\t'
export const separators: readonly Separator[] = [';', '\t', ',']

/** Rows of a CSV text. A cell in quotes may hold separators, line breaks and doubled quotes; its row is one line. */
export function parseCsv(
  text: string,
  chosen: Separator | null,
): { readonly separator: Separator; readonly rows: readonly TableRow[] } {
  const declared = /^sep=(.)\r?\n/i.exec(text)
  // Papa and Excel's own readers take this line for a row; it is an instruction.
  const body = declared ? text.slice(declared[0].length) : text
  const separator =
    chosen ?? separators.find((candidate) => candidate === declared?.[1]) ?? guessSeparator(body)
  return { separator, rows: split(body, separator, declared ? 2 : 1) }
}

/** The separator most often seen outside quotes in the first lines; `;` wins ties, for a French list writes 2,5. */
export function guessSeparator(text: string): Separator {
  const counts = new Map<string, number>()
  let quoted = false
  let lines = 0
  for (const character of text.slice(0, 50_000)) {
    if (character === '"') quoted = !quoted
    else if (!quoted && character === '\n' && ++lines === 20) break
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  const seen = (separator: Separator) => counts.get(separator) ?? 0
  // A comma inside a text is common, so commas must clearly outnumber.
  if (seen(';') > 0 && seen(';') * 2 >= seen(',')) return ';'
  return separators.toSorted((a, b) => seen(b) - seen(a))[0] ?? ';'
}

/** A cell that our own files of rejected rows have kept from being a formula. */
const tamed = /^'[=+\-@\t\r]/

function split(text: string, separator: Separator, firstLine: number): TableRow[] {
  const rows: TableRow[] = []
  let cells: string[] = []
  let start = 0
  const endCell = (value: string) => {
    if (value.length > maxCellLength) throw new UnreadableFile('file-cell-too-large')
    if (cells.length >= maxColumns) throw new UnreadableFile('file-too-many-columns')
    cells.push(tamed.test(value) ? value.slice(1) : value)
  }
  let line = firstLine
  const endRow = () => {
    if (!cells.every(isBlank)) rows.push({ line, cells })
    if (rows.length > maxRows + 50) throw new UnreadableFile('file-too-many-rows')
    cells = []
    line++
  }
  let at = 0
  while (at < text.length) {
    if (text[at] === '"' && at === start) {
      const { value, end } = quotedCell(text, at)
      // Text between the closing quote and the separator belongs to the cell, as Excel reads it.
      const rest = endOfPlain(text, end, separator)
      endCell(value + text.slice(end, rest))
      at = rest
    } else {
      at = endOfPlain(text, at, separator)
      endCell(text.slice(start, at))
    }
    if (text[at] === separator) {
      start = ++at
      // A separator at the very end leaves an empty last cell.
      if (at === text.length) endCell('')
      continue
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    endRow()
    start = at
  }
  if (cells.length > 0) endRow()
  return rows
}

function quotedCell(text: string, open: number): { readonly value: string; readonly end: number } {
  let value = ''
  let from = open + 1
  for (;;) {
    const close = text.indexOf('"', from)
    // Never closed: a cut file. Everything that follows is this cell, and its size is checked.
    if (close < 0) return { value: value + text.slice(from), end: text.length }
    value += text.slice(from, close)
    if (text[close + 1] !== '"') return { value, end: close + 1 }
    value += '"'
    from = close + 2
  }
}

function endOfPlain(text: string, from: number, separator: string): number {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}
