import { expect, test } from 'vitest'
import { birthText, cellOf, correctionOf, keeps, phoneText } from '#client/imports/rows.ts'
import type { ImportRow } from '#shared/contracts/import-rows.ts'
import { rowFilter } from '#shared/contracts/imports.ts'

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
