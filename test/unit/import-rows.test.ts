import { describe, expect, test } from 'vitest'
import { bySector } from '#client/imports/by-sector.ts'
import {
  birthText,
  cellOf,
  correctionOf,
  digitsOf,
  keeps,
  narrowNotes,
  phoneText,
} from '#client/imports/rows.ts'
import type { ImportRow } from '#shared/contracts/import-rows.ts'
import { rowFilter } from '#shared/contracts/imports.ts'
import { laneId } from '#shared/domain/ids.ts'

function aRow(over: Partial<ImportRow>): ImportRow {
  return {
    line: 2,
    outcome: 'create',
    reason: null,
    lastName: 'Kanté',
    firstName: 'Mariam',
    birthDate: '2006-02-28',
    phone: '+33639986031',
    phones: [],
    postCode: '75020',
    notes: [],
    sameAsLine: null,
    card: null,
    changes: [],
    alike: [],
    decision: null,
    ...over,
  }
}

test('the filter "à regarder" keeps what can be corrected and what is doubtful, not what is settled', () => {
  const badDate = aRow({
    outcome: 'notCarded',
    reason: 'bad-date',
    notes: [{ field: 'birthDate', code: 'bad-date', value: '31/02/2006' }],
  })
  const doubtful = aRow({
    notes: [{ field: 'postCode', code: 'post-code-incomplete', value: '7509' }],
  })
  const refused = aRow({ outcome: 'notCarded', reason: 'no-consent' })
  const rows = [badDate, doubtful, refused, aRow({ outcome: 'update' })]
  const counts = rowFilter.options.map((one) => [one, rows.filter((row) => keeps(one, row)).length])
  expect(Object.fromEntries(counts)).toEqual({
    look: 2,
    notCarded: 2,
    duplicates: 0,
    update: 1,
    create: 1,
    all: 4,
  })
})

test('a cell that stops its row shows what the file says and can be corrected', () => {
  const row = aRow({
    outcome: 'notCarded',
    reason: 'bad-date',
    birthDate: null,
    notes: [{ field: 'birthDate', code: 'bad-date', value: '31/02/2006' }],
  })
  expect(cellOf(row, 'birthDate')).toEqual({
    value: '31/02/2006',
    note: 'bad-date',
    blocking: true,
    correctable: true,
    others: [],
  })
})

test('[1] of several numbers the one that cannot be read is corrected, and the others are shown and stay', () => {
  const own = { owner: 'youth' } as const
  const row = aRow({
    phone: '+33639986031',
    phones: [
      { raw: '06 39 98 60 31', e164: '+33639986031', ...own },
      { raw: '6,3998E+08', e164: null, ...own },
    ],
    notes: [{ field: 'phone', code: 'phone-unreadable', value: '6,3998E+08' }],
  })
  expect(cellOf(row, 'phone')).toMatchObject({
    value: '6,3998E+08',
    correctable: true,
    others: ['+33639986031'],
  })
  expect(correctionOf(row, 'phone', '0639986032')).toEqual({
    numbers: { 2: { '6,3998E+08': '0639986032' } },
  })
  expect(correctionOf(row, 'postCode', '75018')).toEqual({ fixes: { 2: { postCode: '75018' } } })
  expect(cellOf({ ...row, notes: [] }, 'phone')).toMatchObject({
    value: '+33639986031',
    correctable: false,
    others: [],
  })
})

test('a note about the card of the youth is nothing to correct in the file', () => {
  const row = aRow({
    outcome: 'unchanged',
    notes: [{ field: 'lastName', code: 'no-contact', value: null }],
  })
  expect(cellOf(row, 'lastName')).toMatchObject({ note: null, correctable: false })
})

test('numbers and dates are shown as the lists write them', () => {
  expect([phoneText('+33639986031'), phoneText('0199'), birthText('2006-02-28')]).toEqual([
    '06 39 98 60 31',
    '0199',
    '28/02/2006',
  ])
})

test('what a phone has no column for is said beside the name', () => {
  const row = aRow({
    notes: [
      { field: 'phone', code: 'phone-unreadable', value: '063998' },
      { field: 'lastName', code: 'name-doubtful', value: 'Kanté' },
      { field: 'phone', code: 'no-contact', value: null },
    ],
  })
  expect(narrowNotes(row).map(({ code }) => code)).toEqual(['phone-unreadable'])
})

test.each([
  ['063998', 6],
  ['06 39 98 00 1', 9],
  ['6,3998E+08', null],
  ['000000000', null],
  ['06 39 98 00 1 le soir', null],
  ['07', null],
])('how many digits %s has, where that is all that it lacks', (phone, digits) => {
  expect(digitsOf(phone)).toBe(digits)
})

const lane = (name: string, postCodes: string[]) => ({
  id: laneId.parse(`lane-${name}`),
  name,
  postCodes,
  managers: [],
})

describe('the new cards by sector', () => {
  const nord = lane('nord', ['75018', '75019'])
  const est = lane('est', ['75020', '75019'])
  const sud = lane('sud', ['75013'])

  test('[3] are counted as they would be proposed, and so are those whom a person has to place', () => {
    const postCodes = [
      { postCode: '75018', count: 3 },
      { postCode: '75019', count: 2 },
      { postCode: '75020', count: 1 },
      { postCode: '93100', count: 4 },
      { postCode: null, count: 5 },
    ]
    expect(bySector(postCodes, [nord, est, sud])).toEqual({
      lanes: [
        { id: nord.id, name: 'nord', count: 3 },
        { id: est.id, name: 'est', count: 1 },
      ],
      unplaced: [
        { why: 'several', count: 2 },
        { why: 'nobody-serves-it', count: 4 },
        { why: 'no-post-code', count: 5 },
      ],
    })
  })

  test('[3] are not shared out where post codes say nothing', () => {
    const postCodes = [{ postCode: '75018', count: 3 }]
    expect(bySector(postCodes, [nord])).toBeNull()
    expect(bySector(postCodes, [lane('a', []), lane('b', [])])).toBeNull()
  })
})
