// What a file says in a row, as one text: sixty thousand rows of twenty texts each would be ten times the memory.

/** Unit separator: no cell that a person typed holds one. */
const between = '\u001f'

export function packCells(cells: readonly string[]): string {
  return cells.map((cell) => cell.replaceAll(between, ' ')).join(between)
}

export function unpackCells(packed: string): string[] {
  return packed === '' ? [] : packed.split(between)
}
