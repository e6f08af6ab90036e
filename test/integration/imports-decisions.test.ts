import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { importAnswer, type ImportPatch } from '#shared/contracts/imports.ts'
import { attemptId, boardOf, campaignId, type CardId } from '#shared/domain/ids.ts'
import { attempt } from '#shared/domain/attempt.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { must } from '#shared/assert.ts'
import { createCampaign } from '#server/campaigns/create.ts'
import type { Relance } from '#server/relance.ts'
import {
  aminata,
  anImporter,
  bring,
  cardNamed,
  cardsOf,
  csv,
  importerOf,
  leo,
  preview,
  type Importer,
} from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'

// What a person decides of rows, and who must not be brought back.

vi.setConfig({ testTimeout: 90_000 })

let server: Relance
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const later = (...rows: string[]) => ({ ...csv(...rows), receivedOn: '2020-04-17' })
const misspelt = aminata.replace('DIALLO', 'DIALO').replace('0639980011', '0639981111')

async function correct(coordinator: Importer, id: string, patch: ImportPatch) {
  const response = await coordinator.fetch(`/imports/${id}`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(patch),
  })
  return importAnswer.parse(await response.json())
}

describe('who is alike', () => {
  test('[1] stands beside the row, is kept apart unless a person merges', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const card = await cardNamed(coordinator, 'DIALLO')
    const { id, rows } = await preview(coordinator, later(misspelt))
    expect(rows[0]).toMatchObject({
      outcome: 'create',
      alike: [{ where: 'card', card, certain: false, lastName: 'DIALLO', phone: '+33639980011' }],
    })
    const merged = await correct(coordinator, id, { decisions: { '2': 'merge' } })
    await coordinator.read(id)
    const [beside] = await server.sql<{ times: number }[]>`
      select count(*)::int as times from access_log
      where action = 'import.beside' and subject_id = ${card}`
    expect(beside?.times).toBe(1)
    expect(merged.rows[0]).toMatchObject({ outcome: 'update', card, decision: 'merge' })
    await coordinator.apply(id)
    expect((await cardsOf(coordinator)).total).toBe(1)
  })

  test('[1] a certain one can be kept apart, a row can be set aside, and a decision taken back', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const { id } = await preview(coordinator, later(aminata, leo))
    const decided = await correct(coordinator, id, { decisions: { '2': 'keep', '3': 'set-aside' } })
    expect(decided).toMatchObject({
      summary: { rows: 2, create: 1, unchanged: 0, notCarded: 1 },
      notCarded: { 'set-aside': 1 },
    })
    const back = await correct(coordinator, id, { decisions: { '3': null } })
    expect(back.summary).toMatchObject({ create: 2, notCarded: 0 })
    await coordinator.apply(id)
    expect((await cardsOf(coordinator)).total).toBe(3)
  })

  test('[P1] in another campaign only for those who coordinate it too, and nothing of it stays', async () => {
    const coordinator = await anImporter(server)
    const { campaign } = await createCampaign(
      { sql: server.sql, writer: server.rooms },
      {
        name: 'Vague 2',
        template: 'mission_locale',
        lanes: [],
        pool: [],
        observers: [],
        coordinators: [],
      },
      coordinator.person.id,
    )
    const other = importerOf({
      url: server.url,
      person: coordinator.person,
      campaign: campaignId.parse(campaign.id),
    })
    await bring(coordinator, csv(aminata))
    const { id, rows, summary } = await preview(other, csv(aminata, leo))
    expect(summary).toMatchObject({ create: 2 })
    expect(rows[0]?.alike).toMatchObject([
      { where: 'elsewhere', certain: true, campaign: { id: coordinator.campaign } },
    ])
    // [P7] Whose contact details stood beside the row is written down where their card is.
    const shown = rows[0]?.alike[0]?.card ?? null
    const beside = await server.sql`
      select user_id, campaign_id from access_log
      where action = 'import.beside' and subject_id = ${shown}`
    expect([...beside]).toEqual([
      { userId: coordinator.person.id, campaignId: coordinator.campaign },
    ])
    // A colleague who coordinates this campaign only.
    const colleague = await anImporter(server)
    await server.sql`
      insert into membership (campaign_id, user_id, role)
      values (${other.campaign}, ${colleague.person.id}, 'coordinator')`
    const theirs = importerOf({
      url: server.url,
      person: colleague.person,
      campaign: other.campaign,
    })
    const seen = await theirs.fetch(`/imports/${id}`)
    const text = await seen.text()
    expect(text).not.toContain(coordinator.campaign)
    expect(importAnswer.parse(JSON.parse(text)).rows[0]?.alike).toEqual([])
    expect((await preview(theirs, csv(aminata))).rows[0]?.alike).toEqual([])

    await correct(other, id, { decisions: { '2': 'set-aside' } })
    const applied = await other.apply(id)
    expect(applied).toMatchObject({ summary: { create: 1 }, notCarded: { 'set-aside': 1 } })
    const [kept] = await server.sql<{ text: string }[]>`
      select preview::text as text from import where id = ${id}`
    expect(kept?.text).not.toContain(coordinator.campaign)
  })
})

