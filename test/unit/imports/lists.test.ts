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
import { nameKey } from '#server/imports/values/names.ts'

// The five synthetic lists, as they really arrive. Each trap that they hold is a test: those of single values and of the
// lists as wholes are here, their counts in `describe.each`, the writings of numbers and dates in values.test.ts and
// values-properties.test.ts (libphonenumber's isValid: « no number of nine digits is ever dropped for being invalid »),
// the Windows-1252 decoder of Node in files.test.ts, the i-milo extract in test/unit/matching.

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
    lists.set(file, { list, plan, again, reading: readingOf(table, list) })
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
      withdrawn: null,
      closed: false,
    })
  }
  return [...after.values()]
}

/** Cells of phones in a raw file that hold this text. */
function phoneCellOf(file: string, text: string): string[] {
  const cells =
    fixture(file)
      .toString('latin1')
      .match(/"[^"]*"/g) ?? []
  return cells.filter((cell) => cell.includes(text) && /^"0\d/.test(cell))
}

const listOf = (name: string) =>
  expected.find(({ file }) => file.startsWith(name))?.file ?? `no ${name}`

/** Youths of S16 and S17 who stood in the list before, with what has changed since. */
function comeAgain() {
  const lines = fixture('imilo_verite.csv').toString('utf8').trim().split('\n').slice(1)
  return lines.flatMap((text) => {
    const [list = '', line, , lastName = '', , , , before = '', change = ''] = text.split(';')
    const [from, fromLine] = before.split(':')
    if (!from) return []
    const again = {
      file: listOf(list),
      line: Number(line),
      from: { file: listOf(from), line: Number(fromLine) },
    }
    return [[`${list.slice(-3)}, line ${line}`, change || 'nothing new', again, lastName] as const]
  })
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
  test.each([
    [13, '06-39-98-27-33', '+33639982733'],
    [14, '0639982478', '+33639982478'],
    [16, '0033639982919', '+33639982919'],
    [20, '+33 6 39 98 66 80', '+33639986680'],
    [22, '06.39.98.14.83', '+33639981483'],
    [37, '+33639982113', '+33639982113'],
    [49, '+33 (0)6 39 98 27 92', '+33639982792'],
  ])('[1] line %i: %s is a phone', (line, raw, e164) => {
    expect(youth(line).phones[0]).toEqual({ raw, e164, owner: 'youth' })
  })
  test.each([
    [13, '28-08-2001', '2001-08-28'],
    [16, '2002-08-18', '2002-08-18'],
    [49, '01.01.2000', '2000-01-01'],
  ])('[1] line %i: %s is a birth date', (line, _, birthDate) => {
    expect(youth(line).birthDate).toBe(birthDate)
  })
  test('[1] 0639982152 ou 0199009655 are two numbers', () =>
    expect(phonesOf(34)).toEqual([
      'youth +33639982152',
      'youth +33199009655',
      'guardian +33639984254',
    ]))
  test('[1] 6,3998E+08 and nothing else makes no card until it is corrected', () =>
    expect(rowAt(s15, 48)).toMatchObject({
      reason: 'unreadable-phone-only',
      youth: { firstName: 'Lina', email: null },
    }))
  test('[1] Oui, oui and OUI are agreements, Non is none', () => {
    const agreed = of(s15).list.rows.filter(({ consent }) => consent === true)
    expect(agreed).toHaveLength(56)
    expect(of(s15).list.rows.filter(({ consent }) => consent === null)).toEqual([])
  })
  test('[1] names in lower case get their capitals; capitals without accents stay as listed', () => {
    expect(youth(16)).toMatchObject({ lastName: 'MAHMOOD', firstName: 'Rahul' })
    expect(youth(26)).toMatchObject({ lastName: 'ILUNGA', firstName: 'Exaucé' })
    expect(youth(21)).toMatchObject({ lastName: 'Roux', firstName: 'Loïc' })
  })
  test('[1] a youth who lives outside Paris makes a card', () =>
    expect(rowAt(s15, 30)).toMatchObject({
      reason: null,
      youth: { postCode: '93300', commune: 'Aubervilliers' },
    }))
  test('[1] an empty last line is no row', () => expect(of(s15).list.rows).toHaveLength(59))
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

  const s16 = 'operateur_2020-S16.csv'
  test('[1] S16: 31/06/2002 is no date, and 00/00/0000 is none', () => {
    expect(rowAt(s16, 7)).toMatchObject({ reason: 'bad-date', youth: { lastName: 'BIANCHI' } })
    expect(rowAt(s16, 28)).toMatchObject({ reason: null, youth: { birthDate: null } })
  })
  test('[1] S16: a missing first name makes no card', () => {
    const missing = of(s16).list.rows.filter(({ youth: one }) => one.firstName === null)
    expect(missing).toMatchObject([{ reason: 'missing-identity' }])
  })
  test('[1] S16: two phones on two lines of a cell', () => {
    const twoLines = of(s16).list.rows.filter(({ youth: { phones } }) => {
      return phones.filter(({ owner }) => owner === 'youth').length === 2
    })
    expect(twoLines.length).toBeGreaterThan(0)
    expect(phoneCellOf(s16, '\n')).toHaveLength(1)
  })
  test.each(comeAgain())(
    '[1] %s: %s of %s is brought up to date, or unchanged',
    (_, change, again) => {
      const { file, line, from } = again
      const planned = of(file).plan.find(({ row }) => row.line === line)
      const before = rowAt(from.file, from.line).youth
      // The youth of the earlier list, not a homonym or a twin.
      expect(nameKey(planned?.row.youth.lastName ?? '')).toBe(nameKey(before.lastName ?? ''))
      expect(planned?.received).not.toBeNull()
      expect(planned?.outcome).toBe(
        change === 'accord'
          ? 'notCarded'
          : /telephone|commune/.test(change)
            ? 'update'
            : 'unchanged',
      )
    },
  )

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

  test('[1] capitals without accents: names and communes as they are read', () => {
    const { lastName, firstName, commune } = rowAt(autumn, 2).youth
    expect({ lastName, firstName, commune }).toEqual({
      lastName: 'VOEUX',
      firstName: 'Aimen',
      commune: 'Aix-en-Provence',
    })
  })
  test('[1] one youth under two PSADs, with one pupil number or with none, makes one card', () => {
    const repeated = of(autumn).list.rows.filter(({ reason }) => reason === 'duplicate-in-file')
    const first = repeated.map((row) => rowAt(autumn, row.sameAsLine ?? 0))
    const sameNumber = repeated.filter(
      ({ youth: { ine } }, at) => ine !== null && ine === first[at]?.youth.ine,
    )
    expect([repeated.length, sameNumber.length]).toEqual([7, 5])
    expect(repeated.every(({ youth }, at) => youth.territory !== first[at]?.youth.territory)).toBe(
      true,
    )
  })
  test('[1] a mobile in the column of the home, and dots, are phones of the youth', () => {
    const phones = of(autumn).list.rows.flatMap(({ youth }) => youth.phones)
    const dotted = phones.filter(({ raw }) => /^\d\d(\.\d\d){4}$/.test(raw))
    expect(dotted.length).toBeGreaterThan(0)
    expect(dotted.every(({ e164 }) => e164 !== null)).toBe(true)
  })
  test('[1] a list without a column of agreement asks for none', () => {
    expect(of(autumn).list.rows.every(({ consent }) => consent === null)).toBe(true)
    expect(counted(of(autumn)).notCarded).not.toHaveProperty('no-consent')
  })
  test('[1] Excel dates of the spring list are days of births', () => {
    const births = of(spring).list.rows.map(({ youth }) => youth.birthDate)
    expect(births.filter((birth) => birth === null || birth < '1990-01-01')).toEqual([])
  })
  test('[1] of 260 youths of the autumn, the same but for « Date de mise à jour » are unchanged', () => {
    const { summary } = counted(of(spring))
    expect([summary.update, summary.unchanged]).toEqual([170, 90])
  })
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
