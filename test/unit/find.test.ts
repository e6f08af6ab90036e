import { expect, test } from 'vitest'
import { findNamed, markFound } from '#client/board/find.ts'
import { fold } from '#shared/domain/names.ts'

const people = ['Nina Caron', 'Inaya Keita', 'Éloïse N’Guessan', 'Inaya Coulibaly'].map((name) => ({
  name,
  search: `${fold(name)} ${fold(name).replaceAll(' ', '')}`,
}))
const found = (text: string, limit = 10) => findNamed(people, text, limit).map((one) => one.name)

test('names that begin as typed come before names that hold it inside', () => {
  expect(found('ina')).toEqual(['Inaya Coulibaly', 'Inaya Keita', 'Nina Caron'])
  expect(found('ina', 2)).toEqual(['Inaya Coulibaly', 'Inaya Keita'])
})

test('order and accents do not matter, and every word has to be there', () => {
  expect(found('keita ina')).toEqual(['Inaya Keita'])
  expect(found('ELOISE')).toEqual(['Éloïse N’Guessan'])
  expect(found('keita caron')).toEqual([])
  expect(found('  ')).toEqual([])
})

test.each([
  ['Inaya Keita', 'ina', '[Ina]ya Keita'],
  ['Nina Caron', 'ina', 'N[ina] Caron'],
  ['Éloïse N’Guessan', 'elo gues', '[Élo]ïse N’[Gues]san'],
  ['Éloïse N’Guessan', 'nguess', 'Éloïse [N’Guess]an'],
  ['Inaya Keita', 'xyz', 'Inaya Keita'],
  ['Inaya Keita', '', 'Inaya Keita'],
])('in %j, %j is marked as %j', (name, text, marked) => {
  const pieces = markFound(name, text)
  expect(pieces.map((one) => (one.found ? `[${one.text}]` : one.text)).join('')).toBe(marked)
})