async function oppose(coordinator: Importer, card: CardId): Promise<void> {
  await server.rooms.execute(boardOf(coordinator.campaign), {
    user: coordinator.person.id,
    edit: (doc) =>
      must(boardTypes(doc).cards.get(card), 'a card').set('noContact', {
        by: coordinator.person.id,
        on: '2020-04-12',
      }),
  })
}
/** As an erasure leaves it: no card, no dossier. */
async function erase(card: CardId): Promise<void> {
  await server.sql`delete from card_listed where card_id = ${card}`
  await server.sql`delete from dossier where card_id = ${card}`
  await server.sql`delete from card where id = ${card}`
}

describe('who asked not to be contacted', () => {
  test('[A5] is counted and not named, also when no card is left', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const card = await cardNamed(coordinator, 'DIALLO')
    await oppose(coordinator, card)
    expect((await preview(coordinator, later(aminata))).rows[0]).toMatchObject({
      outcome: 'unchanged',
      notes: [{ code: 'no-contact' }],
    })
    await erase(card)
    const again = await bring(coordinator, later(aminata, leo))
    expect(again).toMatchObject({
      summary: { rows: 2, create: 1, update: 0, unchanged: 0, notCarded: 1 },
      notCarded: { opposed: 1 },
    })
    expect(again.rows.map(({ line }) => line)).toEqual([3])
    const rejected = await (await coordinator.fetch(`/imports/${again.id}/rejected`)).text()
    expect(rejected).not.toContain('DIALLO')
  })

  test('[A5] nothing that is remembered says whom, and another campaign is not bound', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    await oppose(coordinator, await cardNamed(coordinator, 'DIALLO'))
    const rows = await server.sql<{ text: string }[]>`
      select hash as text from opposition where campaign_id = ${coordinator.campaign}`
    expect(rows.length).toBeGreaterThan(0)
    for (const { text } of rows) expect(text).toMatch(/^[\w-]{43}$/)
    const elsewhere = await anImporter(server)
    expect((await preview(elsewhere, csv(aminata))).summary).toMatchObject({ create: 1 })
  })

  test('[A5] an outcome “ne plus contacter” is enough, and a void attempt lifts it', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const card = await cardNamed(coordinator, 'DIALLO')
    const id = attemptId.parse('attempt-opposed')
    const { person, campaign } = coordinator
    await server.rooms.execute(boardOf(campaign), {
      user: person.id,
      edit: (doc) =>
        boardTypes(doc).attempts.set(
          id,
          attempt.parse({
            card,
            channel: 'phone',
            outcome: 'do_not_contact',
            at: '2020-04-12T08:00:00.000Z',
            by: person.id,
          }),
        ),
    })
    const count = async () =>
      must(
        (
          await server.sql<{ n: number }[]>`
            select count(*)::int as n from opposition where card_id = ${card}`
        )[0],
        'a count',
      ).n
    expect(await count()).toBeGreaterThan(0)
    await server.rooms.execute(boardOf(campaign), {
      user: person.id,
      edit: (doc) =>
        boardTypes(doc).voids.set(id, {
          reason: 'saisie par erreur',
          by: person.id,
          at: '2020-04-12T09:00:00.000Z',
        }),
    })
    expect(await count()).toBe(0)
  })
})

const file = (header: string, row: string) => ({
  name: 'liste.csv',
  receivedOn: '2020-04-10',
  bytes: Buffer.from(`${header}\r\n${row}\r\n`),
})

describe('choices about columns', () => {
  test('[1] are kept by source and by name, also when a column was added', async () => {
    const coordinator = await anImporter(server)
    const first = await preview(
      coordinator,
      file('Nom;Prénom;Date de naissance;Code rose', 'DIALLO;Aminata;04/05/2001;Mme'),
    )
    await correct(coordinator, first.id, { mapping: { '3': 'sex' } })
    const wider = file('Nom;Code rose;Prénom;Vu;Date de naissance', 'ROUX;Mme;Jeanne;x;04/05/2002')
    expect((await preview(coordinator, wider)).columns[1]).toMatchObject({
      header: 'Code rose',
      field: 'sex',
      state: 'chosen',
    })
    expect((await preview(coordinator, { ...wider, source: 'cio' })).columns[1]).toMatchObject({
      field: null,
    })
  })
})

describe('who does not agree to contact', () => {
  test('[1] is counted, and is the CIO’s to orient when the wish is school', async () => {
    const coordinator = await anImporter(server)
    const school = 'GULER;Emre;01/02/2002;;;;0639980014;;;Rescolarisation;Non'
    const work = 'ROUX;Jeanne;01/02/2002;;;;0639980015;;;Emploi;Non'
    const { id, notCarded, rows } = await preview(coordinator, csv(aminata, school, work))
    expect(notCarded).toEqual({ 'no-consent': 2 })
    expect(rows.map(({ notes }) => notes.map(({ code }) => code))).toEqual([[], ['orient-cio'], []])
    const rejected = await (await coordinator.fetch(`/imports/${id}/rejected`)).text()
    expect(rejected).toMatch(/GULER;Emre.*;CIO\r\n/)
    expect(rejected).toMatch(/ROUX;Jeanne.*;\r\n/)
  })
})
