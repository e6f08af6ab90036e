import { expect, test } from 'vitest'
import { day } from '#shared/domain/day.ts'
import { mapColumns } from '#server/imports/mapping.ts'
import { readRow, type RowReading } from '#server/imports/read-row.ts'
import type { Cell } from '#server/imports/table.ts'

// One row, read as a whole: what its columns say together.

/** A row under these headers. */
function read(cells: Readonly<Record<string, Cell>>, more: Partial<RowReading> = {}) {
  const header = { line: 1, cells: Object.keys(cells) }
  const row = { line: 2, cells: Object.values(cells) }
  const columns = mapColumns(header, [row], { now: {}, before: {} })
  return readRow(row, { columns, receivedOn: day.parse('2020-04-10'), fixes: {}, ...more })
}

const aminata = { Nom: 'DIALLO', Prénom: 'Aminata' }
const adult = { ...aminata, 'Date de naissance': '04/05/2001' }
const minor = { ...aminata, 'Date de naissance': '04/05/2003' }

test('[1] an answer that is none leaves no trace, one that nobody understands is said', () => {
  const { youth, notes } = read({ ...adult, QPV: 'N.R.', 'Connu ML': 'Non renseigné' })
  expect([youth.qpv, youth.known]).toEqual([null, null])
  expect(notes).toEqual([])
  expect(read({ ...adult, Accord: 'Oiu' })).toMatchObject({
    consent: null,
    notes: [{ field: 'consent', code: 'consent-not-understood', value: 'Oiu' }],
  })
})

test('[1] a parent’s number in the column of an adult is not kept, and that is said; what is typed over it is the adult’s', () => {
  const mother = { ...adult, Téléphone: '0639980014 (mère)' }
  const { youth, notes } = read(mother)
  expect(youth.phones).toEqual([])
  expect(notes).toEqual([{ field: 'phone', code: 'guardian-of-adult', value: '0639980014 (mère)' }])
  const typed = read(mother, { numbers: { '0639980014 (mère)': '0639980015' } })
  expect(typed.youth.phones).toMatchObject([{ e164: '+33639980015', owner: 'youth' }])
  expect(typed.notes).toEqual([])
})

test('[1] a parent’s number in the column of a minor is the parent’s, and a column of parents needs no word', () => {
  expect(read({ ...minor, Téléphone: '0639980014 (mère)' })).toMatchObject({
    youth: { phones: [{ e164: '+33639980014', owner: 'guardian' }] },
    notes: [],
  })
  expect(read({ ...adult, 'Tél. parents': '0639980014' })).toMatchObject({
    youth: { phones: [] },
    notes: [],
  })
})
