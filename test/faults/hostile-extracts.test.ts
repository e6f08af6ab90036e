// Files that harm, sent as an i-milo extract: one clear sentence each, and the triage, its extract and everybody else go on.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { problem } from '#shared/contracts/problem.ts'
import { fileFaults } from '#server/imports/faults.ts'
import type { Relance } from '#server/relance.ts'
import { cardNamed } from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'
import {
  aminataFile,
  anExtract,
  aTriage,
  someYouths,
  type TriageWorld,
} from '#test/support/triage.ts'
import { xlsxOf, xlsxRow, zip } from '#test/support/zip.ts'

vi.setConfig({ testTimeout: 180_000 })

let server: Relance
let world: TriageWorld
beforeAll(async () => {
  server = await startServer()
  world = await aTriage(server, { lists: [someYouths] })
  await world.load(anExtract(aminataFile))
  await world.matched()
})
afterAll(() => server.close())

const header = ['N° dossier', 'Nom', 'Prénom', 'Date de naissance', 'Conseiller référent']
const file = ['1000009', 'DIALLO', 'Aminata', '04/05/2001', 'HADDAD Nawel']
const goodSheet = xlsxRow(1, header) + xlsxRow(2, file)
const goodCsv = `${header.join(';')}\r\n${file.join(';')}\r\n`
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024, 0x20)
const bomb = (claimedSize?: number) =>
  xlsxOf(goodSheet, [
    { name: 'xl/media/a.bin', data: zeros(150), ...(claimedSize ? { claimedSize } : {}) },
  ])
const oldExcel = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)])
const pdf = Buffer.from(`%PDF-1.7\n${'stream\x00\x01\x02\x03endstream\n'.repeat(50)}`, 'latin1')
const columns200 = Array.from({ length: 200 }, (_, at) => `Colonne ${at}`)

/** One long text that every cell names: the file is small, what is read of it is not. */
function oneTextEverywhere(): Buffer {
  const columns = ['A', 'B', 'C', 'E']
  const rows = Array.from({ length: 59_000 }, (_, at) => {
    const cells = columns.map((column) => `<c r="${column}${at + 2}" t="s"><v>0</v></c>`)
    return `<row r="${at + 2}">${cells.join('')}</row>`
  })
  const text = `<si><t>${'mot '.repeat(8000)}</t></si>`
  const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  return xlsxOf(xlsxRow(1, header) + rows.join(''), [
    {
      name: 'xl/sharedStrings.xml',
      data: Buffer.from(`<sst xmlns="${spreadsheet}">${text}</sst>`),
    },
  ])
}

type Hostile = readonly [what: string, name: string, bytes: Buffer, code: keyof typeof fileFaults]
const hostile: readonly Hostile[] = [
  ['a zip bomb', 'extrait.xlsx', bomb(), 'file-unpacks-too-large'],
  ['a zip bomb that lies about its size', 'extrait.xlsx', bomb(1000), 'file-unpacks-too-large'],
  ['one long text in every cell', 'extrait.xlsx', oneTextEverywhere(), 'file-unpacks-too-large'],
  ['the old Excel format named .xlsx', 'extrait.xlsx', oldExcel, 'file-old-excel'],
  ['a PDF named .xlsx', 'extrait.xlsx', pdf, 'file-not-a-list'],
  ['a PDF named .csv', 'extrait.csv', pdf, 'file-not-a-list'],
  [
    'a zip that is no workbook',
    'extrait.xlsx',
    zip([{ name: 'a.txt', data: Buffer.from('a') }]),
    'file-not-a-list',
  ],
  ['a workbook cut short', 'extrait.xlsx', xlsxOf(goodSheet).subarray(0, 900), 'file-damaged'],
  [
    'a web page named .xls',
    'extrait.xls',
    Buffer.from('<html><body><table><tr><td>N° dossier</td></tr></table>'),
    'file-web-page',
  ],
  [
    'a cell of a megabyte',
    'extrait.csv',
    Buffer.from(`${goodCsv}1000010;${'a'.repeat(1_000_000)};;;\r\n`),
    'file-cell-too-large',
  ],
  [
    'one cell at the far corner',
    'extrait.xlsx',
    xlsxOf(
      `${goodSheet}<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>`,
    ),
    'file-too-many-columns',
  ],
  [
    '200 columns',
    'extrait.csv',
    Buffer.from(`${columns200.join(';')}\r\n`),
    'file-too-many-columns',
  ],
  [
    '61,000 files',
    'extrait.csv',
    Buffer.from(goodCsv + `${file.join(';')}\r\n`.repeat(61_000)),
    'file-too-many-rows',
  ],
  ['more than 25 MB', 'extrait.csv', Buffer.alloc(25 * 1024 * 1024 + 1, 'a'), 'file-too-large'],
  ['an empty file', 'extrait.csv', Buffer.alloc(0), 'file-empty'],
  [
    'a list of youths without file numbers',
    'liste.csv',
    Buffer.from('Nom;Prénom;Date de naissance\r\nSOW;Awa;01/02/2003\r\n'),
    'extract-no-number',
  ],
  ['a header alone', 'extrait.csv', Buffer.from(`${header.join(';')}\r\n`), 'file-no-rows'],
]

