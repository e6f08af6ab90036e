import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '#shared/domain/names.ts'

test.each([
  ['Noël ÉLÉONORE', 'noel eleonore'],
  ['Le Goff-d’Arc', 'le goff d arc'],
  ['  Cœur   Lætitia ', 'coeur laetitia'],
  ['ŁÓDŹ Ørsted Đặng Weiß', 'lodz orsted dang weiss'],
  ['N’Guessan', 'n guessan'],
  ['Nguye\u0302\u0303n', 'nguyen'],
  ['', ''],
])('[C1] %j is searched as %j', (name, folded) => {
  expect(fold(name)).toBe(folded)
})

test('[C1] folding twice changes nothing more, and leaves words of letters and digits', () => {
  assert(
    property(string({ unit: 'grapheme' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
      expect(fold(text)).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/)
    }),
  )
})
