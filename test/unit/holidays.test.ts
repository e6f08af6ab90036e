import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, dayFrom, weekday, type Day } from '#shared/domain/day.ts'
import { restOn } from '#shared/domain/holidays.ts'

const d = (text: string): Day => day.parse(text)

test.each([
  ['2020-01-01', 'new_year'],
  ['2020-04-13', 'easter_monday'],
  ['2020-05-01', 'labour_day'],
  ['2020-05-08', 'victory_1945'],
  ['2020-05-21', 'ascension'],
  ['2020-06-01', 'whit_monday'],
  ['2020-07-14', 'bastille_day'],
  ['2020-08-15', 'assumption'],
  ['2020-11-01', 'all_saints'],
  ['2020-11-11', 'armistice_1918'],
  ['2020-12-25', 'christmas'],
  // The earliest and the latest Easter of the years people will see, and those around today.
  ['2008-03-24', 'easter_monday'],
  ['2038-04-26', 'easter_monday'],
  ['2026-04-06', 'easter_monday'],
  ['2026-05-14', 'ascension'],
  ['2027-03-29', 'easter_monday'],
  ['2027-05-17', 'whit_monday'],
  ['2024-04-01', 'easter_monday'],
])('[C4] %s is %s', (on, holiday) => {
  expect(restOn(d(on))).toBe(holiday)
})

test('[C4] a Sunday rests, a Saturday works', () => {
  expect([restOn(d('2026-11-22')), restOn(d('2026-11-21'))]).toEqual(['sunday', null])
})

test('[C4] a holiday that falls on a Sunday is named as the holiday', () => {
  expect(restOn(d('2026-11-01'))).toBe('all_saints')
})

test('[C4] every year has eleven holidays, three of them on the weekday that Easter gives them', () => {
  assert(
    property(integer({ min: 1900, max: 2200 }), (year) => {
      const found = new Map<string, Day>()
      const length = dayFrom(year, 2, 29) ? 366 : 365
      const first = d(`${year}-01-01`)
      for (let n = 0; n < length; n += 1) {
        const on = addDays(first, n)
        const rest = restOn(on)
        if (rest !== null && rest !== 'sunday') found.set(rest, on)
      }
      // Ascension can fall on 1 or 8 May, as in 2008: that day then has one name.
      expect(found.size).toBeGreaterThanOrEqual(10)
      expect(weekdayOf(found.get('easter_monday'))).toBe(0)
      expect(weekdayOf(found.get('whit_monday'))).toBe(0)
      expect(weekdayOf(found.get('ascension'))).toBe(3)
    }),
    { numRuns: 60 },
  )
})

function weekdayOf(on: Day | undefined): number | undefined {
  return on && weekday(on)
}
