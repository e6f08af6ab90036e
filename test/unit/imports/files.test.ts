import * as fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { guessSeparator, parseCsv } from '#server/imports/csv.ts'
import { decodeText } from '#server/imports/encoding.ts'
import { recogniseHeader } from '#server/imports/headers.ts'
import { findHeader } from '#server/imports/header-row.ts'
import { mapColumns } from '#server/imports/mapping.ts'
import { readTable } from '#server/imports/read-table.ts'
import { csvCell, rejectedCsv } from '#server/imports/rejected.ts'

const bytes = (text: string, encoding = 'utf-8') => new Uint8Array(iconv.encode(text, encoding))
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
const cellsOf = (text: string) => parseCsv(text, null).rows.map((row) => row.cells)

describe('encoding', () => {
  test('[1] Windows-1252 keeps ’ – œ € «, which Node’s own decoder loses', () => {
    const text = 'l’été – œuvre 3 € « oui » Ÿ'
    expect(decodeText(bytes(text, 'windows-1252'), null)).toEqual({
      text,
      encoding: 'windows-1252',
    })
  })

  test('[1] UTF-8 with and without its mark, and UTF-16 of Excel', () => {
    expect(decodeText(bytes('é;à'), null)).toEqual({ text: 'é;à', encoding: 'utf-8' })
    expect(decodeText(bytes('\uFEFFé;à'), null)).toEqual({ text: 'é;à', encoding: 'utf-8' })
    expect(decodeText(bytes('\uFEFFé;à', 'utf-16le'), null)).toEqual({
      text: 'é;à',
      encoding: 'utf-16le',
    })
  })

  test('[1] MacRoman is read when somebody says so', () => {
    expect(decodeText(bytes('Maëlys’', 'macintosh'), 'macintosh').text).toBe('Maëlys’')
  })
})

describe('CSV', () => {
  test('[1] a quoted cell holds separators, line breaks and doubled quotes, on one line of the sheet', () => {
    const { rows } = parseCsv('a;b\r\n1;"x ; y\nz ""q"""\r\n2;t\r\n', null)
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', 'x ; y\nz "q"'] },
      { line: 3, cells: ['2', 't'] },
    ])
  })

  test('[1] sep=; is an instruction, not a row, and its line counts', () => {
    expect(parseCsv('sep=;\r\na;b\r\n', null)).toEqual({
      separator: ';',
      rows: [{ line: 2, cells: ['a', 'b'] }],
    })
    expect(parseCsv('sep=,\na,b\n', null).separator).toBe(',')
  })

  test('[1] empty lines are left out and counted', () => {
    expect(parseCsv('a;b\n\n;\nc;d', null).rows.map((row) => row.line)).toEqual([1, 4])
  })

  test.each([
    ['a,5;b,6\n1,5;2,6', ';'],
    ['nom;prenom\nA, B, C;D', ';'],
    ['nom,prenom\nA,B', ','],
    ['nom\tprenom\nA\tB', '\t'],
    ['"a;b",c\n"d;e",f', ','],
  ])('[1] the separator of %j is %j', (text, expected) => {
    expect(guessSeparator(text)).toBe(expected)
  })

  test('[1] what is written as CSV is read back', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', ';', '"', '\n', 'é', ',', ' '),
      maxLength: 8,
    })
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(table, (rows) => {
        const kept = rows.filter((cells) => cells.some((text) => text.trim() !== ''))
        const text = rows.map((cells) => cells.map(quote).join(';')).join('\r\n')
        expect(parseCsv(text, ';').rows.map((row) => row.cells)).toEqual(kept)
      }),
    )
  })

  test('[1] a quote that is never closed ends with the file', () => {
    expect(cellsOf('a;"b\nc')).toEqual([['a', 'b\nc']])
  })
})

const fieldsOf = (headers: string, ...rows: string[]) => {
  const [header, ...body] = parseCsv([headers, ...rows].join('\n'), ';').rows
  const columns = header ? mapColumns(header, body, { now: {}, before: {} }) : []
  return columns.map(({ field, state }) => `${field} ${state}`)
}

