import { describe, expect, test } from 'vitest'
import { day } from '#shared/domain/day.ts'
import { createRandom } from '#server/demo/random.ts'
import { compareBirthDates } from '#server/matching/compare-dates.ts'
import {
  compareFirstNames,
  compareLastNames,
  prepareName,
  strong,
} from '#server/matching/compare-names.ts'
import { prepare, type Identity } from '#server/matching/identity.ts'
import { judge } from '#server/matching/judge.ts'
import { createMatchIndex, matchAll, type Sought } from '#server/matching/match.ts'

const person = (facts: Partial<Identity> = {}): Identity => ({
  lastName: 'BEN ALI',
  usageName: null,
  firstName: 'Yanis',
  sex: null,
  birthDate: day.parse('2003-02-03'),
  phones: ['+33639980012'],
  email: null,
  address: null,
  ine: null,
  imiloFile: null,
  ...facts,
})
const seek = (identity: Identity, id = 'c', refused: readonly string[] = []): Sought => ({
  id,
  identity,
  refused: new Set(refused),
})
const verdict = (a: Partial<Identity>, b: Partial<Identity>) =>
  judge(prepare(person(a)), prepare(person(b))).verdict
const other = ['+33639981111']

const plain = (text: string) =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase().replaceAll('-', ' ')

const last = (a: string, b: string) => compareLastNames(prepareName(a), prepareName(b)).score
const first = (a: string, b: string, differ = false) =>
  compareFirstNames(prepareName(a), prepareName(b), differ).score
const compare = (a: string, b: string) => compareBirthDates(day.parse(a), day.parse(b))

test.each([
  ['5 boulevard Davout 75020', '5 BD DAVOUT 75020'],
  ['12, av. de la République', '12 AVENUE DE LA REPUBLIQUE'],
  ['3 r. St-Maur', '3 R ST MAUR'],
  ['8 place du Gal Leclerc', '8 PL DU GENERAL LECLERC'],
])('[2] %s and %s are one address', (a, b) => {
  const { fields } = judge(prepare(person({ address: a })), prepare(person({ address: b })))
  expect(fields.address.is).toBe('same')
})

test.each([
  ['5 boulevard Davout 75020', '7 BD DAVOUT 75020'],
  ['5 avenue Davout 75020', '5 BD DAVOUT 75020'],
])('[2] %s and %s are two', (a, b) => {
  const { fields } = judge(prepare(person({ address: a })), prepare(person({ address: b })))
  expect(fields.address.is).toBe('different')
})

describe('names', () => {
  test.each([
    ['BENALI', 'BEN ALI'],
    ['EL HADDAD', 'HADDAD'],
    ['COULIBALY', 'KOULIBALY'],
    ['DA SILVA FERREIRA', 'DA SILVA'],
    ["N'GUESSAN", 'NGUESSAN'],
    ['LEFÈVRE', 'lefevre'],
  ])('[2] %s and %s are strong evidence', (a, b) => {
    expect(last(a, b)).toBeGreaterThanOrEqual(strong)
  })
  test.each([
    ['MARTIN', 'MARTINEZ'],
    ['KONE', 'KONATE'],
    ['BA', 'BAH'],
    ['DIA', 'DIAW'],
  ])('[2] %s and %s are not, however alike their letters', (a, b) => {
    expect(last(a, b)).toBeLessThan(strong)
  })
  test.each([
    ['Alexandre', 'Alexandra'],
    ['Ibrahim', 'Ibrahima'],
    ['Gabriel', 'Gabrielle'],
  ])('[2] %s and %s are two persons where their sexes differ, else a case for a person', (a, b) => {
    expect(first(a, b, true)).toBeLessThan(0.7)
    expect(first(a, b)).toBeLessThan(strong)
    expect(first(a, b)).toBeGreaterThan(0.75)
  })
  test('[2] one of two first names is strong', () => {
    expect(first('Jean', 'Jean-Paul')).toBeGreaterThanOrEqual(strong)
  })
})

describe('birth dates', () => {
  test.each([
    ['2001-05-04', '2001-05-04', 'equal'],
    ['2001-05-04', '2001-04-05', 'day_month'],
    ['2001-05-28', '2001-05-29', 'one_digit'],
    ['2001-05-12', '2001-05-21', 'one_digit'],
    ['2001-01-01', '2001-07-28', 'weak_date'],
    ['2001-01-01', '2001-01-01', 'weak_date'],
    ['2001-12-31', '2001-03-16', 'weak_date'],
    ['2001-05-04', '1999-11-23', 'different'],
  ])('[2] %s and %s: %s', (a, b, expected) => expect(compare(a, b)).toBe(expected))
})

