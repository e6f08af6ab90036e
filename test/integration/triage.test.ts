// Triage over HTTP, on a real server: who may, what becomes of the extract, and what it proposes.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { cardFields } from '#shared/domain/card.ts'
import { boardOf, dossierOf, type CardId } from '#shared/domain/ids.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { dossierTypes } from '#shared/documents/dossier-shape.ts'
import { forgetOldExtracts } from '#server/triage/extracts.ts'
import type { Relance } from '#server/relance.ts'
import { cardNamed, csv } from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'
import {
  aminataFile,
  anExtract,
  aTriage,
  nearLeoFile,
  someYouths,
  type TriageWorld,
} from '#test/support/triage.ts'

vi.setConfig({ testTimeout: 90_000 })

let server: Relance
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

async function aLoadedTriage(): Promise<TriageWorld> {
  const world = await aTriage(server, { lists: [someYouths] })
  expect((await world.load(anExtract(aminataFile, nearLeoFile))).status).toBe(201)
  return world
}

const solene = (world: TriageWorld) => world.coordinator.person.id
const decide = (world: TriageWorld, body: unknown, user = solene(world)) =>
  world.call(user, '/decisions', { method: 'POST', body })

async function kept(card: CardId) {
  const [row] = await server.sql<
    {
      known: string
      stage: string
      laneId: string | null
      officerId: string | null
      imiloFile: string | null
      closed: boolean
    }[]
  >`
    select c.known, c.stage, c.lane_id, c.officer_id, c.closed, d.imilo_file
    from card c
    join dossier d on d.card_id = c.id
    where c.id = ${card}`
  return must(row, 'a card')
}

describe('rights', () => {
  test('[P2] only the coordinator triages; a stranger learns nothing [P1]', async () => {
    const world = await aTriage(server, { lists: [someYouths] })
    const stranger = (await aTriage(server)).people.ines
    const card = await cardNamed(world.coordinator, 'DIALLO')
    const calls: [string, { method?: string; body?: unknown }][] = [
      ['', {}],
      [`/cards/${card}`, {}],
      ['/certain', {}],
      ['/extract', { method: 'DELETE' }],
      ['/decisions', { method: 'POST', body: { kind: 'unknown', card } }],
      ['/decisions/abcdefghijkl', { method: 'DELETE' }],
      ['/confirmations', { method: 'POST', body: { cards: [{ card, file: '1' }] } }],
      ['/refusals', { method: 'POST', body: { card, other: { file: '1' }, refused: true } }],
    ]
    const { manager, officer, observer, partner, admin } = world.people
    const others = { manager, officer, observer, partner, admin }
    for (const [path, init] of calls) {
      for (const [role, user] of Object.entries(others)) {
        expect((await world.call(user, path, init)).status, `${path} ${role}`).toBe(403)
      }
      const { status } = await world.call(stranger, path, init)
      expect(status, `${path} of another campaign`).toBe(404)
    }
    for (const [role, user] of Object.entries(others)) {
      expect((await world.load(anExtract(aminataFile), user)).status, `extract ${role}`).toBe(403)
    }
    expect((await world.matched()).extract).toBeNull()
    expect(await kept(card)).toMatchObject({ known: 'untriaged', laneId: null })
  })
})

