import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { campaignAnswer, createdCampaignAnswer } from '#shared/contracts/campaigns.ts'
import { cardAnswer, cardsAnswer, historyAnswer } from '#shared/contracts/cards.ts'
import { campaignId, cardId, type CampaignId, type CardId } from '#shared/domain/ids.ts'
import { fold } from '#shared/domain/names.ts'
import type { Role } from '#shared/domain/roles.ts'
import type { Stage } from '#shared/domain/stages.ts'
import { must } from '#shared/assert.ts'
import { aPerson, createTestApp, type TestApp, type TestPerson } from '#test/support/app.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'

let database: TestDatabase
let site: TestApp
let coordinator: TestPerson
let campaign: CampaignId
let lane: string
beforeAll(async () => {
  database = await freshDatabase()
  site = createTestApp(database.sql)
  const parts = { sql: database.sql, auth: site.auth }
  coordinator = await aPerson(parts, { name: 'Ada Roy', admin: true })
  const mine = site.as(coordinator.cookie)
  const created = await mine.post('/api/campaigns', {
    name: 'Paris 2020',
    template: 'mission_locale',
    lanes: [{ name: 'Est' }, { name: 'Nord' }],
  })
  campaign = campaignId.parse(createdCampaignAnswer.parse(created.body).campaign.id)
  const found = await mine.get(`/api/campaigns/${campaign}`)
  lane = must(campaignAnswer.parse(found.body).lanes[0], 'a lane was asked for').id
})
afterAll(() => database.drop())

interface CardDraft {
  readonly name?: readonly [last: string, first: string]
  readonly stage?: Stage
  readonly lane?: string | null
  readonly officer?: string | null
  readonly partner?: string
  readonly undone?: boolean
  readonly in?: CampaignId
}

/** A row of the projection, as the rooms write it. */
async function aCard(draft: CardDraft = {}): Promise<CardId> {
  const id = cardId.parse(`card_${randomBytes(5).toString('hex')}`)
  const [lastName, firstName] = draft.name ?? ['Martin', 'Léa']
  const { stage = 'received', lane: laneId = null, officer: officerId = null } = draft
  const on = '2020-04-06'
  const by = coordinator.id
  const fields = {
    who: { lastName, firstName, age: 17, sex: null, postCode: null, commune: 'Paris', qpv: null },
    at: { stage, lane: laneId, officer: officerId, rank: 'a0' },
    ...(draft.partner ? { referral: { partner: draft.partner, on, status: 'open' } } : {}),
    ...(draft.undone ? { closed: { situation: 'undone', by, on } } : {}),
  }
  await database.sql`
    insert into card ${database.sql({
      id,
      campaignId: draft.in ?? campaign,
      lastName,
      firstName,
      search: fold(`${lastName} ${firstName}`),
      age: 17,
      commune: 'Paris',
      known: 'untriaged',
      stage,
      laneId,
      officerId,
      rank: 'a0',
      receivedOn: on,
      dueOn: '2020-04-21',
      attempts: 2,
      closed: draft.undone ?? false,
      fields: database.sql.json(fields),
      seq: 1,
    })}`
  return id
}

async function aMember(role: Role, partnerId: string | null = null): Promise<TestPerson> {
  const person = await aPerson({ sql: database.sql, auth: site.auth }, { name: `Un ${role}` })
  await database.sql`
    insert into membership (campaign_id, user_id, role, partner_id)
    values (${campaign}, ${person.id}, ${role}, ${partnerId})`
  return person
}

async function list(query: string, cookie = coordinator.cookie) {
  const answer = await site.as(cookie).get(`/api/campaigns/${campaign}/cards${query}`)
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.anything()])
  return cardsAnswer.parse(answer.body)
}
const idsOf = async (query: string, cookie?: string) =>
  (await list(query, cookie)).cards.map((card) => card.id)

