import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#shared/domain/day.ts'
import { cardId } from '#shared/domain/ids.ts'
import { factsOf, saidBy, saidSince } from '#server/imports/facts.ts'
import { matchReceived, type PlannedRow } from '#server/imports/match-received.ts'
import { countedOf, countRows, readingOf } from '#server/imports/preview.ts'
import { readList, type ReadList } from '#server/imports/read-list.ts'
import { readTable } from '#server/imports/read-table.ts'
import type { Received } from '#server/imports/received.ts'
import { identityOf } from '#server/imports/same-youth.ts'

// The five synthetic lists, as they really arrive. Each trap that they hold is a test.

const count = z.number().int()
const expectedLists = z.array(
  z.object({
    file: z.string(),
    receivedOn: day,
    rows: count,
    cards: count,
    notCarded: z.record(z.string(), count),
    alreadyReceived: z.object({ updated: count, unchanged: count, either: count }),
  }),
)
const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/lists/${name}`, import.meta.url))
const expected = expectedLists.parse(JSON.parse(fixture('expected.json').toString('utf8')))

interface Read {
  readonly list: ReadList
  readonly plan: readonly PlannedRow[]
  readonly again: readonly PlannedRow[]
  readonly reading: ReturnType<typeof readingOf>
}
const lists = new Map<string, Read>()

beforeAll(async () => {
  let received: Received[] = []
  for (const { file, receivedOn } of expected) {
    if (file === 'siei_2019-11.csv') received = []
    const table = await readTable(fixture(file), {})
    const list = readList(table, { receivedOn, mapping: {}, saved: {}, fixes: {} })
    const plan = matchReceived(list.rows, received, receivedOn)
    received = carryOut(plan, { received, receivedOn })
    const again = matchReceived(list.rows, received, receivedOn)
    lists.set(file, { list, plan, again, reading: readingOf(table, list.headerRow) })
  }
}, 60_000)

/** The cards after an import, without a board. */
function carryOut(
  plan: readonly PlannedRow[],
  before: { received: readonly Received[]; receivedOn: Received['listedOn'] },
): Received[] {
  const after = new Map(before.received.map((card) => [card.card, card]))
  for (const { row, outcome, received } of plan) {
    if (outcome === 'notCarded' || outcome === 'unchanged') continue
    const said = saidBy(factsOf(row.youth))
    const identity = identityOf(row.youth)
    const card = received?.card ?? cardId.parse(`card-${after.size}`)
    after.set(card, {
      card,
      identity: {
        ...identity,
        phones: new Set([...(received?.identity.phones ?? []), ...identity.phones]),
      },
      who: { lastName: '', firstName: '', postCode: null },
      said: received ? saidSince(received.said, said) : said,
      listedOn: before.receivedOn,
      noContact: false,
      closed: false,
    })
  }
  return [...after.values()]
}

const of = (file: string): Read => {
  const read = lists.get(file)
  if (!read) throw new Error(`no list ${file}`)
  return read
}
const rowAt = (file: string, line: number) => {
  const row = of(file).list.rows.find((one) => one.line === line)
  if (!row) throw new Error(`no line ${line}`)
  return row
}
const counted = ({ plan }: Read) => countRows(plan.map(countedOf))

describe.each(expected)('$file', ({ file, rows, cards, notCarded, alreadyReceived }) => {
  test('[1] rows, cards and reasons are exactly those of the list', () => {
    const { summary, notCarded: reasons } = counted(of(file))
    expect(summary.rows).toBe(rows)
    expect(summary.create + summary.update + summary.unchanged).toBe(cards)
    expect(reasons).toEqual(notCarded)
  })

  test('[1] youths of earlier lists are updated or unchanged', () => {
    const { summary } = counted(of(file))
    const { updated, unchanged, either } = alreadyReceived
    expect(summary.update + summary.unchanged).toBe(updated + unchanged + either)
    expect(summary.update).toBeGreaterThanOrEqual(updated)
    expect(summary.unchanged).toBeGreaterThanOrEqual(unchanged)
  })

  test('[1] the same file twice changes nothing', () => {
    const { again } = of(file)
    const { summary } = countRows(again.map(countedOf))
    expect(summary).toMatchObject({ create: 0, update: 0, unchanged: cards })
  })
})

describe('the operator’s weekly lists', () => {
  const s15 = 'operateur_2020-S15.csv'
  const youth = (line: number) => rowAt(s15, line).youth
  const phonesOf = (line: number) => youth(line).phones.map(({ e164, owner }) => `${owner} ${e164}`)

  test('[1] Windows-1252 with ’ and – in the comments', () => {
    expect(of(s15).reading).toMatchObject({
      encoding: 'windows-1252',
      separator: ';',
      headerRow: 1,
    })
    expect(youth(3).comment).toBe('« veut voir quelqu’un vite » – mineur')
  })
  test('[1] a lost zero', () => expect(phonesOf(2)).toEqual(['youth +33639980011']))
  test('[1] two phones of a minor, and the guardian’s apart', () =>
    expect(phonesOf(3)).toEqual([
      'youth +33639980012',
      'youth +33199000012',
      'guardian +33639980013',
    ]))
  test('[1] two numbers in one cell', () =>
    expect(phonesOf(4)).toEqual(['youth +33639980014', 'youth +33639980015']))
  test('[1] PARIS 18 is Paris', () =>
    expect(youth(4)).toMatchObject({ commune: 'Paris', postCode: '75018' }))
  test('[1] a birth on 1 January is a birth', () => expect(youth(4).birthDate).toBe('2002-01-01'))
  test('[1] 23/7/2000', () => expect(youth(5).birthDate).toBe('2000-07-23'))
  test('[1] 6,3998E+08 with an e-mail is a card with a phone to repair', () => {
    expect(rowAt(s15, 6)).toMatchObject({ reason: null, youth: { email: 'tiago.dsf@exemple.fr' } })
    expect(phonesOf(6)).toEqual(['youth null'])
    expect(rowAt(s15, 6).notes).toEqual([
      { field: 'phone', code: 'phone-unreadable', value: '6,3998E+08' },
    ])
  })
  test('[1] twins of one phone, one of them without agreement', () => {
    expect(rowAt(s15, 7)).toMatchObject({ reason: 'no-consent', youth: { firstName: 'Hugo' } })
    expect(rowAt(s15, 9)).toMatchObject({ reason: null, youth: { firstName: 'Enzo' } })
  })
  test('[1] a two-digit year', () => expect(youth(14).birthDate).toBe('1999-07-01'))
  test('[1] NC, Néant and - are empty', () =>
    expect(youth(26)).toMatchObject({
      address: [],
      email: null,
      phones: [{ e164: '+33639981040' }],
    }))
  test('[1] no birth date makes a card', () =>
    expect(rowAt(s15, 27)).toMatchObject({ reason: null, youth: { birthDate: null } }))
  test('[1] a cell with ; a line break and quotes', () =>
    expect(youth(42).comment).toBe(
      'rappeler ; laisser un message\nne pas appeler le "fixe" avant 10 h',
    ))
  test('[1] no means of contact at all makes a card', () =>
    expect(rowAt(s15, 19)).toMatchObject({ reason: null, youth: { phones: [], email: null } }))
  test('[1] one youth twice, in other letters: the other phone is kept on the first', () => {
    expect(rowAt(s15, 59)).toMatchObject({ reason: 'duplicate-in-file', sameAsLine: 20 })
    expect(phonesOf(20)).toEqual(['youth +33639986680', 'youth +33639988675'])
  })
  test('[1] columns without a field are named and read into nothing', () => {
    const ignored = of(s15).list.columns.filter((column) => column.field === null)
    expect(ignored.map(({ header, state }) => `${header} ${state}`)).toEqual([
      'N° ignored',
      'Vague ignored',
      "Date de l'appel ignored",
    ])
  })
  test('[1] the agreement taken back in S16 points at the card that exists', () => {
    const row = of('operateur_2020-S16.csv').plan.find((planned) => planned.row.line === 20)
    expect(row?.received).not.toBeNull()
    expect(row).toMatchObject({
      outcome: 'notCarded',
      row: { reason: 'no-consent' },
      notes: [{ code: 'agreement-withdrawn' }],
    })
  })

  test('[1] S17: title, empty line, header; the sheet of calls is left alone', () => {
    expect(of('operateur_2020-S17.xlsx').reading).toMatchObject({
      format: 'xlsx',
      sheet: 'Liste S17',
      sheets: ['Liste S17', 'Bilan des appels'],
      headerRow: 3,
    })
  })
  test('[1] S17: a bare day number, numeric postcodes, phones without their zero', () => {
    expect(rowAt('operateur_2020-S17.xlsx', 4).youth).toMatchObject({
      birthDate: '2000-03-19',
      postCode: '75018',
      phones: [{ e164: '+33639980983' }],
    })
  })
  test('[1] S17: dates of Excel are days, not what the screen shows', () =>
    expect(rowAt('operateur_2020-S17.xlsx', 5).youth.birthDate).toBe('1999-04-07'))
  test('[1] S17: a number shown as 6,40E+08 holds every digit', () => {
    const phones = of('operateur_2020-S17.xlsx').list.rows.flatMap((row) => row.youth.phones)
    expect(phones.filter(({ e164 }) => e164 === null)).toEqual([])
  })
})

describe('the SIEI lists', () => {
  const autumn = 'siei_2019-11.csv'
  const spring = 'siei_2020-03.xlsx'

  test('[1] UTF-8 with its mark', () => expect(of(autumn).reading.encoding).toBe('utf-8'))
  test('[1] one pupil number on two persons gives two cards', () => {
    const cards = of(autumn).list.rows.filter(
      (row) => row.reason === null && row.youth.ine !== null,
    )
    const numbers = cards.map((row) => row.youth.ine)
    const shared = numbers.filter((number, index) => numbers.indexOf(number) !== index)
    expect(shared).toHaveLength(1)
  })
  test('[1] guardians of adults are not kept', () => {
    const adults = of(autumn).list.rows.filter((row) => (row.youth.birthDate ?? '') < '2001-12-03')
    expect(adults.length).toBeGreaterThan(100)
    expect(
      adults.every(
        ({ youth }) =>
          youth.guardianName === null && youth.phones.every(({ owner }) => owner === 'youth'),
      ),
    ).toBe(true)
  })
  test('[1] guardians of minors are', () => {
    const minors = of(autumn).list.rows.filter((row) => (row.youth.birthDate ?? '') > '2001-12-03')
    expect(minors.filter((row) => row.youth.guardianName !== null).length).toBeGreaterThan(100)
  })
  test('[1] 0000000000 and NON COMMUNIQUE are empty, six digits are kept to be repaired', () => {
    const youths = of(autumn).list.rows.map((row) => row.youth)
    expect(youths.some(({ phones }) => phones.some(({ raw }) => raw === '0000000000'))).toBe(false)
    expect(youths.some(({ email }) => email !== null && !email.includes('@'))).toBe(false)
    expect(
      youths
        .flatMap(({ phones }) => phones)
        .filter(({ raw, e164 }) => e164 === null && raw.length === 6),
    ).toHaveLength(3)
  })
  test('[1] Connu ML is O, N or nothing, and the PSAD is kept as written', () => {
    const youths = of(autumn).list.rows.map((row) => row.youth)
    expect(new Set(youths.map(({ known }) => known))).toEqual(new Set([true, false, null]))
    expect(youths.filter(({ territory }) => territory !== null).length).toBeGreaterThan(750)
  })
  test('[1] a MEF code that Excel shows as 2,47312E+10 keeps its eleven digits', () => {
    const codes = of(spring).list.rows.map((row) => row.youth.mefCode)
    expect(codes.every((code) => code === null || /^\d{11}$/.test(code))).toBe(true)
  })
  test('[1] « Date de mise à jour » and « Solution » are read into nothing', () => {
    const ignored = of(spring)
      .list.columns.filter((column) => column.field === null)
      .map(({ header }) => header)
    expect(ignored).toEqual([
      'Académie',
      "Date d'entrée",
      'Solution / suite à donner',
      'Date de mise à jour',
    ])
  })
})
