import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importAnswer } from '#shared/contracts/imports.ts'
import { problem } from '#shared/contracts/problem.ts'
import { fileFaults } from '#server/imports/faults.ts'
import type { Relance } from '#server/relance.ts'
import { aMember, type Importer } from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'
import { xlsxOf, xlsxRow, zip } from '#test/support/zip.ts'

// Files that want to harm, or that somebody sends by mistake. Each gets one code and one sentence; the server goes on.

let server: Relance
let coordinator: Importer
beforeAll(async () => {
  server = await startServer()
  coordinator = await aMember(server, { campaign: 'campaign-hostile', role: 'coordinator' })
})
afterAll(() => server.close())

const header = ['Nom', 'Prénom', 'Date de naissance', 'Téléphone']
const youth = ['DIALLO', 'Aminata', '04/05/2001', '0639980011']
const goodCsv = `${header.join(';')}\r\n${youth.join(';')}\r\n`
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024, 0x20)
const goodSheet = xlsxRow(1, header) + xlsxRow(2, youth)

const oldExcel = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)])
const protectedExcel = Buffer.concat([oldExcel, Buffer.from('EncryptedPackage', 'utf16le')])
const farCell = `${goodSheet}<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>`
const columns200 = Array.from({ length: 200 }, (_, index) => `Colonne ${index}`)

const utf16 = (text: string) =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
const pdf = Buffer.from(
  `%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\n${'stream\x00\x01\x02\x03endstream\n'.repeat(50)}`,
  'latin1',
)
/** One long text that every cell of the sheet names: the file is small, what is read of it is not. */
const oneTextEverywhere = xlsxOf(
  xlsxRow(1, [...header, 'Adresse', 'Commentaire', 'Formation']) +
    Array.from({ length: 59_000 }, (_, at) => sharedRow(at + 2)).join(''),
  [
    {
      name: 'xl/sharedStrings.xml',
      data: Buffer.from(
        `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>${'mot '.repeat(8000)}</t></si></sst>`,
      ),
    },
  ],
)
function sharedRow(line: number): string {
  const cells = ['A', 'B', 'E', 'F', 'G'].map(
    (column) => `<c r="${column}${line}" t="s"><v>0</v></c>`,
  )
  return `<row r="${line}">${cells.join('')}</row>`
}

