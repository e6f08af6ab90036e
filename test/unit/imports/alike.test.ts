import { describe, expect, test } from 'vitest'
import { day } from '#shared/domain/day.ts'
import { whatIsAlike, alikeBlocksOf } from '#server/imports/alike.ts'
import { mergeRepeated } from '#server/imports/duplicates.ts'
import { identityOf } from '#server/imports/same-youth.ts'
import type { Youth } from '#server/imports/youth.ts'
import { aPhone, aRow, aYouth } from './youths.ts'

const alike = (one: Partial<Youth>, other: Partial<Youth>) =>
  whatIsAlike(identityOf(aYouth(one)), identityOf(aYouth(other)))
const elsewhere = { phones: [aPhone('+33639989999')] }

describe('two youths who may be one', () => {
  test.each<[string, Partial<Youth>, Partial<Youth>]>([
    ['day and month exchanged', {}, { birthDate: day.parse('2001-04-05'), ...elsewhere }],
    ['one digit of the birth date', {}, { birthDate: day.parse('2001-05-14'), ...elsewhere }],
    ['another birth date and the same phone', {}, { birthDate: day.parse('1999-11-30') }],
    ['names exchanged', {}, { lastName: 'AMINATA', firstName: 'Diallo', ...elsewhere }],
    ['a letter of the family name', { lastName: 'DIALO' }, elsewhere],
    ['a compound name that lost a part', { lastName: 'DIALLO SOW' }, elsewhere],
    ['another family name, the same phone', { lastName: 'KONATE' }, {}],
  ])('[1] %s', (_, one, other) => {
    const [a, b] = [identityOf(aYouth(one)), identityOf(aYouth(other))]
    expect(whatIsAlike(a, b)).not.toEqual([])
    expect(whatIsAlike(b, a)).toEqual(whatIsAlike(a, b))
    const blocks = new Set(alikeBlocksOf(a))
    expect(alikeBlocksOf(b).some((block) => blocks.has(block))).toBe(true)
  })

  test.each<[string, Partial<Youth>, Partial<Youth>]>([
    ['twins of one phone', {}, { firstName: 'Fatou' }],
    ['near twins', { firstName: 'Alexandre' }, { firstName: 'Alexandra' }],
    ['homonyms of other years', {}, { birthDate: day.parse('1998-11-30'), ...elsewhere }],
    ['the same first name and birth date alone', {}, { lastName: 'KONATE', ...elsewhere }],
  ])('[1] never %s', (_, one, other) => expect(alike(one, other)).toEqual([]))
})

describe('decisions inside the file', () => {
  test('[1] a repeated row that a person keeps is a youth of its own', () => {
    const rows = [aRow(2), aRow(3)]
    expect(mergeRepeated(rows).repeated).toMatchObject([{ row: { line: 3 }, of: 2 }])
    const { kept, repeated } = mergeRepeated(rows, (line) => (line === 3 ? 'keep' : null))
    expect(kept.map(({ line }) => line)).toEqual([2, 3])
    expect(repeated).toEqual([])
  })

  test('[1] rows that are only alike are one when a person says so', () => {
    const rows = [aRow(2), aRow(3, { birthDate: day.parse('2001-04-05'), ...elsewhere })]
    expect(mergeRepeated(rows).repeated).toEqual([])
    const { kept } = mergeRepeated(rows, (line) => (line === 3 ? 'merge' : null))
    expect(kept).toHaveLength(1)
    expect(kept[0]?.youth.phones.map(({ e164 }) => e164)).toEqual(['+33639980011', '+33639989999'])
  })
})
