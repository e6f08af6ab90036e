import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { cardAnswer } from '#shared/contracts/cards.ts'
import { day } from '#shared/domain/day.ts'
import { boardOf, type CardId } from '#shared/domain/ids.ts'
import { problem } from '#shared/contracts/problem.ts'
import { editCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { must } from '#shared/assert.ts'
import { takeImportLock } from '#server/imports/lock.ts'
import type { Relance } from '#server/relance.ts'
import {
  typeIn,
  aminata,
  anImporter,
  bring,
  cardNamed,
  cardsOf,
  csv,
  leo,
  preview,
  type Importer,
} from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'

// Lists put on a board by the real rooms, and taken back.

// Each list starts a thread of its own to be read, and some tests send three.
vi.setConfig({ testTimeout: 90_000 })

let server: Relance
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

/** Facts of a dossier, from its projection. */
async function dossierRow(card: CardId) {
  const [row] = await server.sql<
    { fields: Record<string, unknown>; numbers: Record<string, { e164: string | null }> }[]
  >`
    select fields, numbers from dossier where card_id = ${card}`
  const { fields, numbers } = must(row, 'a dossier for the card')
  return {
    ...fields,
    phones: Object.values(numbers)
      .map(({ e164 }) => e164)
      .toSorted((a, b) => (String(a) < String(b) ? -1 : 1)),
  }
}

async function factsOf(coordinator: Importer, card: CardId) {
  const response = await coordinator.fetch(`/cards/${card}`)
  return cardAnswer.parse(await response.json()).card.facts
}

const later = (row: string) => ({ ...csv(row), receivedOn: '2020-04-17' })

describe('a list that is applied', () => {
  test('[S3] its youths stand in “Reçu”, in no lane, in the order of the list, untriaged', async () => {
    const coordinator = await anImporter(server)
    const applied = await bring(coordinator, csv(aminata, leo))
    expect(applied).toMatchObject({
      state: 'applied',
      progress: { done: 2, total: 2 },
      summary: { create: 2 },
    })
    const { cards, total } = await cardsOf(coordinator)
    expect(total).toBe(2)
    expect(cards.find((card) => card.lastName === 'DIALLO')).toMatchObject({
      firstName: 'Aminata',
      age: 18,
      commune: 'Paris',
      known: 'untriaged',
      stage: 'received',
      lane: null,
      officer: null,
      dueOn: '2020-04-25',
      closed: false,
    })
    const rows = await server.sql<{ lastName: string }[]>`
      select last_name from card where campaign_id = ${coordinator.campaign} order by rank, id`
    expect(rows.map((row) => row.lastName)).toEqual(['DIALLO', 'MERCIER'])
    const detail = await coordinator.fetch(`/cards/${await cardNamed(coordinator, 'MERCIER')}`)
    expect(cardAnswer.parse(await detail.json()).card.facts).toMatchObject({
      who: { postCode: '75018', commune: 'Paris' },
      received: { on: '2020-04-10', source: 'operator_list', list: applied.id },
      contact: { phones: 1, email: true, toRepair: false },
    })
  })

  test('[P7] contact details stand in the dossier, and nowhere on the board', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const card = await cardNamed(coordinator, 'DIALLO')
    expect(await dossierRow(card)).toMatchObject({
      birthDate: '2001-05-04',
      address: { lines: ['12 rue Riquet'], postCode: '75019', commune: 'Paris' },
      situation: 'Sans solution',
      phones: ['+33639980011'],
    })
    const board = await server.rooms.execute(boardOf(coordinator.campaign), {
      user: coordinator.person.id,
      edit: (doc) => JSON.stringify(boardTypes(doc).cards.toJSON()),
    })
    expect(board).not.toMatch(/63998|2001-05-04|Riquet/)
  })

  test('[1] the same file twice changes nothing, also when both previews were made before', async () => {
    const coordinator = await anImporter(server)
    const [first, second] = [
      await preview(coordinator, csv(aminata, leo)),
      await preview(coordinator, csv(aminata, leo)),
    ]
    const lock = must(await takeImportLock(server.sql, coordinator.campaign), 'nobody imports')
    const busy = await coordinator.fetch(`/imports/${first.id}/apply`, { method: 'POST' })
    expect([busy.status, problem.parse(await busy.json()).code]).toEqual([409, 'import-running'])
    await lock.release()
    await coordinator.apply(first.id)
    await coordinator.apply(second.id)
    const again = await bring(coordinator, csv(aminata, leo))
    expect(again.summary).toEqual({ rows: 2, create: 0, update: 0, unchanged: 2, notCarded: 0 })
    expect((await cardsOf(coordinator)).total).toBe(2)
  })

  test('[1] applied twice, it is applied once', async () => {
    const coordinator = await anImporter(server)
    const { id } = await bring(coordinator, csv(aminata))
    expect(await coordinator.apply(id)).toMatchObject({ state: 'applied' })
    expect((await cardsOf(coordinator)).total).toBe(1)
  })

  test('[1] its file and the names of its rows are deleted; rows in error stay to be corrected', async () => {
    const coordinator = await anImporter(server)
    const wrong = 'ROUX;Jeanne;31/06/2002;;;;0639980013;;;;Oui'
    const refused = 'GULER;Emre;01/02/2002;;;;0639980014;;;;Non'
    const { id } = await bring(coordinator, csv(aminata, wrong, refused))
    const [row] = await server.sql<{ file: unknown; kept: string }[]>`
      select file, preview::text as kept from import where id = ${id}`
    expect(row?.file).toBeNull()
    expect(row?.kept).not.toMatch(/DIALLO|GULER|Riquet/)
    const rejected = await (await coordinator.fetch(`/imports/${id}/rejected`)).text()
    expect(rejected).toContain('ROUX;Jeanne;31/06/2002')
  })
})