const hostile: readonly (readonly [string, string, Buffer, keyof typeof fileFaults])[] = [
  ['an empty file', 'vide.csv', Buffer.alloc(0), 'file-empty'],
  ['a file of spaces', 'vide.csv', Buffer.from(' \r\n \r\n'), 'file-empty'],
  ['the old Excel format', 'liste.xls', oldExcel, 'file-old-excel'],
  ['the old Excel format under another name', 'liste.xlsx', oldExcel, 'file-old-excel'],
  ['a workbook with a password', 'liste.xlsx', protectedExcel, 'file-protected'],
  [
    'a web page named .xls',
    'liste.xls',
    Buffer.from('<html><body><table><tr><td>Nom</td></tr></table>'),
    'file-web-page',
  ],
  [
    'a picture named .csv',
    'liste.csv',
    Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 37) % 256)),
    'file-not-a-list',
  ],
  ['a PDF named .csv', 'liste.csv', pdf, 'file-not-a-list'],
  ['a PDF named .xlsx', 'liste.xlsx', pdf, 'file-not-a-list'],
  ['a text of NULs', 'liste.csv', Buffer.alloc(20_000), 'file-not-a-list'],
  [
    'NULs between the letters of a list',
    'liste.csv',
    Buffer.from(goodCsv.split('').join('\0')),
    'file-not-a-list',
  ],
  [
    'a letter of OpenOffice named .ods',
    'liste.ods',
    zip([{ name: 'mimetype', data: Buffer.from('application/vnd.oasis.opendocument.text') }]),
    'file-not-a-list',
  ],
  [
    'an .ods that is no spreadsheet inside',
    'liste.ods',
    zip([{ name: 'content.xml', data: Buffer.from('<office:document/>') }]),
    'file-damaged',
  ],
  [
    'one long text in every cell of 59,000 rows',
    'liste.xlsx',
    oneTextEverywhere,
    'file-unpacks-too-large',
  ],
  ['a zip that says it holds more entries than it does', 'liste.xlsx', lyingZip(), 'file-damaged'],
  [
    'a zip that is no workbook',
    'liste.xlsx',
    zip([{ name: 'a.txt', data: Buffer.from('a') }]),
    'file-not-a-list',
  ],
  ['a workbook cut short', 'liste.xlsx', xlsxOf(goodSheet).subarray(0, 900), 'file-damaged'],
  ['a workbook of broken XML', 'liste.xlsx', xlsxOf('<row r="1"><c><v>'), 'file-no-header'],
  [
    'a zip bomb',
    'liste.xlsx',
    xlsxOf(goodSheet, [{ name: 'xl/media/a.bin', data: zeros(150) }]),
    'file-unpacks-too-large',
  ],
  [
    'a zip bomb that lies about its size',
    'liste.xlsx',
    xlsxOf(goodSheet, [{ name: 'xl/media/a.bin', data: zeros(150), claimedSize: 1000 }]),
    'file-unpacks-too-large',
  ],
  ['one cell at the far corner', 'liste.xlsx', xlsxOf(farCell), 'file-too-many-columns'],
  ['200 columns', 'liste.csv', Buffer.from(`${columns200.join(';')}\r\n`), 'file-too-many-columns'],
  [
    '200 columns in a workbook',
    'liste.xlsx',
    xlsxOf(xlsxRow(1, columns200)),
    'file-too-many-columns',
  ],
  [
    'a cell of a megabyte',
    'liste.csv',
    Buffer.from(`${goodCsv}DIALLO;${'a'.repeat(1_000_000)};;\r\n`),
    'file-cell-too-large',
  ],
  [
    'a quote that is never closed',
    'liste.csv',
    Buffer.from(`${goodCsv}"${'a;b\r\n'.repeat(20_000)}`),
    'file-cell-too-large',
  ],
  [
    '61,000 rows',
    'liste.csv',
    Buffer.from(goodCsv + 'DIALLO;Aminata;04/05/2001;0639980011\r\n'.repeat(61_000)),
    'file-too-many-rows',
  ],
  ['more than 25 MB', 'liste.csv', Buffer.alloc(25 * 1024 * 1024 + 1, 'a'), 'file-too-large'],
  [
    'a letter',
    'lettre.csv',
    Buffer.from('Madame, Monsieur,\r\nveuillez trouver la liste.\r\n'),
    'file-no-header',
  ],
  ['a header alone', 'liste.csv', Buffer.from(`${header.join(';')}\r\n`), 'file-no-rows'],
]

function lyingZip(): Buffer {
  const bytes = xlsxOf(goodSheet)
  bytes.writeUInt16LE(900, bytes.length - 12)
  return bytes
}

describe('a file that cannot be read', () => {
  test.each(hostile)(
    '[1] %s is refused with one clear sentence',
    async (_, ...[name, bytes, code]) => {
      const { status, body } = await coordinator.send({ name, bytes })
      expect(problem.parse(body)).toMatchObject({ code, title: fileFaults[code] })
      expect(status).toBe(422)
    },
  )

  test('[1] nothing of the refused files is kept', async () => {
    const [row] = await server.sql<{ kept: number }[]>`select count(*)::int as kept from import`
    expect(row?.kept).toBe(0)
  })
})

