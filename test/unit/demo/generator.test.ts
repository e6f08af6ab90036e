import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { missionLocale, platform, type Organisation } from '#server/demo/organisations.ts'
import { operatorList, sieiList } from '#server/demo/lists.ts'
import { createRandom } from '#server/demo/random.ts'
import { fictionNumbers, makeYouths, type Youth } from '#server/demo/youths.ts'
import { readList } from '#server/imports/read-list.ts'
import { readTable } from '#server/imports/read-table.ts'
import { day } from '#shared/domain/day.ts'
import { fold } from '#shared/domain/names.ts'
import { rows as sampleRows } from '#test/samples/weekly-list.ts'

const today = day.parse('2026-11-23')

function youthsOf(organisation: Organisation): Youth[][] {
  const numbers = fictionNumbers(...organisation.numbers)
  const { region, territories } = organisation
  return organisation.lists.map((list) =>
    makeYouths(list.rows, {
      random: createRandom(`${organisation.seed} ${list.name}`),
      region,
      territories,
      numbers,
      on: list.receivedOn,
      youngest: 16,
      oldest: 22,
    }),
  )
}

const both = [missionLocale(today), platform(today)]
const everybody = both.flatMap(youthsOf).flat()

const nameOf = (last: unknown, first: unknown) => `${fold(String(last))} ${fold(String(first))}`

test('the same day gives the same youths, and another day others', () => {
  expect(youthsOf(missionLocale(today))).toEqual(youthsOf(missionLocale(today)))
  const tomorrow = youthsOf(missionLocale(day.parse('2026-11-24'))).flat()
  expect(tomorrow.map((youth) => youth.firstName)).not.toEqual(
    everybody.slice(0, tomorrow.length).map((youth) => youth.firstName),
  )
})

test('the same lists have the same bytes', () => {
  const [first] = youthsOf(missionLocale(today))
  const write = () =>
    operatorList({
      name: 'a.csv',
      receivedOn: today,
      youths: first ?? [],
      random: createRandom('bytes'),
    })
  expect(Buffer.from(write().bytes)).toEqual(Buffer.from(write().bytes))
})

test('phones are of the ranges kept for fiction and e-mails of domains that nobody owns', () => {
  const phones = everybody.flatMap((youth) => [
    youth.mobile,
    youth.landline,
    youth.guardian?.phone ?? null,
  ])
  const written = phones.filter((phone) => phone !== null)
  const emails = everybody.map((youth) => youth.email).filter((email) => email !== null)
  expect(written.length).toBeGreaterThan(4000)
  expect(emails.length).toBeGreaterThan(1000)
  expect(written.filter((phone) => !/^0(63998|19900)\d{4}$/.test(phone))).toEqual([])
  expect(emails.filter((at) => !/^[a-z0-9.-]+@(exemple\.fr|example\.org)$/.test(at))).toEqual([])
})

test('nobody shares a mobile but twins', () => {
  const mobiles = everybody.filter((youth) => youth.mobile !== null)
  const owners = new Map(mobiles.map((youth) => [youth.mobile, youth]))
  for (const youth of mobiles) {
    const owner = owners.get(youth.mobile)
    expect([youth.lastName, youth.birthDate]).toEqual([owner?.lastName, owner?.birthDate])
  }
  expect(everybody.filter((youth) => youth.twinOf !== null).length).toBeGreaterThan(20)
})

test('no youth of the demonstration stands in the lists of the tests or of docs/samples', async () => {
  const names = new Set(everybody.map((youth) => nameOf(youth.lastName, youth.firstName)))
  const births = new Set(everybody.map((y) => `${nameOf(y.lastName, y.firstName)} ${y.birthDate}`))
  expect(births.size).toBe(everybody.length)
  const files = [
    'operateur_2020-S15.csv',
    'operateur_2020-S16.csv',
    'operateur_2020-S17.xlsx',
    'siei_2019-11.csv',
    'siei_2020-03.xlsx',
  ]
  let compared = 0
  const common: string[] = []
  for (const file of files) {
    const bytes = await readFile(new URL(`../../fixtures/lists/${file}`, import.meta.url))
    const list = readList(await readTable(bytes, {}), {
      receivedOn: day.parse('2020-04-10'),
      mapping: {},
      saved: {},
      fixes: {},
    })
    for (const { youth } of list.rows) {
      compared++
      if (names.has(nameOf(youth.lastName, youth.firstName))) common.push(`${file} ${compared}`)
    }
  }
  for (const cells of sampleRows) if (names.has(nameOf(cells[4], cells[5]))) common.push('samples')
  expect(common).toEqual([])
  expect(compared).toBeGreaterThan(4200)
  // A workbook of 3,300 rows is read: seconds, on a busy machine.
}, 30_000)

test.each(both.map((organisation) => [organisation.template, organisation] as const))(
  'the lists of the %s are read whole: every column is recognised or left aside on purpose',
  async (_, organisation) => {
    const write = organisation.region === 'paris' ? operatorList : sieiList
    let cards = 0
    for (const [i, youths] of youthsOf(organisation).entries()) {
      const list = organisation.lists[i]
      if (!list) throw new Error('a list for each batch of youths')
      const random = createRandom(list.name)
      const file = write({ name: list.name, receivedOn: list.receivedOn, youths, random })
      const read = readList(await readTable(file.bytes, {}), {
        receivedOn: list.receivedOn,
        mapping: {},
        saved: {},
        fixes: {},
      })
      expect(read.columns.filter((column) => column.state === 'doubtful')).toEqual([])
      expect(read.rows.filter((row) => row.reason === 'duplicate-in-file')).toEqual([])
      cards += read.rows.filter((row) => row.reason === null).length
    }
    const [least, most] = organisation.template === 'platform' ? [3250, 3345] : [960, 1040]
    expect(cards).toBeGreaterThan(least)
    expect(cards).toBeLessThan(most)
  },
  30_000,
)