describe('the list', () => {
  test('[P5] a row holds what the contract says, and no contact details', async () => {
    const id = await aCard({ name: ['Contrat', 'Zoé'], stage: 'dispatched', lane })
    expect(await list('?q=contrat')).toEqual({
      cards: [
        {
          id,
          lastName: 'Contrat',
          firstName: 'Zoé',
          age: 17,
          commune: 'Paris',
          qpv: null,
          known: 'untriaged',
          stage: 'dispatched',
          lane,
          officer: null,
          dueOn: '2020-04-21',
          attempts: 2,
          referral: null,
          closed: false,
        },
      ],
      total: 1,
      next: null,
    })
  })

  test('[S1] filters by stage and by lane, and knows the lane of what is still to dispatch', async () => {
    const free = await aCard({ name: ['Filtre', 'Libre'] })
    const placed = await aCard({ name: ['Filtre', 'Place'], stage: 'dispatched', lane })
    expect(await idsOf('?q=filtre&lane=none')).toEqual([free])
    expect(await idsOf(`?q=filtre&lane=${lane}`)).toEqual([placed])
    expect(await idsOf('?q=filtre&stage=dispatched')).toEqual([placed])
    expect(await idsOf('?q=filtre&stage=registered')).toEqual([])
  })

  test('[S1] a parameter that is left empty asks for nothing', async () => {
    const id = await aCard({ name: ['Vide', 'Paramètre'] })
    expect(await idsOf('?q=vide&stage=&lane=&limit=&cursor=')).toEqual([id])
  })

  test('[S7] a card whose import was taken back is not listed, but can be read', async () => {
    const id = await aCard({ name: ['Defait', 'Ali'], undone: true })
    expect((await list('?q=defait')).total).toBe(0)
    const answer = await site.as(coordinator.cookie).get(`/api/campaigns/${campaign}/cards/${id}`)
    expect(cardAnswer.parse(answer.body).card.closed).toBe(true)
  })

  test('[P1] holds no card of another campaign', async () => {
    const other = campaignId.parse('other-campaign')
    await database.sql`
      insert into campaign (id, name, template, settings) values (${other}, 'Other', 'platform', '{}')`
    const id = await aCard({ name: ['Ailleurs', 'Jo'], in: other })
    expect(await idsOf('?q=ailleurs')).toEqual([])
    const paths = [`cards/${id}`, `cards/${id}/history`, `cards?cursor=${id}`]
    const answers = await Promise.all(
      paths.map((path) => site.as(coordinator.cookie).get(`/api/campaigns/${campaign}/${path}`)),
    )
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 400])
  })
})

describe('search', () => {
  const rows: [string, boolean][] = [
    ['lefèvre', true],
    ['LEFEVRE', true],
    ['anaïs lefevre', true],
    ['lefe anais', true],
    ['d’Arc', true],
    ['darc', true],
    ['parc', false],
    ['%', false],
    ['_', false],
    ["' or true --", false],
    ['Anaïs Martin', false],
  ]
  test.each(rows)('[W5] %j finds Lefèvre-d’Arc, Anaïs: %s', async (q, found) => {
    const id = await aCard({ name: ['Lefèvre-d’Arc', 'Anaïs'] })
    const ids = await idsOf(`?q=${encodeURIComponent(q)}&limit=500`)
    expect(ids.includes(id)).toBe(found)
  })
})

