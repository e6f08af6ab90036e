import { expect, test } from 'vitest'
import { birthText, cellOf, keeps, phoneText } from '#client/imports/rows.ts'
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
