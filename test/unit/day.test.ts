import { assert, date, integer, property, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  ageOn,
  day,
  dayFrom,
  daysBetween,
  fromOrdinal,
  isLeapYear,
  minuteOf,
  toOrdinal,
  weekday,
  type Day,
} from '#shared/domain/day.ts'

const d = (text: string): Day => day.parse(text)

// 1900-01-01 to 2200-12-31, the days that the schema takes.
const ordinals = integer({ min: toOrdinal(d('1900-01-01')), max: toOrdinal(d('2200-12-31')) })
const days = ordinals.map(fromOrdinal)
const fewDays = tuple(days, integer({ min: -2000, max: 2000 })).filter(
  ([on, n]) => toOrdinal(on) + n >= -25_567 && toOrdinal(on) + n <= 84_371,
)

describe('day arithmetic', () => {
  test('[C1] every day goes to its number and back', () => {
    assert(
      property(ordinals, (n) => {
        expect(toOrdinal(fromOrdinal(n))).toBe(n)
      }),
    )
  })
  test('[C1] the calendar agrees with the platform’s own', () => {
    assert(
      property(days, (on) => {
        const utc = new Date(`${on}T00:00:00Z`)
        expect(toOrdinal(on)).toBe(utc.getTime() / 86_400_000)
        expect(weekday(on)).toBe((utc.getUTCDay() + 6) % 7)
      }),
    )
  })
  test('[C1] adding and counting are each other’s inverse', () => {
    assert(
      property(fewDays, ([on, n]) => {
        expect(daysBetween(on, addDays(on, n))).toBe(n)
      }),
    )
  })
  test('[C1] days in their written order are days in time', () => {
    assert(
      property(days, days, (a, b) => {
        expect(daysBetween(a, b) > 0).toBe(a < b)
      }),
    )
  })
  test.each([
    ['2020-02-28', 1, '2020-02-29'],
    ['2021-02-28', 1, '2021-03-01'],
    ['2000-02-29', 366, '2001-03-01'],
    ['2020-12-31', 1, '2021-01-01'],
    ['2020-04-06', 15, '2020-04-21'],
    ['2020-03-29', 1, '2020-03-30'],
  ])('[C1] %s and %i days are %s', (from, n, to) => {
    expect(addDays(d(from), n)).toBe(to)
  })
})

describe('days that exist', () => {
  test.each(['2021-02-29', '1900-02-29', '2020-13-01', '2020-00-10', '2020-04-31', '20-01-01', ''])(
    '[C1] %j is no day',
    (text) => {
      expect(day.safeParse(text).success).toBe(false)
    },
  )
  test('[C1] 2000 was a leap year and 1900 was not', () => {
    expect([1900, 2000, 2020, 2021, 2100].map(isLeapYear)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ])
  })
  test('[C1] a date that is not in the calendar makes no day', () => {
    expect([dayFrom(2020, 2, 30), dayFrom(2020, 2, 29)]).toEqual([null, '2020-02-29'])
  })
})

describe('ages', () => {
  test.each([
    ['2003-11-23', '2026-11-22', 22],
    ['2003-11-23', '2026-11-23', 23],
    ['2004-02-29', '2021-02-28', 16],
    ['2004-02-29', '2021-03-01', 17],
    ['2004-02-29', '2020-02-29', 16],
  ])('[C1] born on %s, on %s: %i years old', (born, on, age) => {
    expect(ageOn(d(born), d(on))).toBe(age)
  })
  test('[C3] nobody grows younger', () => {
    assert(
      property(days, days, days, (born, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        expect(ageOn(born, early)).toBeLessThanOrEqual(ageOn(born, late))
      }),
    )
  })
})

describe('instants', () => {
  test('[A2] an instant is the same minute in whatever zone it is written', () => {
    expect(minuteOf('2026-11-23T10:30:00+01:00')).toBe(minuteOf('2026-11-23T09:30:59.123Z'))
    expect(minuteOf('2026-11-22T22:15:00-05:30')).toBe(minuteOf('2026-11-23T03:45Z'))
  })
  test('[A2] minutes agree with the platform’s own', () => {
    assert(
      property(date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }), (at) => {
        expect(minuteOf(at.toISOString())).toBe(Math.floor(at.getTime() / 60_000))
      }),
    )
  })
})
