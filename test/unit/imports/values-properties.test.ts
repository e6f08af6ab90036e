import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '#shared/domain/day.ts'
import { fold } from '#shared/domain/names.ts'
import { readEmail, readIne } from '#server/imports/values/codes.ts'
import { readBirthDate, readPastDate } from '#server/imports/values/dates.ts'
import { nameKey, readFirstName, readLastName } from '#server/imports/values/names.ts'
import { readPhones } from '#server/imports/values/phones.ts'
import { readCommune, readPostCode } from '#server/imports/values/places.ts'
import { oneLine, readText } from '#server/imports/values/text.ts'

// What holds of every cell, whatever it holds: what is read is read again as itself, what could not be read is kept as it
// stood, and no digit is ever invented.

const on = day.parse('2020-04-10')
const anything = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'0123456789 .-/+()E,ou'.split('')), maxLength: 40 }),
)
const digitsOf = (text: string) => text.replace(/\D/g, '')
/** Every character of `part` stands in `whole`, in this order. */
function isWithin(part: string, whole: string): boolean {
  const wanted = part.split('')
  for (const unit of whole.split('')) if (unit === wanted[0]) wanted.shift()
  return wanted.length === 0
}

describe('phones', () => {
  const tens = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'))
  const french = fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.array(tens, { minLength: 4, maxLength: 4 }))
    .map(([first, rest]) => [`0${first}`].concat(rest))
  const spellings: readonly ((pairs: readonly string[]) => string)[] = [
    (pairs) => pairs.join(''),
    (pairs) => pairs.join(' '),
    (pairs) => pairs.join('.'),
    (pairs) => pairs.join('-'),
    (pairs) => pairs.join('').slice(1),
    (pairs) => `+33 ${pairs.join(' ').slice(1)}`,
    (pairs) => `+33 (0)${pairs.join(' ').slice(1)}`,
    (pairs) => `0033${pairs.join('').slice(1)}`,
  ]

  test('[1] every French writing of a number of the mainland is the same number', () => {
    fc.assert(
      fc.property(french, fc.constantFrom(...spellings), (pairs, spell) => {
        const [plain] = readPhones(pairs.join(''), 'youth')
        // Numbers of overseas are of other countries: +33 before them is another number.
        fc.pre(plain?.e164?.startsWith('+33') === true)
        const [spelt] = readPhones(spell(pairs), 'youth')
        expect(spelt?.e164).toBe(plain?.e164)
        expect(digitsOf(plain?.e164 ?? '').endsWith(pairs.join('').slice(1))).toBe(true)
      }),
    )
  })

  test('[1] a read number is read again as itself, its raw text kept, and its digits were all in the cell', () => {
    fc.assert(
      fc.property(anything, (cell) => {
        for (const { raw, e164 } of readPhones(cell, 'youth')) {
          expect(isWithin(raw.replace(/\s/g, ''), oneLine(cell).replace(/\s/g, ''))).toBe(true)
          if (e164 === null) continue
          expect(readPhones(e164, 'youth')).toMatchObject([{ e164 }])
          const national = digitsOf(e164).replace(/^(33|590|594|596|262)/, '')
          expect(isWithin(national, digitsOf(raw))).toBe(true)
        }
      }),
    )
  })
})

describe('dates', () => {
  test('[1] a read date is read again as itself, and its year was in the cell', () => {
    const parts = fc.tuple(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 14 }),
      fc.oneof(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 0, max: 99 })),
      fc.constantFrom('/', '-', '.', ' '),
    )
    fc.assert(
      fc.property(parts, ([date, month, year, separator]) => {
        const written = [date, month, String(year).padStart(2, '0')].join(separator)
        for (const read of [readBirthDate(written, on), readPastDate(written, on)]) {
          if (read.kind !== 'day') continue
          expect(readPastDate(read.day, on)).toEqual(read)
          expect(read.day.slice(2, 4)).toBe(String(year).padStart(2, '0').slice(-2))
          expect(Number(read.day.slice(5, 7))).toBe(month)
          expect(Number(read.day.slice(8, 10))).toBe(date)
        }
      }),
    )
  })

  test('[1] a text that is no date is given back as it stands, to be corrected', () => {
    fc.assert(
      fc.property(anything, (cell) => {
        const read = readPastDate(cell, on)
        expect(read.kind === 'empty').toBe(readText(cell) === null)
        expect(read.kind !== 'bad' || oneLine(cell).startsWith(read.text)).toBe(true)
      }),
    )
  })
})

describe('names', () => {
  test('[1] a read name is read again as itself, and compares as the cell does', () => {
    fc.assert(
      fc.property(anything, (cell) => {
        for (const read of [readLastName, readFirstName]) {
          const name = read(cell)
          if (name === null) continue
          expect(read(name)).toBe(name)
          expect(nameKey(name)).toBe(nameKey(oneLine(cell).slice(0, 100)))
        }
      }),
    )
  })

  test('[1] a ligature that begins a name has no capital, and is read again as itself', () => {
    for (const read of [readLastName, readFirstName]) expect(read(read('ﬀ') ?? '')).toBe(read('ﬀ'))
    expect(readFirstName('ﬀion')).toBe('ﬀion')
  })

  test('[1] folding once is folding twice', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
})

describe('places, numbers and texts', () => {
  test('[1] a post code holds the digits of the cell, with at most the zero that Excel took', () => {
    fc.assert(
      fc.property(anything, (cell) => {
        const { postCode, bad } = readPostCode(cell)
        expect(bad).toBe(postCode === null && readText(cell) !== null)
        if (postCode === null) return
        expect(readPostCode(postCode)).toEqual({ postCode, bad: false })
        expect(isWithin(postCode.replace(/^0/, ''), digitsOf(cell))).toBe(true)
      }),
    )
  })

  test.each(['ᾀ𐀀', 'ß', 'ŉ'])(
    '[1] a commune in %s, whose capital is two letters, is read again as itself',
    (cell) => {
      const { commune } = readCommune(cell)
      expect(readCommune(commune ?? '').commune).toBe(commune)
    },
  )

  test('[1] a commune, a text, an e-mail and a pupil’s number are read again as themselves', () => {
    fc.assert(
      fc.property(anything, (cell) => {
        const { commune } = readCommune(cell)
        expect(commune === null ? null : readCommune(commune).commune).toBe(commune)
        const text = readText(cell)
        expect(text === null ? null : readText(text)).toBe(text)
        const { email } = readEmail(cell)
        expect(email === null ? null : readEmail(email).email).toBe(email)
        const ine = readIne(cell)
        expect(ine === null ? null : readIne(ine)).toBe(ine)
      }),
    )
  })
})
