import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import {
  importAnswer,
  importsAnswer,
  rowDetail,
  type ImportAnswer,
  type RowDetail,
} from '#shared/contracts/imports.ts'
import { problem } from '#shared/contracts/problem.ts'
import type { Relance } from '#server/relance.ts'
import { aMember, type Importer, type Sent } from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'

// What a list is read into before anything is written, and how it is corrected. No card is made here.

let server: Relance
let coordinator: Importer
const campaign = 'campaign-preview'
beforeAll(async () => {
  server = await startServer()
  coordinator = await aMember(server, { campaign, role: 'coordinator' })
})
afterAll(() => server.close())

const csv = (text: string) => ({
  name: 'liste.csv',
  bytes: Buffer.from(text),
  receivedOn: '2020-04-10',
})
const list = [
  'N°;Nom;Prénom;Date de naissance;Téléphone;Numéro',
  '1;DIALLO;Aminata;04/05/2001;0639980011;a',
  '2;MERCIER;Léo;31/06/2002;0639980012;b',
  '3;ROUX;;04/05/2001;0639980013;c',
  '4;GULER;Emre;04/05/2005;0639980014;d',
].join('\r\n')

/** A list of a source of its own, whose columns one test may choose. */
const ofCio = (text: string) => ({ ...csv(text), source: 'cio' })

const read = ({ status, body }: Sent): ImportAnswer => {
  expect(status).toBe(201)
  return importAnswer.parse(body)
}

async function patch(id: string, body: unknown) {
  const response = await coordinator.fetch(`/imports/${id}`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as unknown }
}

const numbersOf = ({ body }: Awaited<ReturnType<typeof patch>>) =>
  importAnswer.parse(body).rows[0]?.phones.map(({ e164 }) => e164)

const fieldsOf = ({ fields }: RowDetail) =>
  Object.fromEntries(fields.map(({ field, ...said }) => [field, said]))