describe('a youth who comes again', () => {
  test('[1] another phone is added, another home replaces the first', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const moved =
      'Diallo;AMINATA;04/05/2001;;93300;AUBERVILLIERS;0639989999;;Sans solution;Formation;Oui'
    expect((await bring(coordinator, later(moved))).summary).toMatchObject({ create: 0, update: 1 })
    const card = await cardNamed(coordinator, 'DIALLO')
    expect(await dossierRow(card)).toMatchObject({
      phones: ['+33639980011', '+33639989999'],
      address: { lines: [], postCode: '93300', commune: 'Aubervilliers' },
    })
    const { facts } = cardAnswer.parse(
      await (await coordinator.fetch(`/cards/${card}`)).json(),
    ).card
    expect(facts).toMatchObject({
      contact: { phones: 2 },
      who: { commune: 'Aubervilliers' },
      wish: 'training',
    })
    expect(facts.received?.on).toBe('2020-04-10')
    expect((await bring(coordinator, later(moved))).summary).toMatchObject({
      update: 0,
      unchanged: 1,
    })
  })

  test('[1] what a colleague has typed is not lost', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(leo))
    const card = await cardNamed(coordinator, 'MERCIER')
    await typeIn(
      server.rooms,
      { coordinator, card },
      {
        email: 'leo.mercier@exemple.fr',
        situation: 'A trouvé un stage',
      },
    )
    await bring(
      coordinator,
      later(leo.replace('leo@exemple.fr', 'nouveau@exemple.fr').replace(';;;Oui', ';Intérim;;Oui')),
    )
    expect(await dossierRow(card)).toMatchObject({
      email: 'leo.mercier@exemple.fr',
      situation: 'A trouvé un stage',
    })
  })

  test('[1] an agreement taken back makes no card, and the card that exists is marked', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const card = await cardNamed(coordinator, 'DIALLO')
    const applied = await bring(coordinator, later(aminata.replace('Oui', 'Non')))
    expect(applied).toMatchObject({
      summary: { create: 0, notCarded: 1 },
      notCarded: { 'no-consent': 1 },
    })
    expect(applied.rows[0]).toMatchObject({ card, notes: [{ code: 'agreement-withdrawn' }] })
    expect(applied).toMatchObject({ withdrawn: 1, counts: { look: 1 } })
    expect(await cardNamed(coordinator, 'DIALLO')).toBe(card)
    expect(await factsOf(coordinator, card)).toMatchObject({
      agreementWithdrawn: { on: '2020-04-17', list: applied.id },
    })
    // Said again it is no news; said by a list of before it counts for nothing.
    const again = await preview(coordinator, later(aminata.replace('Oui', 'Non')))
    expect(again).toMatchObject({ withdrawn: 0, counts: { look: 0 } })
  })

  test('[1] an agreement given again by a later list is given again on the card', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const card = await cardNamed(coordinator, 'DIALLO')
    await bring(coordinator, later(aminata.replace('Oui', 'Non')))
    const between = { ...csv(aminata), receivedOn: '2020-04-15' }
    expect((await preview(coordinator, between)).summary).toMatchObject({ update: 0, unchanged: 1 })
    const renewed = { ...csv(aminata), receivedOn: '2020-04-24' }
    const { id, rows } = await preview(coordinator, renewed)
    expect(rows[0]).toMatchObject({
      outcome: 'update',
      changes: [{ field: 'consent', before: 'no', after: 'yes', kept: false }],
    })
    await coordinator.apply(id)
    expect(await factsOf(coordinator, card)).toMatchObject({ agreementWithdrawn: null })
    // Taken back, the card stands as it did.
    await coordinator.undo(id)
    expect(await factsOf(coordinator, card)).toMatchObject({
      agreementWithdrawn: { on: '2020-04-17' },
    })
  })

  test('[1] a card that bears the mark of former versions is read as withdrawn, and keeps its other tags', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const card = await cardNamed(coordinator, 'DIALLO')
    await server.rooms.execute(boardOf(coordinator.campaign), {
      user: coordinator.person.id,
      edit: (doc) => editCard(doc, card, { tags: ['à relancer', 'accord retiré'] }),
    })
    const said = await preview(coordinator, later(aminata.replace('Oui', 'Non')))
    expect(said.withdrawn).toBe(0)
    await bring(coordinator, later(aminata))
    expect(await factsOf(coordinator, card)).toMatchObject({ tags: ['à relancer'] })
  })
})