describe('headers', () => {
  test.each([
    ['NOM', 'lastName'],
    ['Prénom(s)', 'firstName'],
    ['Date de naissance', 'birthDate'],
    ['Né(e) le', 'birthDate'],
    ['Tél. portable', 'phone'],
    ['Téléphone 2', 'phone'],
    ['Tél. responsable légal', 'guardianPhone'],
    ['Tél. resp. légal 1', 'guardianPhone'],
    ['Nom resp. légal 1', 'guardianName'],
    ['Responsable légal 2', 'guardianName'],
    ['Prénom du responsable légal', 'guardianName'],
    ['Tél / mail du responsable légal', 'guardianPhone'],
    ['Courriel', 'email'],
    ["Établissement d'origine", 'schoolName'],
    ['Commune établissement', 'schoolCommune'],
    ['UAI origine', 'schoolUai'],
    ['Libellé MEF', 'programme'],
    ['Statut suivi', 'situation'],
    ['Accord contact ML', 'consent'],
    ['PSAD', 'territory'],
    ['Connu ML', 'known'],
    ["Date de l'appel", 'callDate'],
    ['Conseiller référent', 'advisor'],
    ['Antenne', 'site'],
  ])('[1] %s is recognised', (header, field) => {
    expect(recogniseHeader(header)).toEqual({ field, sure: true })
  })

  test.each([
    'N°',
    'Vague',
    'Date de mise à jour',
    "Date d'entrée",
    'Académie',
    'Nationalité',
    'NIR',
    'Téléphone du CFA',
    'Email responsable légal 1',
    'Adresse du responsable légal',
    'Mail parents',
    'Date de naissance du représentant légal',
    '',
  ])('[1] %j is read into nothing', (header) => {
    expect(recogniseHeader(header)).toBeNull()
  })

  test('[1] what only sounds like a field is doubtful', () => {
    expect(recogniseHeader('Téléphone (à vérifier)')).toEqual({ field: 'phone', sure: false })
  })

  test('[1] what is sure comes before what is doubtful, wherever they stand', () => {
    expect(fieldsOf('Nom du collège;Prénom;Nom', 'Moulins;Aminata;DIALLO')).toEqual([
      'null ignored',
      'firstName recognised',
      'lastName recognised',
    ])
    expect(fieldsOf('Nom du collège;Prénom', 'Moulins;Aminata')[0]).toBe('lastName doubtful')
  })
  test('[1] an empty column takes no field from one that says something', () => {
    expect(fieldsOf('Nom;Nom de famille;Prénom', ';DIALLO;Aminata')).toEqual([
      'null empty',
      'lastName recognised',
      'firstName recognised',
    ])
  })

  test('[1] the header is found under a title and an empty line', () => {
    const rows = parseCsv('Liste des jeunes;;\n\nNom;Prénom;Tél\nA;B;C', null).rows
    expect(findHeader(rows)?.line).toBe(3)
  })

  test('[1] a report of calls has no header of youths', () => {
    expect(
      findHeader(parseCsv('Jour;Appels;Jeunes joints;Accord ML;Commentaire\n1;2;3;4;5', null).rows),
    ).toBeNull()
  })
})

test('[1] where the likeliest separator gives no list, another one does', async () => {
  const text =
    'Liste ; semaine 15 ; acceptés ; vague 2 ; Paris\nNom,Prénom,Téléphone\nSOW,Awa,0639980011'
  const { separator, rows } = await readTable(bytes(text), {})
  expect(separator).toBe(',')
  expect(findHeader(rows)?.line).toBe(2)
})

test('[1] a page of the web named .xls says so', async () => {
  await expect(readTable(bytes('<html><table><tr><td>Nom'), {})).rejects.toMatchObject({
    code: 'file-web-page',
  })
})

test('[1] no cell of the rejected rows can start a formula', () => {
  expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`)
  for (const start of ['+33', '-1', '@a', '\tb']) expect(csvCell(start).startsWith("'")).toBe(true)
  expect(csvCell('a;b')).toBe('"a;b"')
  expect(rejectedCsv([], { columns: [], choices: {} })).toBe(
    '\uFEFFLigne;Motif du rejet;Même jeune que la ligne;À orienter vers\r\n',
  )
})