describe('verdicts', () => {
  test('[2] one pupil number on two persons is certain for nobody', () => {
    const ine = '123456789AB'
    expect(verdict({ ine }, { ine, firstName: 'Karim', birthDate: null, phones: [] })).toBe(
      'to_check',
    )
    expect(verdict({ ine }, { ine, lastName: 'HADDAD' })).toBe('certain')
  })
  test('[2] a number handed on inside a family does not settle two birth dates', () => {
    expect(verdict({}, { birthDate: day.parse('1998-11-25') })).toBe('to_check')
  })
  test('[2] names equal and one digit of the date: certain by the number, else for a person', () => {
    const near = day.parse('2003-02-04')
    expect(verdict({}, { birthDate: near })).toBe('certain')
    expect(verdict({ phones: other }, { birthDate: near })).toBe('to_check')
  })
  test('[2] several files at the best level, or one file for two youths, go to a person', () => {
    const file = (number: string) => ({ number, identity: person({ imiloFile: number }) })
    const twice = createMatchIndex([file('1'), file('2')])
    expect(twice.match(seek(person())).verdict).toBe('to_check')
    const once = createMatchIndex([file('1')])
    expect(once.match(seek(person())).verdict).toBe('certain')
    const matches = matchAll(once, [seek(person(), 'a'), seek(person(), 'b')])
    expect(matches.map((match) => match.verdict)).toEqual(['to_check', 'to_check'])
  })
  test('[2] a refused pair is not proposed again', () => {
    const files = [{ number: '1', identity: person({ imiloFile: '1' }) }]
    const match = createMatchIndex(files).match(seek(person(), 'a', ['1']))
    expect(match).toEqual({ id: 'a', verdict: 'unknown', candidates: [] })
  })
  test('[2] a file without names or date compares with nobody', () => {
    const blank = person({ lastName: '', firstName: '', birthDate: null, phones: [] })
    expect(judge(prepare(blank), prepare(blank)).verdict).toBe('unknown')
  })
})

describe('properties', () => {
  const seed = process.env['SEED'] ?? 'matching'
  const random = createRandom(seed)
  const lasts = ['BEN ALI', 'BENALI', 'DA SILVA', 'DA SILVA FERREIRA', 'KONÉ', 'KONATÉ', 'MARTIN']
  const firsts = ['Alexandre', 'Alexandra', 'Yanis', 'Yaniss', 'Jean-Paul', 'Jean', 'Maëlys']
  const days = ['2003-02-03', '2003-03-02', '2003-01-01', '2003-02-04', '1999-12-31', null]
  const someone = (): Identity =>
    person({
      lastName: random.pick(lasts),
      usageName: random.chance(0.2) ? random.pick(lasts) : null,
      firstName: random.pick(firsts),
      sex: random.pick(['f', 'm', null]),
      birthDate: day.nullable().parse(random.pick(days)),
      phones: random.pick([[], ['+33639980012'], other]),
      address: random.pick([null, '12 rue Riquet 75019']),
    })

  test(`[2] comparing is symmetric (seed ${seed})`, () => {
    for (let run = 0; run < 2000; run++) {
      const [a, b] = [prepare(someone()), prepare(someone())]
      expect(judge(a, b)).toEqual(judge(b, a))
    }
  })
  test(`[2] accents, case, hyphens and the order of numbers change nothing (seed ${seed})`, () => {
    for (let run = 0; run < 2000; run++) {
      const one = someone()
      const same: Identity = {
        ...one,
        lastName: plain(one.lastName),
        firstName: plain(one.firstName),
        usageName: one.usageName === null ? null : plain(one.usageName),
        phones: one.phones.toReversed(),
      }
      const file = prepare(someone())
      expect(judge(prepare(same), file)).toEqual(judge(prepare(one), file))
    }
  })
  test(`[2] the order of the files changes nothing (seed ${seed})`, () => {
    const files = Array.from({ length: 60 }, (_, at) => ({
      number: String(at),
      identity: someone(),
    }))
    const sought = Array.from({ length: 30 }, (_, at) => seek(someone(), String(at)))
    const before = matchAll(createMatchIndex(files), sought)
    expect(matchAll(createMatchIndex(random.shuffle(files)), sought)).toEqual(before)
  })
  test(`[2] blocks leave nobody out: every pair that is not unknown is found (seed ${seed})`, () => {
    for (let run = 0; run < 500; run++) {
      const [youth, file] = [someone(), someone()]
      const { verdict: exact } = judge(prepare(youth), prepare(file))
      const found = createMatchIndex([{ number: '1', identity: file }]).match(seek(youth))
      expect(found.candidates[0]?.verdict ?? 'unknown').toBe(exact)
    }
  })
})
