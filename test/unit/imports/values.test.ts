import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellText } from '#server/imports/table.ts'
import { addDays, ageOn, day, type Day } from '#shared/domain/day.ts'
import { readBirthDate, readPastDate } from '#server/imports/values/dates.ts'
import { nameKey, readFirstName, readLastName } from '#server/imports/values/names.ts'
import { readPhones } from '#server/imports/values/phones.ts'
import { readLines, readText } from '#server/imports/values/text.ts'

const on = day.parse('2020-04-10')
const born = (cell: Parameters<typeof readBirthDate>[0]) => readBirthDate(cell, on)
const isDay = (text: string) => ({ kind: 'day', day: text })

describe('dates', () => {
  test.each([
    ['14/09/2001', '2001-09-14'],
    ['23/7/2000', '2000-07-23'],
    ['28-08-2001', '2001-08-28'],
    ['01.01.2000', '2000-01-01'],
    ['2002-08-18', '2002-08-18'],
    ['2002-08-18T00:00:00', '2002-08-18'],
    ['18/08/2002 00:00', '2002-08-18'],
    ['03 02 2003', '2003-02-03'],
    ['1er mars 2002', '2002-03-01'],
    ['12 août 2001', '2001-08-12'],
    ['01/07/99', '1999-07-01'],
    ['01/07/03', '2003-07-01'],
    [' 14/09/2001 ', '2001-09-14'],
    ['36604', '2000-03-19'],
  ])('[1] %s is a date', (text, expected) => {
    expect(born(text)).toEqual(isDay(expected))
  })

  test('[1] a bare day number of Excel is a date, as a number and as a text', () => {
    expect(born(37723)).toEqual(isDay('2003-04-12'))
    expect(born('37723')).toEqual(isDay('2003-04-12'))
  })

  test('[1] a date cell of Excel is taken as it is', () => {
    expect(born({ day: day.parse('1999-04-07') })).toEqual(isDay('1999-04-07'))
  })

  test.each([
    '31/06/2002',
    '29/02/2001',
    '07/23/2000',
    'juillet',
    '2003',
    '12/2001',
    '99/99/9999',
    '2024-01-01',
    '01/01/1880',
  ])('[1] %s is in error until somebody corrects it', (text) => {
    expect(born(text).kind).toBe('bad')
  })

  test.each(['', ' ', 'NC', 'Néant', '-', '0', '00/00/0000', 'inconnue', null])(
    '[1] %j is an empty date',
    (cell) => {
      expect(born(cell)).toEqual({ kind: 'empty' })
    },
  )

  test('[1] every spelling of a birth date between 14 and 30 gives the date back', () => {
    const days = fc.integer({ min: -10_950, max: -5_480 }).map((ago) => addDays(on, ago))
    const spellings: ((text: Day) => string)[] = [
      (iso) => iso,
      (iso) => french(iso, '/'),
      (iso) => french(iso, '-'),
      (iso) => french(iso, '.'),
      (iso) => french(iso, '/').replaceAll(/\b0/g, ''),
      (iso) => french(iso, '/').replace(/\d\d(?=\d\d$)/, ''),
    ]
    fc.assert(
      fc.property(days, fc.constantFrom(...spellings), (iso, spell) => {
        fc.pre(ageOn(iso, on) >= 14 && ageOn(iso, on) < 30)
        expect(born(spell(iso))).toEqual(isDay(iso))
      }),
    )
  })

  test('[1] a two-digit year of the past is never in the future', () => {
    expect(readPastDate('15/11/19', on)).toEqual(isDay('2019-11-15'))
    expect(readPastDate('15/11/98', on)).toEqual(isDay('1998-11-15'))
  })
})

function french(iso: string, separator: string): string {
  return iso.split('-').toReversed().join(separator)
}

const numbers = (cell: string | number) => readPhones(cell, 'youth').map(({ e164 }) => e164)