describe('an extract that cannot be read', () => {
  test.each(hostile)(
    '[2] %s is refused with one clear sentence',
    async (_, ...[name, bytes, code]) => {
      const { status, body } = await world.load({ name, bytes })
      expect(problem.parse(body)).toMatchObject({ code, title: fileFaults[code] })
      expect(status).toBe(422)
    },
  )

  test('[2] leaves the extract before it, and what it proposes, as they were', async () => {
    const queue = await world.matched()
    expect(queue).toMatchObject({ failed: null, extract: { files: 1, fileName: 'extrait.csv' } })
    const card = await cardNamed(world.coordinator, 'DIALLO')
    expect((await world.open(card)).candidates).toMatchObject([{ file: '1000001' }])
  })
})

describe('the server', () => {
  test('[2] answers others while it reads bombs, and its memory stays bounded', async () => {
    const before = process.memoryUsage().rss
    const sending = Promise.all(
      [bomb(), oneTextEverywhere(), bomb(1000)].map((bytes) =>
        world.load({ name: 'extrait.xlsx', bytes }),
      ),
    )
    const bombs = { read: false }
    const read = sending.finally(() => {
      bombs.read = true
    })
    let answeredMeanwhile = 0
    while (!bombs.read) {
      expect((await world.call(world.people.ines, '')).status).toBe(200)
      answeredMeanwhile += 1
    }
    expect((await read).map(({ status }) => status)).toEqual([422, 422, 422])
    expect(answeredMeanwhile).toBeGreaterThan(3)
    expect(process.memoryUsage().rss - before).toBeLessThan(900 * 1024 * 1024)
  })

  test('[2] reads formulas as texts: nothing is run, and what Excel kept of one is what it says', async () => {
    const link = '=HYPERLINK("http://a";"Nawel")'
    const rows = [
      xlsxRow(1, header),
      '<row r="2"><c t="inlineStr"><is><t>1000001</t></is></c>',
      '<c t="str"><f>UPPER("diallo")</f><v>DIALLO</v></c>',
      '<c t="inlineStr"><is><t>Aminata</t></is></c><c t="inlineStr"><is><t>04/05/2001</t></is></c>',
      `<c t="inlineStr"><is><t>${link.replaceAll('"', '&quot;')}</t></is></c></row>`,
    ]
    expect((await world.load({ name: 'extrait.xlsx', bytes: xlsxOf(rows.join('')) })).status).toBe(
      201,
    )
    await world.matched()
    const card = await cardNamed(world.coordinator, 'DIALLO')
    expect((await world.open(card)).candidates).toMatchObject([
      { file: '1000001', verdict: 'certain', advisor: link, referent: { kind: 'left' } },
    ])
  })
})