describe('pages', () => {
  test('[W5] follow each other by name without a gap or a double, even when two have one name', async () => {
    const names = ['Abel', 'Éloi', 'Elodie', 'Zoé', 'Zoé', 'Zoé', 'Aïcha']
    const made = await Promise.all(names.map((first) => aCard({ name: ['Pagination', first] })))
    const seen: string[] = []
    let cursor = ''
    for (;;) {
      const page = await list(`?q=pagination&limit=3${cursor}`)
      expect(page.total).toBe(7)
      seen.push(...page.cards.map((card) => card.id))
      if (page.next === null) break
      cursor = `&cursor=${page.next}`
    }
    expect(seen).toHaveLength(7)
    expect(new Set(seen)).toEqual(new Set(made))
    const all = await list('?q=pagination')
    expect(all.cards.map((card) => card.firstName)).toEqual([
      'Abel',
      'Aïcha',
      'Elodie',
      'Éloi',
      'Zoé',
      'Zoé',
      'Zoé',
    ])
    expect(all.cards.map((card) => card.id)).toEqual(seen)
  })

  test('[W5] a card that comes in between moves no other to another page', async () => {
    for (const first of ['B', 'C', 'D']) await aCard({ name: ['Insertion', first] })
    const page = await list('?q=insertion&limit=2')
    await aCard({ name: ['Insertion', 'A'] })
    const next = await list(`?q=insertion&limit=2&cursor=${page.next}`)
    expect(next.cards.map((card) => card.firstName)).toEqual(['D'])
  })

  test('[W5] the cursor is no name', async () => {
    for (const first of ['B', 'C']) await aCard({ name: ['Anonyme', first] })
    const page = await list('?q=anonyme&limit=1')
    expect(page.next).toBe(page.cards[0]?.id)
  })

  test.each([
    'limit=0',
    'limit=501',
    'limit=many',
    'stage=nowhere',
    'lane=x',
    'cursor=unknown-card',
  ])('[P7] %s is refused by its name', async (query) => {
    const answer = await site
      .as(coordinator.cookie)
      .get(`/api/campaigns/${campaign}/cards?${query}`)
    const [field = ''] = query.split('=')
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid', fields: { [field]: expect.any(String) } },
    })
  })
})

describe('one card', () => {
  test('[P5] comes with its coded facts and its attempts, oldest first', async () => {
    const id = await aCard({ name: ['Faits', 'Noé'], stage: 'dispatched', lane })
    const at = ['2020-04-08T15:00:00Z', '2020-04-07T09:30:00Z']
    for (const [n, moment] of at.entries()) {
      await database.sql`
        insert into attempt (id, campaign_id, card_id, channel, outcome, at, by_user_id, voided, seq)
        values (
          ${`${id}-${n}`}, ${campaign}, ${id}, 'phone', 'no_answer', ${moment}, ${coordinator.id},
          ${n === 0 ? 'duplicate' : null}, 1
        )`
    }
    const answer = await site.as(coordinator.cookie).get(`/api/campaigns/${campaign}/cards/${id}`)
    const { card } = cardAnswer.parse(answer.body)
    expect(card.facts.at).toEqual({ stage: 'dispatched', lane, officer: null, rank: 'a0' })
    const by = { id: coordinator.id, name: 'Ada Roy' }
    const line = { channel: 'phone', outcome: 'no_answer', by }
    expect(card.attemptLines).toEqual([
      { ...line, id: `${id}-1`, at: '2020-04-07T09:30:00.000Z', voided: null },
      { ...line, id: `${id}-0`, at: '2020-04-08T15:00:00.000Z', voided: 'duplicate' },
    ])
  })

  test('[P1] a card that is not there is a 404, as is what cannot be an id', async () => {
    const mine = site.as(coordinator.cookie)
    const statuses = await Promise.all(
      ['unknown-card', 'x', '%00', 'a'.repeat(80)].map(
        async (id) => (await mine.get(`/api/campaigns/${campaign}/cards/${id}`)).status,
      ),
    )
    expect(statuses).toEqual([404, 404, 404, 404])
  })
})

interface EventDraft {
  readonly document: string
  readonly at: string
  readonly field: string
  readonly verdict?: 'kept' | 'rejected' | 'superseded'
  readonly user?: string | null
}
async function aDocument(kind: 'board' | 'dossier', id: string): Promise<string> {
  const name = `${kind}/${id}`
  await database.sql`
    insert into document (id, kind, campaign_id)
    values (${name}, ${kind}, ${campaign})
    on conflict (id) do nothing`
  return name
}
let seq = 0
async function anEvent(card: CardId, draft: EventDraft): Promise<void> {
  seq += 1
  const { document, at, field, verdict = 'kept', user = coordinator.id } = draft
  await database.sql`
    insert into event (document_id, seq, n, at, user_id, card_id, field, old, new, verdict)
    values (${document}, ${seq}, 0, ${at}, ${user}, ${card}, ${field}, ${null}, '{"n": 1}', ${verdict})`
}
async function readHistory(card: CardId, person: TestPerson) {
  const path = `/api/campaigns/${campaign}/cards/${card}/history`
  const answer = await site.as(person.cookie).get(path)
  return historyAnswer.parse(answer.body).history
}