describe('the extract', () => {
  test('[2] each waiting youth is shown with the files that may be theirs, and nothing else is served', async () => {
    const world = await aLoadedTriage()
    const queue = await world.matched()
    expect(queue.extract).toMatchObject({ files: 2, leftOut: 0, loadedBy: 'Solène Maury' })
    const verdictOf = (card: CardId) => queue.waiting.find((row) => row.card === card)?.verdict
    const aminata = await cardNamed(world.coordinator, 'DIALLO')
    const leo = await cardNamed(world.coordinator, 'MERCIER')
    expect(verdictOf(aminata)).toBe('certain')
    expect(verdictOf(leo)).toBe('to_check')
    expect(JSON.stringify(queue)).not.toMatch(/DIALLO|Riquet|63998|HADDAD/)

    const opened = await world.open(aminata)
    expect(opened.candidates).toMatchObject([
      {
        file: '1000001',
        verdict: 'certain',
        advisor: 'HADDAD Nawel',
        referent: { kind: 'here', officer: world.people.officer, lane: world.lanes.nord },
        known: 'known_active',
        fields: { birthDate: { is: 'same' }, phone: { is: 'same' } },
      },
    ])
    expect(JSON.stringify(opened)).not.toContain('1000002')
    expect((await world.open(leo)).candidates[0]).toMatchObject({ known: 'known_inactive' })
  })

  test('[2] a list that is none gets one sentence, and the extract before it stays', async () => {
    const world = await aLoadedTriage()
    const refused = await world.load({
      name: 'photo.csv',
      bytes: Buffer.from([137, 80, 78, 71, 0]),
    })
    expect(refused).toMatchObject({ status: 422, body: { code: 'file-not-a-list' } })
    const noNumber = {
      name: 'liste.csv',
      bytes: Buffer.from('Nom;Prénom;Date de naissance\nSOW;Awa;01/02/2003'),
    }
    expect(await world.load(noNumber)).toMatchObject({
      status: 422,
      body: { code: 'extract-no-number' },
    })
    expect((await world.matched()).extract).toMatchObject({ files: 2 })
  })

  test('[P7] it is sealed in the database, and each opening of a youth is logged by ids', async () => {
    const world = await aLoadedTriage()
    await world.matched()
    const card = await cardNamed(world.coordinator, 'DIALLO')
    await world.open(card)
    const [row] = await server.sql<{ text: string }[]>`
      select encode(e.sealed, 'escape') || encode(m.sealed, 'escape') as text
      from triage_extract e
      join triage_match m on m.campaign_id = e.campaign_id
      where e.campaign_id = ${world.campaign}
      limit 1`
    expect(row?.text).not.toMatch(/DIALLO|Aminata|HADDAD/)
    const log = await server.sql<{ action: string; subjectId: string }[]>`
      select action, subject_id from access_log where campaign_id = ${world.campaign} order by id`
    expect(log.map((one) => one.action)).toEqual(
      expect.arrayContaining(['triage.extract.load', 'triage.open']),
    )
    expect(log.find((one) => one.action === 'triage.open')?.subjectId).toBe(card)
  })

  test('[P7] opening a youth logs each card whose contact details are shown beside it', async () => {
    const world = await aLoadedTriage()
    await world.matched()
    const card = await cardNamed(world.coordinator, 'TRAORE')
    const other = await cardNamed(world.coordinator, 'TRAORÉ')
    const opened = await world.open(card)
    expect(JSON.stringify(opened.duplicates)).toContain('+33639980013')
    const log = await server.sql<{ userId: string; subjectId: string }[]>`
      select user_id, subject_id
      from access_log
      where campaign_id = ${world.campaign} and action = 'triage.open'
      order by id`
    expect(log).toEqual([
      { userId: solene(world), subjectId: card },
      { userId: solene(world), subjectId: other },
    ])
  })

  test('[2] closing the triage deletes the extract and every candidate; decisions stay', async () => {
    const world = await aLoadedTriage()
    await world.matched()
    const card = await cardNamed(world.coordinator, 'DIALLO')
    await decide(world, { kind: 'known', card, file: '1000001' })
    expect((await world.call(solene(world), '/extract', { method: 'DELETE' })).status).toBe(204)
    const left = await server.sql`
      select 1 from triage_extract where campaign_id = ${world.campaign}`
    expect(left).toHaveLength(0)
    const queue = await world.matched()
    expect(queue.extract).toBeNull()
    expect(queue.decided).toMatchObject([{ card, kind: 'known' }])
    expect((await world.open(await cardNamed(world.coordinator, 'MERCIER'))).candidates).toEqual([])
  })

  test('[2] an extract that nobody closed is deleted after 30 days, and its candidates with it', async () => {
    const own = await startServer({}, { forgetEveryMs: 100 })
    try {
      const world = await aTriage(own, { lists: [someYouths] })
      await world.load(anExtract(aminataFile, nearLeoFile))
      await world.matched()
      const held = (table: 'triage_extract' | 'triage_match') =>
        own.sql`select 1 from ${own.sql(table)} where campaign_id = ${world.campaign}`
      await own.sql`update triage_extract set loaded_at = now() - interval '29 days'`
      expect(await forgetOldExtracts(own.sql)).toBe(0)
      expect(await held('triage_extract')).toHaveLength(1)
      await own.sql`update triage_extract set loaded_at = now() - interval '31 days'`
      await vi.waitUntil(async () => (await held('triage_extract')).length === 0, {
        timeout: 10_000,
      })
      expect(await held('triage_match')).toHaveLength(0)
    } finally {
      await own.close()
    }
  })
})

describe('what is proposed', () => {
  test('[2] a pair that a person refused is proposed no more, also by next week’s extract', async () => {
    const world = await aLoadedTriage()
    await world.matched()
    const card = await cardNamed(world.coordinator, 'DIALLO')
    const refuse = (refused: boolean) =>
      world.call(solene(world), '/refusals', {
        method: 'POST',
        body: { card, other: { file: '1000001' }, refused },
      })
    expect((await refuse(true)).status).toBe(204)
    await world.matched()
    expect(await world.open(card)).toMatchObject({ candidates: [], refused: ['1000001'] })
    await world.load(anExtract(aminataFile, nearLeoFile))
    const next = await world.matched()
    expect(next.waiting.find((row) => row.card === card)?.verdict).toBe('unknown')
    expect((await refuse(false)).status).toBe(204)
    await world.matched()
    expect((await world.open(card)).candidates).toHaveLength(1)
  })

  test('[2] a corrected name is matched again, and a later list’s youths are matched when they arrive', async () => {
    const world = await aTriage(server, {
      lists: [csv('DIALO;Amina;04/05/2002;;75019;PARIS;0639980055;;;;Oui')],
    })
    await world.load(anExtract(aminataFile))
    const before = await world.matched()
    expect(before.waiting[0]?.verdict).toBe('unknown')
    const card = must(before.waiting[0], 'a row').card
    await server.rooms.execute(boardOf(world.campaign), {
      user: solene(world),
      edit(doc) {
        const map = must(boardTypes(doc).cards.get(card), 'the card')
        const who = cardFields.who.parse(map.get('who'))
        map.set('who', { ...who, lastName: 'DIALLO', firstName: 'Aminata' })
      },
    })
    await server.rooms.execute(dossierOf(card), {
      user: solene(world),
      edit: (doc) => void dossierTypes(doc).person.set('birthDate', '2001-05-04'),
    })
    expect((await world.matched()).waiting[0]?.verdict).toBe('certain')
  })
})
