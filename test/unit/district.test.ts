import { expect, test } from 'vitest'
import { districtOf } from '#shared/domain/district.ts'

test.each([
  ['Paris', '75020', 20],
  ['PARIS', '75001', 1],
  ['Paris', '75116', 16],
  ['Paris 19e Arrondissement', null, 19],
  ['Paris 01', '75000', 1],
  ['Marseille', '13013', 13],
  ['Lyon', '69009', 9],
  [null, '75018', 18],
  ['Bagnolet', '93170', null],
  ['Villeurbanne', '69100', null],
  ['Marseille', '13020', null],
  // Post codes that other communes share with the pattern.
  ['Aix-en-Provence', '13010', null],
  ['Lyon', '69010', null],
  ['Paris', '75000', null],
  [null, null, null],
])('%j %j stands in the district %j', (commune, postCode, district) => {
  expect(districtOf(commune, postCode)).toBe(district)
})
