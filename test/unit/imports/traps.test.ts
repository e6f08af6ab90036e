import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { day } from '#shared/domain/day.ts'
import { readList, type ReadList } from '#server/imports/read-list.ts'
import { readTable } from '#server/imports/read-table.ts'
import { cellText, type TableRow } from '#server/imports/table.ts'
import { readExtract } from '#server/triage/read-extract.ts'
import { xlsxOf } from '#test/support/zip.ts'

// Traps of the synthetic lists and of the extract that are cells of their own; the others are in lists.test.ts.

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/lists/${name}`, import.meta.url))

interface Read {
  readonly cells: ReadonlyMap<number, TableRow['cells']>
  readonly header: TableRow['cells']
  readonly list: ReadList
}

async function read(bytes: Buffer, receivedOn: string): Promise<Read> {
  const table = await readTable(bytes, {})
  const list = readList(table, {
    receivedOn: day.parse(receivedOn),
    mapping: {},
    saved: {},
    fixes: {},
  })
  const header = table.rows.find(({ line }) => line === list.headerRow)?.cells ?? []
  return { header, list, cells: new Map(table.rows.map(({ line, cells }) => [line, cells])) }
}
const youthAt = ({ list }: Read, line: number) => {
  const row = list.rows.find((one) => one.line === line)
  if (!row) throw new Error(`no line ${line}`)
  return row.youth
}
/** What the file holds under a header, by line. */
function column(
  { header, cells, list }: Read,
  name: string,
): Map<number, TableRow['cells'][number]> {
  const at = header.findIndex((cell) => cellText(cell) === name)
  return new Map(list.rows.map(({ line }) => [line, cells.get(line)?.[at] ?? null]))
}

let week: Read
let autumn: Read
beforeAll(async () => {
  week = await read(fixture('operateur_2020-S17.xlsx'), '2020-04-24')
  autumn = await read(fixture('siei_2019-11.csv'), '2019-12-03')
})

describe('S17', () => {
  test('[1] one cell with two numbers is a text among numbers, and both are kept', () => {
    const texts = [...column(week, 'Téléphone')].filter(([, cell]) => typeof cell === 'string')
    expect(texts).toEqual([[21, '0639988212 / 0639983387']])
    expect(youthAt(week, 21).phones.map(({ e164 }) => e164)).toEqual([
      '+33639988212',
      '+33639983387',
      '+33199005604',
    ])
  })

  test('[1] one date is a text among Excel’s days, and is read day first', () => {
    const texts = [...column(week, 'Date de naissance')].filter(
      ([, cell]) => typeof cell === 'string',
    )
    expect(texts).toEqual([[8, '23/04/2002']])
    expect(youthAt(week, 8).birthDate).toBe('2002-04-23')
  })
})

describe('SIEI 2019-11', () => {
  test.each([
    [113, 200, ['Brieuc', 'Souad']],
    [174, 536, ['Nolan', 'Nicolas']],
    [226, 427, ['Wassim', 'Serkan']],
  ])('[1] twins of lines %i and %i share a phone, and are two cards', (one, other, firstNames) => {
    const [a, b] = [youthAt(autumn, one), youthAt(autumn, other)]
    expect([a.firstName, b.firstName]).toEqual(firstNames)
    expect(a).toMatchObject({ lastName: b.lastName, birthDate: b.birthDate })
    expect(a.phones[0]?.e164).toBe(b.phones[0]?.e164)
    const reasons = autumn.list.rows.filter(({ line }) => line === one || line === other)
    expect(reasons.map(({ reason }) => reason)).toEqual([null, null])
  })

  test.each([
    [46, '+33639980304'],
    [709, '+33639988891'],
    [744, '+33639981610'],
  ])('[1] line %i: a mobile in the column of the home is the youth’s number', (line, e164) => {
    expect(column(autumn, 'Tél. portable').get(line)).toBe('')
    expect(cellText(column(autumn, 'Tél. domicile').get(line) ?? null)).toBe(`0${e164.slice(3)}`)
    const own = youthAt(autumn, line).phones.filter(({ owner }) => owner === 'youth')
    expect(own.map((phone) => phone.e164)).toEqual([e164])
  })

  test('[1] a PSAD that is written otherwise is kept as written, and one that is missing stops nobody', () => {
    const named = column(autumn, 'PSAD')
    const written = [
      'PSAD MARSEILLE-NORD',
      'PSAD MARSEILLE CENTRE SUD',
      'PSAD AUBAGNE',
      'PSAD AIX',
      'PSAD ETANG DE BERRE',
    ]
    for (const name of written) {
      const lines = [...named].filter(([, cell]) => cell === name).map(([line]) => line)
      expect(lines.length).toBeGreaterThan(0)
      for (const line of lines) expect(youthAt(autumn, line).territory).toBe(name)
    }
    const missing = autumn.list.rows.filter(({ line }) => named.get(line) === '')
    expect(missing).toHaveLength(13)
    expect(
      missing.every(({ youth, notes }) => youth.territory === null && notes.length === 0),
    ).toBe(true)
    expect(missing.some(({ reason }) => reason === null)).toBe(true)
  })
})

describe('i-milo', () => {
  test('[2] mobiles are empty, or written with spaces: the first have none, the second have theirs', async () => {
    const table = await readTable(fixture('imilo_extrait.csv'), {})
    const { files } = readExtract(table, day.parse('2020-04-24'))
    const [header, ...rows] = table.rows
    const at = (name: string) => header?.cells.findIndex((cell) => cellText(cell) === name) ?? -1
    const said = (row: TableRow, name: string) => cellText(row.cells[at(name)] ?? null)
    const phonesOf = new Map(files.map(({ number, phones }) => [number, phones]))
    const spaced = rows.filter((row) => said(row, 'Mobile').includes(' '))
    const silent = rows.filter((row) => said(row, 'Mobile') === '' && said(row, 'Téléphone') === '')
    expect(spaced.length).toBeGreaterThan(300)
    for (const row of spaced) {
      const e164 = `+33${said(row, 'Mobile').replaceAll(' ', '').slice(1)}`
      expect(phonesOf.get(said(row, 'N° dossier'))).toContain(e164)
    }
    expect(silent.length).toBeGreaterThan(0)
    for (const row of silent) expect(phonesOf.get(said(row, 'N° dossier'))).toEqual([])
  })
})

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`

test('[1] of a formula in a workbook its last value is read, and no formula is run', async () => {
  const head = ['Nom', 'Prénom', 'Date de naissance', 'Téléphone'].map(text).join('')
  const computed = [
    '<c t="str"><f>UPPER("diallo")</f><v>DIALLO</v></c>',
    '<c t="str"><f>HYPERLINK("http://example.org","Aminata")</f><v>Aminata</v></c>',
    '<c t="str"><f>TEXT(37015,"dd/mm/yyyy")</f><v>04/05/2001</v></c>',
    '<c><f>639980000+11</f><v>639980011</v></c>',
  ].join('')
  const { list } = await read(
    xlsxOf(`<row r="1">${head}</row><row r="2">${computed}</row>`),
    '2020-04-10',
  )
  expect(list.rows[0]?.youth).toMatchObject({
    lastName: 'DIALLO',
    firstName: 'Aminata',
    birthDate: '2001-05-04',
    phones: [{ e164: '+33639980011' }],
  })
})
