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

test('[1] what is kept otherwise than it is written keeps its text beside; what is only a French day does not', () => {
  const { youth } = read({
    Nom: 'le goff',
    Prénom: 'AMINATA',
    'Date de naissance': '4/5/2001',
    Ville: 'PARIS 18',
    'Code postal': '6000',
    Niveau: 'V',
    'Date de sortie': '15/11/2019',
    "Date de l'appel": '06.04.2020',
  })
  expect(youth).toMatchObject({
    lastName: 'Le Goff',
    birthDate: '2001-05-04',
    commune: 'Paris',
    postCode: '06000',
    level: 'niveau 3',
    exitDate: '2019-11-15',
    callDate: '2020-04-06',
  })
  expect(youth.asListed).toEqual({
    lastName: 'le goff',
    firstName: 'AMINATA',
    birthDate: '4/5/2001',
    commune: 'PARIS 18',
    postCode: '6000',
    level: 'V',
    callDate: '06.04.2020',
  })
  expect(
    read({ ...adult, 'Date de naissance': { day: day.parse('2001-05-04') } }).youth,
  ).toMatchObject({ asListed: {} })
})

test('[1] a level that is a digit waits for its scale and loses nothing meanwhile', () => {
  const listed = { ...adult, Niveau: '3' }
  expect(read(listed)).toMatchObject({
    levelUnclear: true,
    youth: { level: null, asListed: { level: '3' } },
  })
  expect(read(listed, { levelScale: 'old' })).toMatchObject({
    levelUnclear: false,
    youth: { level: 'niveau 5', asListed: { level: '3' } },
  })
})

test('[1] what is typed over a cell leaves what the file says beside it', () => {
  const { youth } = read(
    { ...aminata, 'Date de naissance': '31/06/2001' },
    { fixes: { birthDate: '30/06/2001' } },
  )
  expect(youth).toMatchObject({ birthDate: '2001-06-30', asListed: { birthDate: '31/06/2001' } })
})

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