function keptLine(on: string, field: string, by: { id: string; name: string } | null) {
  return { at: `${on}T10:00:00.000Z`, by, field, old: null, new: { n: 1 }, verdict: 'kept' }
}

describe('history', () => {
  test('[S6] tells every act that was kept, oldest first, with its author', async () => {
    const card = await aCard()
    const board = await aDocument('board', campaign)
    await anEvent(card, { document: board, at: '2020-04-08T10:00:00Z', field: 'at' })
    await anEvent(card, { document: board, at: '2020-04-07T10:00:00Z', field: 'known', user: null })
    await anEvent(card, {
      document: board,
      at: '2020-04-09T10:00:00Z',
      field: 'wish',
      verdict: 'superseded',
    })
    const by = { id: coordinator.id, name: 'Ada Roy' }
    expect(await readHistory(card, coordinator)).toEqual([
      keptLine('2020-04-07', 'known', null),
      keptLine('2020-04-08', 'at', by),
      { ...keptLine('2020-04-09', 'wish', by), verdict: 'superseded' },
    ])
  })

  test('[P8] does not tell what the table of rights refused', async () => {
    const card = await aCard()
    const board = await aDocument('board', campaign)
    const at = '2020-04-08T10:00:00Z'
    await anEvent(card, { document: board, at, field: 'rioEntered', verdict: 'rejected' })
    expect(await readHistory(card, coordinator)).toEqual([])
  })

  test('[P7] tells of the dossier only to those who may open it', async () => {
    const card = await aCard({ stage: 'dispatched', lane })
    const dossier = await aDocument('dossier', card)
    await anEvent(card, { document: dossier, at: '2020-04-08T10:00:00Z', field: 'email' })
    const observer = await aMember('observer')
    const foreign = await aMember('manager')
    const told = await Promise.all(
      [coordinator, observer, foreign].map(
        async (person) => (await readHistory(card, person)).length,
      ),
    )
    expect(told).toEqual([1, 0, 0])
  })
})

describe('who reads what', () => {
  const reading: [Role, number][] = [
    ['coordinator', 200],
    ['manager', 200],
    ['officer', 200],
    ['observer', 200],
    ['admin', 403],
  ]
  test.each(reading)('[P5] a list asked by a %s: %i', async (role, status) => {
    const { cookie } = await aMember(role)
    const id = await aCard()
    const paths = ['cards', `cards/${id}`, `cards/${id}/history`]
    const answers = await Promise.all(
      paths.map((path) => site.as(cookie).get(`/api/campaigns/${campaign}/${path}`)),
    )
    expect(answers.map((answer) => answer.status)).toEqual([status, status, status])
  })

  test('[P5] a partner reads the cards referred to their organisation, and no others', async () => {
    for (const id of ['partner-a', 'partner-b']) {
      await database.sql`
        insert into partner (id, campaign_id, name, kind) values (${id}, ${campaign}, ${id}, 'prij')`
    }
    const ours = await aCard({ name: ['Oriente', 'A'], partner: 'partner-a' })
    const theirs = await aCard({ name: ['Oriente', 'B'], partner: 'partner-b' })
    await aCard({ name: ['Oriente', 'C'] })
    const partner = await aMember('partner', 'partner-a')
    expect(await list('', partner.cookie)).toMatchObject({ cards: [{ id: ours }], total: 1 })
    const mine = site.as(partner.cookie)
    const paths = [ours, `${ours}/history`, theirs, `${theirs}/history`]
    const statuses = await Promise.all(
      paths.map(
        async (path) => (await mine.get(`/api/campaigns/${campaign}/cards/${path}`)).status,
      ),
    )
    expect(statuses).toEqual([200, 200, 404, 404])
    const nobodys = await aMember('partner')
    expect((await list('', nobodys.cookie)).total).toBe(0)
  })
})
