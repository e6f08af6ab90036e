import { describe, expect, test } from 'vitest'
import { importField } from '#shared/contracts/imports.ts'
import { day } from '#shared/domain/day.ts'
import { recogniseHeader } from '#server/imports/headers.ts'
import { matchReceived } from '#server/imports/match-received.ts'
import { unpackCells } from '#server/imports/packed-cells.ts'
import { rowOf } from '#server/imports/preview.ts'
import { readList } from '#server/imports/read-list.ts'
import { readTable } from '#server/imports/read-table.ts'
import { cioCsv, ownHeaders, rejectedCsv } from '#server/imports/rejected.ts'
import type { Choices } from '#server/imports/store.ts'

// The rows without a card as a file: whole, corrected, and sent again.

const receivedOn = day.parse('2020-04-10')

async function read(text: string, choices: Choices = {}) {
  const table = await readTable(Buffer.from(text), {})
  const { fixes = {}, numbers } = choices
  const list = readList(table, { receivedOn, mapping: {}, saved: {}, fixes, numbers })
  const plan = matchReceived(list.rows, [], receivedOn)
  const lines = plan.map((planned) => ({
    row: rowOf(planned),
    cells: unpackCells(planned.row.cells),
  }))
  return { list, lines, listed: { columns: list.columns, choices } }
}

const wide = [
  "N°;NOM;Prénom;Date de naissance;Adresse;Ville;Téléphone;Téléphone 2;Email;Établissement d'origine;Souhait du jeune;Accord;Commentaire",
  '1;DIALLO;Aminata;31/06/2001;12 rue Riquet;PARIS 19;0639980011;01 99 00 00 11;aminata@exemple.fr;LP du Canal;Emploi;Oui;à rappeler',
  '2;GULER;Emre;01/02/2002;;PARIS;0639980014;;;LP des Tanneries;Rescolarisation;Non;« dit non »',
  '3;ROUX;Jeanne;04/05/2001;;PARIS;6,3998E+08;;;;Emploi;Oui;',
].join('\r\n')

describe('rows without a card', () => {
  test('[1] hold every column that is imported; corrected and sent again they make their cards, with nothing lost', async () => {
    const { lines, listed } = await read(wide)
    const file = rejectedCsv(lines, listed)
    expect(file).toContain('2;Date de naissance impossible;DIALLO;Aminata;31/06/2001;12 rue Riquet')
    const { list } = await read(file.replace('31/06/2001', '30/06/2001'))
    expect(list.rows[0]).toMatchObject({
      reason: null,
      youth: {
        lastName: 'DIALLO',
        birthDate: '2001-06-30',
        address: ['12 rue Riquet'],
        commune: 'Paris',
        phones: [{ e164: '+33639980011' }, { e164: '+33199000011' }],
        email: 'aminata@exemple.fr',
        schoolName: 'LP du Canal',
        wish: 'employment',
        comment: 'à rappeler',
        exitReason: null,
      },
    })
    expect(list.rows.slice(1).map(({ reason }) => reason)).toEqual([
      'no-consent',
      'unreadable-phone-only',
    ])
  })

  test('[1] what was typed stands in them, also where the list had no column', async () => {
    const choices = {
      fixes: { 2: { firstName: 'Amina', postCode: '75019' } },
      numbers: { 4: { '6,3998E+08': '06399', '': '063998' } },
    }
    const { lines, listed } = await read(wide, choices)
    const [head = '', first = '', , third = ''] = rejectedCsv(lines, listed).split('\r\n')
    expect(head).toMatch(/;Commentaire;Code postal;Même jeune que la ligne;À orienter vers$/)
    expect(first).toMatch(/;DIALLO;Amina;.*;75019;;$/)
    expect(third).toContain(';06399 / 063998;')
  })

  test('[1] a cell that was kept from being a formula is read as it stood', async () => {
    const text = 'Nom;Prénom;Date de naissance;Téléphone\r\nROUX;Jeanne;31/06/2001;+33639980011'
    const { lines, listed } = await read(text)
    const file = rejectedCsv(lines, listed)
    expect(file).toContain("'+33639980011")
    expect((await read(file)).list.rows[0]?.youth.phones).toEqual([
      { raw: '+33639980011', e164: '+33639980011', owner: 'youth' },
    ])
  })

  test('[1] the CIO is told of those it is to orient, without comments and without anybody else', async () => {
    const { lines, listed } = await read(wide)
    const file = cioCsv(lines, listed)
    expect(file.trim().split('\r\n')).toHaveLength(2)
    expect(file).toMatch(/^\uFEFFNOM;Prénom;.*;Souhait du jeune;Accord\r\nGULER;Emre;/)
    expect(file).toContain('LP des Tanneries')
    expect(file).not.toMatch(/dit non|DIALLO|ROUX/)
  })

  test('[1] our own columns are read into nothing, and each of our names is known again', () => {
    for (const name of ['Ligne', 'Motif du rejet', 'Même jeune que la ligne', 'À orienter vers'])
      expect(recogniseHeader(name)).toBeNull()
    for (const field of importField.options)
      expect(recogniseHeader(ownHeaders[field])).toEqual({ field, sure: true })
  })
})