describe('a preview', () => {
  test('[1] counts every row once, says why, and names each column', async () => {
    const answer = read(await coordinator.send(csv(list)))
    expect(answer).toMatchObject({
      state: 'preview',
      fileName: 'liste.csv',
      source: 'operator_list',
      receivedOn: '2020-04-10',
      reading: { format: 'csv', encoding: 'utf-8', separator: ';', headerRow: 1 },
      summary: { rows: 4, create: 1, update: 0, unchanged: 0, notCarded: 3 },
      notCarded: { 'bad-date': 1, 'missing-identity': 1, under16: 1 },
      progress: { done: 0, total: 0 },
    })
    expect(answer.columns.map(({ header, field, state }) => [header, field, state])).toEqual([
      ['N°', null, 'ignored'],
      ['Nom', 'lastName', 'recognised'],
      ['Prénom', 'firstName', 'recognised'],
      ['Date de naissance', 'birthDate', 'recognised'],
      ['Téléphone', 'phone', 'recognised'],
      ['Numéro', null, 'ignored'],
    ])
    expect(answer.rows[1]).toMatchObject({
      line: 3,
      outcome: 'notCarded',
      reason: 'bad-date',
      lastName: 'MERCIER',
      notes: [{ field: 'birthDate', code: 'bad-date', value: '31/06/2002' }],
    })
    expect(await coordinator.read(answer.id)).toEqual(answer)
  })

  test('[3] counts its new cards by post code, and says nothing of it once it is given up', async () => {
    const rows = [
      'Nom;Prénom;Téléphone;Code postal',
      'DIALLO;Aminata;0639980011;75019',
      'MERCIER;Léo;0639980012;75019',
      'ROUX;Jeanne;0639980013;',
      'GULER;;0639980014;75020',
    ]
    const { id, postCodes } = read(await coordinator.send(csv(rows.join('\r\n'))))
    expect(postCodes).toEqual([
      { postCode: '75019', count: 2 },
      { postCode: null, count: 1 },
    ])
    await coordinator.undo(id)
    expect((await coordinator.read(id)).postCodes).toEqual([])
  })

  test('[1] one row is shown field by field, and every field of it can be corrected and taken back', async () => {
    const wide = [
      'Nom;Prénom;Date de naissance;Adresse;Adresse 2;Téléphone;Tél. parents;Souhait;Accord',
      'DIALLO;AMINATA;4/5/2001;12 rue Riquet;Bât. B;0639980011 / 6,3998E+08;0639980019;Emploi;Oiu',
    ].join('\r\n')
    const { id } = read(await coordinator.send(csv(wide)))
    const detail = async () =>
      rowDetail.parse(await (await coordinator.fetch(`/imports/${id}/rows/2`)).json())
    const first = await detail()
    expect(fieldsOf(first)).toEqual({
      lastName: { listed: ['DIALLO'], typed: null, read: 'DIALLO' },
      firstName: { listed: ['AMINATA'], typed: null, read: 'Aminata' },
      birthDate: { listed: ['4/5/2001'], typed: null, read: '2001-05-04' },
      address: { listed: ['12 rue Riquet', 'Bât. B'], typed: null, read: '12 rue Riquet · Bât. B' },
      wish: { listed: ['Emploi'], typed: null, read: 'employment' },
      consent: { listed: ['Oiu'], typed: null, read: null },
    })
    // The parent's of an adult is not there.
    expect(first.numbers).toEqual([
      { field: 'phone', raw: '0639980011', typed: null, read: ['+33639980011'] },
      { field: 'phone', raw: '6,3998E+08', typed: null, read: [null] },
    ])
    await patch(id, {
      fixes: { 2: { consent: 'Oui', address: '3 rue du Lac · Bât. C', wish: 'Formation' } },
      numbers: { 2: { '6,3998E+08': '0639980012', '': '0639980013' } },
    })
    const typed = await detail()
    expect(fieldsOf(typed)).toMatchObject({
      consent: { listed: ['Oiu'], typed: 'Oui', read: 'yes' },
      address: { typed: '3 rue du Lac · Bât. C', read: '3 rue du Lac · Bât. C' },
      wish: { typed: 'Formation', read: 'training' },
    })
    expect(typed.numbers.slice(1)).toEqual([
      { field: 'phone', raw: '6,3998E+08', typed: '0639980012', read: ['+33639980012'] },
      { field: 'phone', raw: '', typed: '0639980013', read: ['+33639980013'] },
    ])
    expect(typed.row).toMatchObject({ outcome: 'create', phones: [{}, {}, {}] })
    await patch(id, { fixes: { 2: { consent: null } }, numbers: { 2: { '': null } } })
    expect(await detail()).toMatchObject({
      row: { reason: 'consent-unclear', phones: [{}, {}] },
      numbers: [{}, {}],
    })
    expect((await coordinator.fetch(`/imports/${id}/rows/3`)).status).toBe(404)
    const [log] = await server.sql<{ opened: number }[]>`
      select count(*)::int as opened from access_log where subject_id = ${id} and action = 'import.row'`
    expect(log?.opened).toBe(3)
  })

  test('[1] makes no card', async () => {
    read(await coordinator.send(csv(list)))
    const [row] = await server.sql<{ cards: number }[]>`select count(*)::int as cards from card`
    expect(row?.cards).toBe(0)
  })

  test('[1] a cell is corrected in place, and counts again', async () => {
    const { id } = read(await coordinator.send(csv(list)))
    const fixed = await patch(id, {
      fixes: { 3: { birthDate: '30/06/2002' }, 4: { firstName: 'Jeanne' } },
    })
    expect(importAnswer.parse(fixed.body)).toMatchObject({
      summary: { create: 3, notCarded: 1 },
      notCarded: { under16: 1 },
    })
    // A later correction leaves the earlier ones.
    const again = await patch(id, { fixes: { 5: { birthDate: '04/05/2003' } } })
    expect(importAnswer.parse(again.body).summary).toMatchObject({ create: 4, notCarded: 0 })
  })

  test('[1] a number typed over one that cannot be read leaves the others, and can be corrected again', async () => {
    const phones = [
      'Nom;Prénom;Date de naissance;Téléphone;Téléphone 2',
      'DIALLO;Aminata;04/05/2001;0639980011 / 6,3998E+08;6,3997E+08',
    ].join('\r\n')
    const { id, rows } = read(await coordinator.send(csv(phones)))
    expect(rows[0]).toMatchObject({ phone: '+33639980011', notes: [{}, {}] })
    const numbers = { 2: { '6,3998E+08': '063998' } }
    expect(numbersOf(await patch(id, { numbers }))).toEqual(['+33639980011', null, null])
    const again = { 2: { '063998': '0639980012 ou 0639980013' } }
    expect(numbersOf(await patch(id, { numbers: again }))).toEqual([
      '+33639980011',
      '+33639980012',
      '+33639980013',
      null,
    ])
    // Who only knows the field loses no good number either, and none that was typed.
    const field = await patch(id, { fixes: { 2: { phone: '0639980014' } } })
    expect(numbersOf(field)).toEqual([
      '+33639980011',
      '+33639980012',
      '+33639980013',
      '+33639980014',
    ])
  })

  test('[1] an agreement that nobody can read is to be corrected, never taken for a refusal', async () => {
    const asked = [
      'Nom;Prénom;Date de naissance;Accord',
      'DIALLO;Aminata;04/05/2001;Oiu',
      'MERCIER;Léo;30/06/2002;',
      'ROUX;Jeanne;04/05/2001;Acceptée',
      'GULER;Emre;04/05/2001;Non',
    ].join('\r\n')
    const { id, notCarded, summary, counts } = read(await coordinator.send(csv(asked)))
    expect(notCarded).toEqual({ 'consent-unclear': 2, 'no-consent': 1 })
    expect(summary.create).toBe(1)
    expect(counts.look).toBe(2)
    const fixes = { 2: { consent: 'Oui' }, 3: { consent: 'Non' } }
    expect(importAnswer.parse((await patch(id, { fixes })).body)).toMatchObject({
      notCarded: { 'no-consent': 2 },
      summary: { create: 2 },
    })
  })

  test('[1] the day of receipt decides who is under 16', async () => {
    const { id } = read(await coordinator.send(csv(list)))
    const later = await patch(id, { receivedOn: '2021-05-04' })
    expect(importAnswer.parse(later.body)).toMatchObject({
      receivedOn: '2021-05-04',
      summary: { create: 2 },
    })
  })

  test('[1] a column chosen by hand is kept for the next list of the same source', async () => {
    const { id } = read(await coordinator.send(ofCio(list)))
    const chosen = await patch(id, { mapping: { 5: 'comment', 4: null } })
    expect(importAnswer.parse(chosen.body).columns[5]).toMatchObject({
      field: 'comment',
      state: 'chosen',
    })
    const next = read(await coordinator.send(ofCio(list.replace('Aminata', 'Fatou'))))
    expect(next.columns.map(({ field }) => field)).toEqual([
      null,
      'lastName',
      'firstName',
      'birthDate',
      null,
      'comment',
    ])
  })

  test('[1] a list of an old Mac is read once its encoding is chosen', async () => {
    const text = 'Nom;Prénom;Date de naissance;Ville\r\nLEFÈVRE;Maëlys;04/05/2001;Paris\r\n'
    const sent = await coordinator.send({ ...csv(text), bytes: iconv.encode(text, 'macintosh') })
    const { id, summary } = read(sent)
    expect(summary).toMatchObject({ create: 0, notCarded: 1 })
    const chosen = importAnswer.parse((await patch(id, { encoding: 'macintosh' })).body)
    expect(chosen.reading.encoding).toBe('macintosh')
    expect(chosen.rows[0]).toMatchObject({
      outcome: 'create',
      lastName: 'LEFÈVRE',
      firstName: 'Maëlys',
    })
  })

  test('[1] another separator can be chosen, and another sheet; what was said of the columns before goes', async () => {
    const commas = ['Nom,Prénom,Date de naissance,Mot', 'DIALLO,Aminata,04/05/2001,a;b'].join(
      '\r\n',
    )
    const { id, rows } = read(await coordinator.send(csv(commas)))
    expect(rows[0]).toMatchObject({ lastName: 'DIALLO' })
    await patch(id, { fixes: { 2: { lastName: 'AUTRE' } } })
    expect((await patch(id, { separator: ';' })).status).toBe(422)
    const back = importAnswer.parse((await patch(id, { separator: ',' })).body)
    expect(back.reading.separator).toBe(',')
    expect(back.rows[0]).toMatchObject({ lastName: 'DIALLO' })

    const sheets = readFileSync(
      new URL('../fixtures/lists/operateur_2020-S17.xlsx', import.meta.url),
    )
    const book = read(await coordinator.send({ ...csv(''), name: 'S17.xlsx', bytes: sheets }))
    expect(book.reading.sheet).toBe('Liste S17')
    expect((await patch(book.id, { sheet: 'Bilan des appels' })).status).toBe(422)
    expect((await patch(book.id, { sheet: 'Absente' })).status).toBe(422)
    const chosen = importAnswer.parse((await patch(book.id, { sheet: 'Liste S17' })).body)
    expect(chosen.summary).toEqual(book.summary)
  })

  test('[1] how levels are counted is said once for a source', async () => {
    const levels = ['Nom;Prénom;Date de naissance;Niveau', 'DIALLO;Aminata;04/05/2001;3'].join(
      '\r\n',
    )
    const ofSchool = { ...csv(levels), source: 'school' }
    const { id, reading } = read(await coordinator.send(ofSchool))
    expect(reading).toMatchObject({ levelScale: null, levelsUnclear: 1 })
    const said = importAnswer.parse((await patch(id, { levelScale: 'old' })).body)
    expect(said.reading).toMatchObject({ levelScale: 'old', levelsUnclear: 0 })
    expect(read(await coordinator.send(ofSchool)).reading.levelScale).toBe('old')
    expect(
      read(await coordinator.send({ ...ofSchool, source: 'cfa' })).reading.levelScale,
    ).toBeNull()
  })

  test('[1] another header row can be chosen', async () => {
    const titled = `Nom;Prénom;Ville\r\n${list}`
    const { id } = read(await coordinator.send(csv(titled)))
    const moved = await patch(id, { headerRow: 2 })
    expect(importAnswer.parse(moved.body)).toMatchObject({
      reading: { headerRow: 2 },
      summary: { rows: 4 },
    })
  })

  test('[1] given up, it leaves nothing of the people', async () => {
    const { id } = read(await coordinator.send(csv(list)))
    expect(await coordinator.undo(id)).toMatchObject({ state: 'undone', closed: 0 })
    const kept = await coordinator.read(id)
    expect(JSON.stringify(kept)).not.toMatch(/DIALLO|63998|2001-05-04/)
    const [row] = await server.sql<{ file: unknown }[]>`select file from import where id = ${id}`
    expect(row?.file).toBeNull()
    expect((await patch(id, { headerRow: 1 })).status).toBe(409)
  })

  test('[1] rejected rows are a CSV that Excel opens, with their reasons', async () => {
    const { id } = read(await coordinator.send(csv(list)))
    const response = await coordinator.fetch(`/imports/${id}/rejected`)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = bytes.toString('utf8').trim().split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toBe('3;Date de naissance impossible;MERCIER;Léo;31/06/2002;0639980012;;')
  })

  test('[1] the lists of a campaign are listed, the latest first, without their rows', async () => {
    const { id } = read(await coordinator.send(csv(list)))
    const { imports } = importsAnswer.parse(await (await coordinator.fetch('/imports')).json())
    expect(imports[0]).toMatchObject({
      id,
      state: 'preview',
      summary: { rows: 4 },
      createdBy: coordinator.person.name,
    })
    expect(imports[0]).not.toHaveProperty('rows')
  })

  test('[P7] each opening of a list is logged, by ids', async () => {
    const { id } = read(await coordinator.send(csv(list)))
    await coordinator.read(id)
    await coordinator.fetch(`/imports/${id}/rows`)
    await patch(id, { receivedOn: '2020-04-11' })
    const rows = await server.sql`
      select user_id, campaign_id, action from access_log where subject_id = ${id} order by id`
    expect([...rows]).toEqual(
      ['import.preview', 'import.open', 'import.rows', 'import.correct'].map((action) => ({
        userId: coordinator.person.id,
        campaignId: campaign,
        action,
      })),
    )
    // Given up, it says nothing of anybody: looking at what is left of it opens nothing.
    await coordinator.undo(id)
    await coordinator.read(id)
    const [last] = await server.sql`
      select action from access_log where subject_id = ${id} order by id desc limit 1`
    expect(last).toEqual({ action: 'import.undo' })
  })

  test.each([
    ['receivedOn', { receivedOn: '10/04/2020' }],
    ['source', { source: 'rumour' }],
  ])('[1] a form with an impossible %s is 400', async (field, wrong) => {
    const { status, body } = await coordinator.send({ ...csv(list), ...wrong })
    expect(status).toBe(400)
    expect(Object.keys(problem.parse(body).fields ?? {})).toEqual([field])
  })

  test('[1] a form without a file is 400, and no form at all is 415', async () => {
    const form = new FormData()
    form.set('source', 'cio')
    expect((await coordinator.fetch('/imports', { method: 'POST', body: form })).status).toBe(400)
    expect((await coordinator.fetch('/imports', { method: 'POST', body: '{}' })).status).toBe(415)
  })
})

