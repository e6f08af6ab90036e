import { expect, test } from 'vitest'
import { soughtNumber } from '#shared/domain/sought-number.ts'

test.each([
  ['06 39 98 00 11', '639980011', true],
  ['06.39.98.00.11', '639980011', true],
  ['06-39-98', '63998', true],
  ['+33 6 39 98 00 11', '639980011', true],
  ['+33 (0)6 39 98', '63998', true],
  ['0033 6 39 98 00 11', '639980011', true],
  ['33639980011', '639980011', true],
  ['0639', '639', true],
  ['980011', '980011', false],
  ['98 00 11', '980011', false],
  ['639980011', '639980011', false],
  ['1010004', '1010004', false],
])('%s is read as %s', (typed, phone, fromStart) => {
  expect(soughtNumber(typed)).toMatchObject({ phone, fromStart })
})

test('a pupil’s number has letters and is no phone', () => {
  expect(soughtNumber(' 235246308gb ')).toEqual({
    phone: null,
    fromStart: false,
    code: '235246308GB',
  })
})

test.each([
  '',
  '063',
  '12',
  'Diallo',
  'Diallo 0639',
  'a0639980011',
  '+',
  '0639980011; drop',
  '%',
  '1_2',
])('%s is no number to look for', (typed) => expect(soughtNumber(typed)).toBeNull())
