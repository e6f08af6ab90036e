import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { fold, fullName, readingForm } from '#shared/domain/names.ts'

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

test.each([
  ['BEAUFILS', 'Beaufils'],
  ['DA SILVA', 'Da Silva'],
  ['EL FASSI', 'El Fassi'],
  ["N'GUESSAN", "N'Guessan"],
  ['N’GUESSAN', 'N’Guessan'],
  ['BEN-ALI', 'Ben-Ali'],
  ['ÉLOÏSE', 'Éloïse'],
  ['NGUYE\u0302\u0303N', 'Nguye\u0302\u0303n'],
  ['de La Fontaine', 'de La Fontaine'],
  ['McAvoy', 'McAvoy'],
  ['X', 'X'],
  ['', ''],
])('%j is read as %j', (name, read) => {
  expect(readingForm(name)).toBe(read)
})

test('a full name says the first name first, and does without a part that is missing', () => {
  expect(fullName({ firstName: 'Éva', lastName: 'DA SILVA' })).toBe('Éva Da Silva')
  expect(fullName({ firstName: null, lastName: 'DA SILVA' })).toBe('Da Silva')
})

test('the reading form of a name is searched as the name itself', () => {
  assert(
    property(string({ unit: 'grapheme' }), (text) => {
      expect(fold(readingForm(text))).toBe(fold(text))
    }),
  )
})