const fixing = {
  method: 'PATCH',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ fixes: { 2: { lastName: 'AUTRE' } } }),
}

describe('who may import', () => {
  test.each(['manager', 'officer', 'observer', 'partner', 'admin'] as const)(
    '[P2] a %s may not',
    async (role) => {
      const member = await aMember(server, { campaign, role })
      const { id } = read(await coordinator.send(csv(list)))
      const answers = await Promise.all([
        member.send(csv(list)).then(({ status }) => status),
        ...[
          '/imports',
          `/imports/${id}`,
          `/imports/${id}/rows`,
          `/imports/${id}/rows/2`,
          `/imports/${id}/rejected`,
        ].map(async (path) => (await member.fetch(path)).status),
        ...[
          [`/imports/${id}/apply`, 'POST'],
          [`/imports/${id}`, 'PATCH'],
          [`/imports/${id}`, 'DELETE'],
        ].map(async ([path = '', method = '']) => (await member.fetch(path, { method })).status),
      ])
      expect(new Set(answers)).toEqual(new Set([403]))
    },
  )

  test('[P1] somebody of another campaign learns nothing', async () => {
    const { id } = read(await coordinator.send(csv(list)))
    const other = await aMember(server, { campaign: 'campaign-other', role: 'coordinator' })
    const path = `${server.url}/api/campaigns/${campaign}/imports/${id}`
    const foreign = await fetch(path, { headers: { Cookie: other.person.cookie } })
    expect(foreign.status).toBe(404)
    for (const at of ['', '/rows', '/rows/2', '/rejected']) {
      expect((await other.fetch(`/imports/${id}${at}`)).status).toBe(404)
    }
    expect((await other.fetch(`/imports/${id}`, fixing)).status).toBe(404)
    expect((await fetch(path)).status).toBe(401)
  })
})