const make = (coordinator: Importer, body: unknown) =>
  coordinator.fetch('/cards', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('a card made by hand', () => {
  test('[S3] stands in “Reçu” with its dossier, and a later list recognises it', async () => {
    const coordinator = await anImporter(server)
    const typed = {
      lastName: 'DIALLO',
      firstName: 'Aminata',
      birthDate: '2001-05-04',
      phones: ['06 39 98 00 11'],
      receivedOn: '2020-04-01',
    }
    const response = await make(coordinator, typed)
    expect(response.status).toBe(201)
    const { card } = cardAnswer.parse(await response.json())
    expect(card).toMatchObject({ stage: 'received', lane: null, age: 18, known: 'untriaged' })
    expect(await dossierRow(card.id)).toMatchObject({
      birthDate: '2001-05-04',
      phones: ['+33639980011'],
    })
    expect((await bring(coordinator, csv(aminata))).summary).toMatchObject({ create: 0, update: 1 })
    expect((await bring(coordinator, csv(aminata))).summary).toMatchObject({
      create: 0,
      update: 0,
      unchanged: 1,
    })
    await vi.waitFor(async () =>
      expect(await dossierRow(card.id)).toMatchObject({ situation: 'Sans solution' }),
    )
  })

  test('[A5] of who asked not to be contacted is not made, and says neither whom nor what is known', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const card = await cardNamed(coordinator, 'DIALLO')
    const { campaign, person } = coordinator
    await server.rooms.execute(boardOf(campaign), {
      user: person.id,
      edit: (doc) =>
        editCard(doc, card, { noContact: { by: person.id, on: day.parse('2020-04-12') } }),
    })
    const typed = { lastName: 'Diallo', firstName: 'AMINATA', birthDate: '2001-05-04' }
    const refused = await make(coordinator, typed)
    const text = await refused.text()
    expect([refused.status, problem.parse(JSON.parse(text)).code]).toEqual([409, 'opposed'])
    expect(text).not.toMatch(new RegExp(`diallo|aminata|${card}`, 'i'))
    // Somebody else is nobody's concern.
    expect((await make(coordinator, { ...typed, firstName: 'Fatou' })).status).toBe(201)
    // The youth has come back.
    expect((await make(coordinator, { ...typed, despiteOpposition: true })).status).toBe(201)
    const log = await server.sql<{ action: string; subjectId: string | null }[]>`
      select action, subject_id from access_log
      where campaign_id = ${campaign} and action like 'card.%' order by id`
    expect([...log]).toEqual([
      { action: 'card.opposed', subjectId: null },
      { action: 'card.create.opposed', subjectId: null },
    ])
  })

  test('[1] needs both names', async () => {
    const coordinator = await anImporter(server)
    expect((await make(coordinator, { lastName: 'NC', firstName: 'Aminata' })).status).toBe(422)
    expect((await make(coordinator, { firstName: 'Aminata' })).status).toBe(400)
  })
})
