import { expect, test } from 'vitest'
import { readPeople } from '#client/people/set-up/people-list.ts'
import { groupPostCodes, missingArrondissements, readPostCodes } from '#shared/domain/post-codes.ts'

test('a pasted list is read whatever its separator, and lanes are found without accents or capitals', () => {
  const text = 'Camille Aubry; Camille@exemple.fr; Est\n\nInès Tavares\tines@exemple.fr\tnord-EST'
  expect(readPeople(text, ['Est', 'Nord-Est'])).toEqual([
    { line: 1, name: 'Camille Aubry', email: 'camille@exemple.fr', lane: 0, fault: null },
    { line: 3, name: 'Inès Tavares', email: 'ines@exemple.fr', lane: 1, fault: null },
  ])
})

test.each([
  ['; camille@exemple.fr; Est', 'name-missing'],
  ['Camille Aubry; Est', 'email-missing'],
  ['Camille Aubry; camille@exemple; Est', 'email-wrong'],
  ['Camille Aubry; camille@exemple.fr', 'lane-missing'],
  ['Camille Aubry; camille@exemple.fr; Ouest', 'lane-unknown'],
])('the line "%s" is faulty: %s', (line, code) => {
  expect(readPeople(line, ['Est', 'Nord'])[0]?.fault?.code).toBe(code)
})

test('the second line of one person says so', () => {
  const twice = 'Camille Aubry; camille@exemple.fr\nC. Aubry; CAMILLE@exemple.fr'
  expect(readPeople(twice, null).map((one) => one.fault?.code)).toEqual([undefined, 'twice'])
})

test('post codes are read one by one and in runs; the rest is given back', () => {
  expect(readPostCodes('75011, 75020 75001 à 75004;7501')).toEqual({
    codes: ['75011', '75020', '75001', '75002', '75003', '75004'],
    unread: ['7501'],
  })
  expect(readPostCodes('75020-75001').unread).toEqual(['75020-75001'])
})

test('three codes in a row are shown as one run, two are not', () => {
  const runs = groupPostCodes(['75009', '75001', '75003', '75002', '75010'])
  expect(runs.map(({ from, to }) => `${from}-${to}`)).toEqual([
    '75001-75003',
    '75009-75009',
    '75010-75010',
  ])
})

test('arrondissements without a lane are named once lanes cover some of them', () => {
  expect(missingArrondissements([['13001']])).toBeNull()
  const nineteen = Array.from({ length: 19 }, (_, index) => String(75_001 + index))
  expect(missingArrondissements([nineteen])).toEqual(['75020'])
})