describe('phones', () => {
  test.each([
    '0639980011',
    '06 39 98 00 11',
    '06.39.98.00.11',
    '06-39-98-00-11',
    '06 - 39 - 98 - 00 - 11',
    '639980011',
    '+33 6 39 98 00 11',
    '+33639980011',
    '0033639980011',
    '+33 (0)6 39 98 00 11',
    '33639980011',
    '06\u00a039\u00a098\u00a000\u00a011',
    'tél : 0639980011',
  ])('[1] %s is one number', (text) => {
    expect(numbers(text)).toEqual(['+33639980011'])
  })

  test('[1] a number that Excel has robbed of its zero is read', () => {
    expect(numbers(639980011)).toEqual(['+33639980011'])
    expect(numbers(199001627)).toEqual(['+33199001627'])
  })

  test.each([
    '0639980014 / 0639980015',
    '0639980014 ou 0639980015',
    '0639980014\n0639980015',
    '06 39 98 00 14, 06 39 98 00 15',
    '0639980014;0639980015',
    '0639980014 0639980015',
    '0639980014 et 639980015',
  ])('[1] %j is two numbers', (text) => {
    expect(numbers(text)).toEqual(['+33639980014', '+33639980015'])
  })

  test.each(['6,3998E+08', '6.3998E+08', '6,40E+08'])(
    '[1] %s cannot be read, and is kept to be repaired',
    (text) => {
      expect(readPhones(text, 'youth')).toEqual([{ raw: text, e164: null, owner: 'youth' }])
    },
  )

  test.each([
    '',
    '-',
    'NC',
    'Néant',
    '0',
    '0000000000',
    '00 00 00 00 00',
    'aucun',
    'pas de téléphone',
  ])('[1] %j is no number', (text) => {
    expect(numbers(text)).toEqual([])
  })

  test.each(['06 39 98 00 1', '063998001', '+33 6 39 98 00 1', '06399800112', '0690 12 34 5'])(
    '[1] %s lacks a digit or has one too many, and is kept to be repaired',
    (text) => {
      expect(readPhones(text, 'youth')).toEqual([{ raw: text, e164: null, owner: 'youth' }])
    },
  )

  test('[1] the comma of 6,3998E+08 does not cut it, whatever stands beside it', () => {
    for (const text of ['0639980014 / 6,3998E+08', '0639980014,6,3998E+08']) {
      expect(readPhones(text, 'youth')).toEqual([
        { raw: '0639980014', e164: '+33639980014', owner: 'youth' },
        { raw: '6,3998E+08', e164: null, owner: 'youth' },
      ])
    }
  })

  test.each([
    '0639980011 poste 12',
    '0639980011 à partir de 18h',
    '06 39 98 00 11 (18h-20h)',
    '06.39.98.00.11 entre 12 h et 14 h',
    '+33 6 39 98 00 11, après le 12/04',
  ])('[1] %s is one number, and what is said of it stays beside it', (text) => {
    const [phone, ...others] = readPhones(text, 'youth')
    expect(phone).toMatchObject({ e164: '+33639980011' })
    expect(others).toEqual([])
  })

  test('[1] six digits are kept, unread', () => {
    expect(readPhones('063998', 'youth')).toEqual([{ raw: '063998', e164: null, owner: 'youth' }])
  })

  test.each([
    ['0690 12 34 56', '+590690123456'],
    ['0694123456', '+594694123456'],
    ['0696 20 12 34', '+596696201234'],
    ['0692123456', '+262692123456'],
  ])('[1] %s is an overseas number', (text, expected) => {
    expect(numbers(text)).toEqual([expected])
  })

  test('[1] words beside a number say that it is a parent’s', () => {
    expect(readPhones('0639980014 (mère)', 'youth')).toMatchObject([
      { e164: '+33639980014', owner: 'guardian' },
    ])
  })

  test('[1] the same number written twice is one', () => {
    expect(numbers('0639980014 / +33 6 39 98 00 14')).toEqual(['+33639980014'])
  })

  test('[1] no number of nine digits is ever dropped for being invalid', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000, max: 999_999_999 }), (digits) => {
        const read = readPhones(`0${digits}`, 'youth')
        expect(read).toHaveLength(1)
        expect(read[0]?.e164 ?? '').toContain(String(digits))
      }),
    )
  })

  test('[1] reading never fails, whatever the cell holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        for (const phone of readPhones(text, 'youth'))
          expect(phone.raw.length).toBeLessThanOrEqual(60)
      }),
    )
  })
})

describe('names', () => {
  test.each([
    ['le goff', 'Le Goff'],
    ['LEFÈVRE', 'LEFÈVRE'],
    ['Diallo', 'Diallo'],
    ["N'GUESSAN", "N'GUESSAN"],
    ['  DA   SILVA ', 'DA SILVA'],
  ])('[1] the family name %j reads %j', (text, expected) => {
    expect(readLastName(text)).toBe(expected)
  })

  test.each([
    ['MAËLYS', 'Maëlys'],
    ['marie lou', 'Marie Lou'],
    ['JEAN-WESLEY', 'Jean-Wesley'],
    ['Ali-Reza', 'Ali-Reza'],
    ['', null],
    ['NC', null],
    ['-', null],
  ])('[1] the first name %j reads %j', (text, expected) => {
    expect(readFirstName(text)).toBe(expected)
  })

  test('[1] a name compares without accents, case, hyphens and spaces', () => {
    expect(nameKey('Marie-Lou')).toBe(nameKey('MARIE LOU'))
    expect(nameKey('ÖZKAN')).toBe('ozkan')
    expect(nameKey('AÏT OUALI')).toBe(nameKey('Ait-Ouali'))
  })
})

test.each([
  'NC',
  'nc',
  'Néant',
  'NEANT',
  '-',
  '--',
  '0',
  '00/00/0000',
  'inconnu',
  'X',
  'Non communiqué',
  'SANS ADRESSE CONNUE',
  '  ',
])('[1] %j means empty', (text) => {
  expect(readText(text)).toBeNull()
  expect(readLines(text, 100)).toBeNull()
})

test('[1] a comment keeps its lines and its length is bounded', () => {
  expect(readLines('rappeler ; laisser\r\n\r\n un message', 100)).toBe(
    'rappeler ; laisser\nun message',
  )
  expect(readLines('é'.repeat(3000), 1000)).toHaveLength(1000)
})

test('what a workbook writes as _x0000_ is left out of a cell, because no database keeps it', () => {
  expect(cellText('DU\0PONT \uD83D\uDE00\uD800')).toBe('DUPONT \uD83D\uDE00')
})
