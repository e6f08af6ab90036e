import { writeXlsx } from 'hucre/xlsx'
import iconv from 'iconv-lite'
import { extractColumns, extractFiles } from './extract.ts'
import { columns, rows } from './weekly-list.ts'

/** The sample lists by file name, as their senders would write them. */
export async function samples(): Promise<Record<string, Uint8Array>> {
  return {
    'liste-hebdomadaire.csv': asCsv([columns, ...rows]),
    'liste-hebdomadaire.xlsx': await workbook(),
    'extrait-imilo.csv': asCsv([extractColumns, ...extractFiles]),
  }
}

/** As Excel in French saves it. */
function asCsv(table: readonly (readonly string[])[]): Uint8Array {
  return iconv.encode(table.map((row) => `${row.map(quoted).join(';')}\r\n`).join(''), 'win1252')
}

function quoted(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The same list as Excel would hold it: a title, a second sheet, numbers where Excel makes numbers. */
function workbook(): Promise<Uint8Array> {
  const fixed = new Date('2026-11-20T09:00:00Z')
  return writeXlsx({
    properties: { creator: 'Relance', created: fixed, modified: fixed },
    sheets: [
      {
        name: 'Semaine 47',
        rows: [
          ['Campagne de rappel, semaine 47 (personnes inventées)'],
          [],
          [...columns],
          ...rows.map((row) => row.map((cell, i) => asExcelHolds(cell, columns[i] ?? ''))),
        ],
      },
      {
        name: 'Bilan des appels',
        rows: [
          ['Appels passés', 212],
          ['Joints', 87],
        ],
      },
    ],
  })
}

function asExcelHolds(cell: string, column: string): string | number | null {
  if (cell === '') return null
  const phone = column.startsWith('Tél') && /^0?[67]\d{8}$/.test(cell)
  return phone || column === 'N°' || column === 'Code postal' ? Number(cell) : cell
}