describe('the server', () => {
  test('[1] answers others while it reads a bomb, and its memory stays bounded', async () => {
    const before = process.memoryUsage().rss
    const bomb = xlsxOf(goodSheet, [
      { name: 'xl/media/a.bin', data: zeros(90) },
      { name: 'xl/media/b.bin', data: zeros(90) },
    ])
    const sending = Promise.all(
      [1, 2, 3].map(() => coordinator.send({ name: 'liste.xlsx', bytes: bomb })),
    )
    const bombs = { read: false }
    const read = sending.finally(() => {
      bombs.read = true
    })
    let answeredMeanwhile = 0
    while (!bombs.read) {
      expect((await coordinator.fetch('/imports')).status).toBe(200)
      answeredMeanwhile += 1
    }
    expect((await read).map(({ status }) => status)).toEqual([422, 422, 422])
    // One by one: a thread that blocked the others would let none or one of them through.
    expect(answeredMeanwhile).toBeGreaterThan(3)
    // Three threads of a bounded unpacking each; without the bound this file alone takes 1.3 GB.
    expect(process.memoryUsage().rss - before).toBeLessThan(900 * 1024 * 1024)
  })

  test('[1] reads a good list after all that', async () => {
    const { status, body } = await coordinator.send({
      name: 'liste.csv',
      bytes: Buffer.from(goodCsv),
      receivedOn: '2020-04-10',
    })
    expect(status).toBe(201)
    expect(importAnswer.parse(body).summary).toEqual({
      rows: 1,
      create: 1,
      update: 0,
      unchanged: 0,
      notCarded: 0,
    })
  })

  test('[1] reads a list in UTF-16, as Excel calls « Texte Unicode »', async () => {
    const text = goodCsv.replaceAll(';', '\t')
    const { status, body } = await coordinator.send({ name: 'liste.txt', bytes: utf16(text) })
    expect(status).toBe(201)
    expect(importAnswer.parse(body)).toMatchObject({
      reading: { encoding: 'utf-16le', separator: '\t' },
      rows: [{ lastName: 'DIALLO', firstName: 'Aminata', phone: '+33639980011' }],
    })
  })

  test('[1] cells that make slow patterns slow are read in a moment', async () => {
    const slow = [
      `${'0 '.repeat(10_000)}x`,
      '06 39 98 '.repeat(3000),
      `${'a'.repeat(20_000)}@${'a'.repeat(10_000)}`,
      '@.'.repeat(15_000),
      `${' '.repeat(30_000)}x`,
      '1/'.repeat(15_000),
      'ou '.repeat(10_000),
      '-'.repeat(32_000),
    ]
    const columns = [
      'Nom',
      'Prénom',
      'Date de naissance',
      'Téléphone',
      'Email',
      'Adresse',
      'Code postal',
      'Ville',
      'INE',
      'Souhait',
      'Commentaire',
    ]
    const rows = slow.map((cell) => columns.map(() => cell).join(';'))
    const bytes = Buffer.from(`${columns.join(';')}\r\n${rows.join('\r\n')}\r\n`)
    const startedAt = performance.now()
    const { status, body } = await coordinator.send({ name: 'liste.csv', bytes })
    expect(status).toBe(201)
    expect(importAnswer.parse(body).summary.rows).toBe(slow.length)
    // Far below the time that a reading is given; a pattern that backtracks takes minutes here.
    expect(performance.now() - startedAt).toBeLessThan(20_000)
  })

  test('[1] a thread that a file has killed is replaced: the next file is read', async () => {
    const good = { name: 'liste.csv', bytes: Buffer.from(goodCsv), receivedOn: '2020-04-10' }
    const bombs = [oneTextEverywhere, oneTextEverywhere].map((bytes) =>
      coordinator.send({ name: 'liste.xlsx', bytes }),
    )
    const [read] = await Promise.all([coordinator.send(good), ...bombs])
    expect(read.status).toBe(201)
    const again = performance.now()
    expect((await coordinator.send(good)).status).toBe(201)
    expect(performance.now() - again).toBeLessThan(20_000)
  })

  test('[1] a preview of a few rows is answered in well under a second once a thread is warm', async () => {
    const good = { name: 'liste.csv', bytes: Buffer.from(goodCsv), receivedOn: '2020-04-10' }
    await coordinator.send(good)
    const times: number[] = []
    for (let i = 0; i < 5; i++) {
      const startedAt = performance.now()
      expect((await coordinator.send(good)).status).toBe(201)
      times.push(performance.now() - startedAt)
    }
    expect(Math.min(...times)).toBeLessThan(500)
  })

  test('[1] formulas are texts: nothing is run, and what is given back cannot run', async () => {
    const formulas = `${header.join(';')}\r\n=1+1;=HYPERLINK("http://a");31/06/2002;+33639980011\r\n`
    const { body } = await coordinator.send({ name: 'liste.csv', bytes: Buffer.from(formulas) })
    const { id, notCarded, rows } = importAnswer.parse(body)
    expect(notCarded).toEqual({ 'bad-date': 1 })
    expect(rows[0]).toMatchObject({ lastName: '=1+1' })
    const csv = await (await coordinator.fetch(`/imports/${id}/rejected`)).text()
    expect(csv).toContain("'=1+1")
    expect(csv).not.toMatch(/(^|;)"?=/m)
  })
})
