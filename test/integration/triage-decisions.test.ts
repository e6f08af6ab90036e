// Decisions of triage over HTTP, on a real server: where a card goes, who is told, who was faster, and taking it back.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { noticesAnswer } from '#shared/contracts/notices.ts'
import { certainAnswer, decisionAnswer } from '#shared/contracts/triage.ts'
import { must } from '#shared/assert.ts'
import { boardOf, type CardId } from '#shared/domain/ids.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import type { Relance } from '#server/relance.ts'
import { signIn } from '#test/support/board-world.ts'
import { cardNamed, cardsOf, csv } from '#test/support/imports.ts'
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
const actOf = (answer: { body: unknown }) => decisionAnswer.parse(answer.body).act
const undo = (world: TriageWorld, act: string, user = solene(world)) =>
  world.call(user, `/decisions/${act}`, { method: 'DELETE' })

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

/** Phones of a dossier, and how many the board counts. */
const numbersOf = async (id: CardId) => {
  const [row] = await server.sql<{ phones: string[]; count: number }[]>`
    select d.phones, (c.fields -> 'contact' ->> 'phones')::int as count
    from dossier d
    join card c on c.id = d.card_id
    where d.card_id = ${id}`
  return row
}

/** What somebody was told: how many cards, and what of them. */
async function told(world: TriageWorld, user: keyof TriageWorld['people']) {
  const cookie = await signIn(server.sql, world.people[user])
  const answer = await fetch(`${server.url}/api/notices`, { headers: { cookie } })
  const { notices } = noticesAnswer.parse(await answer.json())
  return notices.map((one) => `${one.count} ${one.kind}`)
}

async function certain(world: TriageWorld) {
  await world.matched()
  const { body } = await world.call(solene(world), '/certain')
  return certainAnswer.parse(body).cards
}

describe('decisions', () => {
  test('[3] known goes to the référent with a copy to the RS and the observers; the number stands in the dossier', async () => {
    const world = await aLoadedTriage()
    await world.matched()
    const card = await cardNamed(world.coordinator, 'DIALLO')
    expect((await decide(world, { kind: 'known', card, file: '1000001' })).status).toBe(201)
    expect(await kept(card)).toMatchObject({
      known: 'known_active',
      stage: 'dispatched',
      laneId: world.lanes.nord,
      officerId: world.people.officer,
      imiloFile: '1000001',
    })
    expect(await told(world, 'officer')).toEqual(['1 assigned'])
    expect(await told(world, 'manager')).toEqual(['1 copied'])
    expect(await told(world, 'observer')).toEqual(['1 copied'])
    const [decision] = await server.sql<{ evidence: { verdict: string }; imiloFile: string }[]>`
      select evidence, imilo_file from triage_decision where card_id = ${card}`
    expect(decision).toMatchObject({ imiloFile: '1000001', evidence: { verdict: 'certain' } })
    expect(JSON.stringify(decision)).not.toMatch(/DIALLO|Riquet|63998/)
    const candidates = await server.sql`select 1 from triage_match where card_id = ${card}`
    expect(candidates, 'no candidate outlives its decision').toHaveLength(0)
    const authors = await server.sql<{ userId: string }[]>`
      select distinct user_id from event where card_id = ${card} and field in ('at', 'known')`
    expect(authors.map((one) => one.userId)).toEqual([solene(world)])
  })

  test('[3] a référent who has left: the RS of the sector', async () => {
    const world = await aLoadedTriage()
    await world.matched()
    const card = await cardNamed(world.coordinator, 'MERCIER')
    await decide(world, { kind: 'known', card, file: '1000002' })
    expect(await kept(card)).toMatchObject({
      known: 'known_inactive',
      stage: 'received',
      laneId: world.lanes.nord,
      officerId: null,
    })
    expect(await told(world, 'manager')).toEqual(['1 arrived'])
    expect(await told(world, 'observer')).toEqual(['1 copied'])
  })

  test('[3] unknown goes to the RS of the post code; nobody serves it: a person chooses', async () => {
    const world = await aLoadedTriage()
    await world.matched()
    const leo = await cardNamed(world.coordinator, 'MERCIER')
    const tom = await cardNamed(world.coordinator, 'NGUYEN')
    await decide(world, { kind: 'unknown', card: leo })
    expect(await kept(leo)).toMatchObject({ known: 'unknown', laneId: world.lanes.nord })
    expect(await decide(world, { kind: 'unknown', card: tom })).toMatchObject({
      status: 422,
      body: { code: 'triage-choose-lane' },
    })
    expect(await kept(tom)).toMatchObject({ known: 'untriaged', laneId: null })
    const to = { lane: world.lanes.est, officer: null }
    expect((await decide(world, { kind: 'unknown', card: tom, to })).status).toBe(201)
    expect(await kept(tom)).toMatchObject({ laneId: world.lanes.est })
    const elsewhere = { lane: 'no_such_lane', officer: null }
    const fatou = await cardNamed(world.coordinator, 'TRAORE')
    expect(await decide(world, { kind: 'unknown', card: fatou, to: elsewhere })).toMatchObject({
      status: 422,
      body: { code: 'lane-unknown' },
    })
  })

  test('[2] a card decided twice at once is decided once, and the other hears who, what and where', async () => {
    const world = await aLoadedTriage()
    await world.matched()
    const card = await cardNamed(world.coordinator, 'DIALLO')
    const answers = await Promise.all([
      decide(world, { kind: 'known', card, file: '1000001' }),
      decide(world, { kind: 'unknown', card }, world.people.ines),
    ])
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([201, 409])
    const winner = answers[0]?.status === 201 ? 'Solène Maury' : 'Inès Tavares'
    const kind = answers[0]?.status === 201 ? 'known' : 'unknown'
    expect(answers.find((one) => one.status === 409)?.body).toMatchObject({
      code: 'triage-taken',
      fields: { by: winner, kind, lane: world.lanes.nord },
    })
    const standing = await server.sql`
      select 1 from triage_decision where card_id = ${card} and ended_at is null`
    expect(standing).toHaveLength(1)
  })

  test('[2] a duplicate goes off the board beside the card that stays; looking alike is said', async () => {
    const world = await aLoadedTriage()
    const queue = await world.matched()
    const card = await cardNamed(world.coordinator, 'TRAORE')
    const other = await cardNamed(world.coordinator, 'TRAORÉ')
    expect(queue.waiting.find((row) => row.card === card)?.duplicates).toBe(1)
    expect((await world.open(card)).duplicates).toMatchObject([{ card: other, closed: false }])
    const apart = (refused: boolean) =>
      world.call(solene(world), '/refusals', {
        method: 'POST',
        body: { card, other: { card: other }, refused },
      })
    await apart(true)
    await world.matched()
    expect((await world.open(other)).duplicates, 'kept apart from either side').toEqual([])
    await apart(false)
    await world.matched()
    expect(await decide(world, { kind: 'duplicate', card, of: card })).toMatchObject({
      status: 422,
    })
    const before = (await cardsOf(world.coordinator)).total
    const made = await decide(world, { kind: 'duplicate', card, of: other })
    expect(await kept(card)).toMatchObject({ closed: true })
    const both = ['+33639980013', '+33639980016']
    expect(await numbersOf(other), 'no number is lost').toEqual({ phones: both, count: 2 })
    expect((await cardsOf(world.coordinator)).total).toBe(before - 1)
    expect((await undo(world, actOf(made))).status).toBe(200)
    expect(await kept(card)).toMatchObject({ closed: false, laneId: null })
    expect(await numbersOf(other)).toEqual({ phones: ['+33639980013'], count: 1 })
  })

  test('[2] set aside with a reason it still waits, and can be decided', async () => {
    const world = await aLoadedTriage()
    await world.matched()
    const card = await cardNamed(world.coordinator, 'NGUYEN')
    const aside = await decide(world, { kind: 'aside', card, reason: 'address' })
    expect(aside.status).toBe(201)
    expect(await kept(card)).toMatchObject({ known: 'untriaged', laneId: null })
    const [row] = await server.sql<{ aside: unknown }[]>`
      select fields -> 'setAside' as aside from card where id = ${card}`
    expect(row?.aside).toMatchObject({ reason: 'address', by: solene(world) })
    const to = { lane: world.lanes.est, officer: null }
    const sent = await decide(world, { kind: 'unknown', card, to }, world.people.ines)
    expect((await undo(world, actOf(sent))).status).toBe(200)
    const [again] = await server.sql<{ aside: unknown }[]>`
      select fields -> 'setAside' as aside from card where id = ${card}`
    expect(again?.aside).toMatchObject({ reason: 'address' })
  })
})

describe('many at once', () => {
  const named = ['Awa', 'Binta', 'Cheikh', 'Djibril', 'Fanta', 'Moussa']
  const certainYouths = csv(
    ...named.map(
      (name, n) => `SOW;${name};${n + 11}/0${n + 1}/2001;;75019;PARIS;063998002${n};;;;Oui`,
    ),
    'NGUYEN;Tom;01/02/2002;;75020;PARIS;0639980014;;;;Oui',
  )
  const theirFiles = anExtract(
    ...named.map(
      (name, n) =>
        `200000${n};SOW;;${name};;${n + 11}/0${n + 1}/2001;;HADDAD Nawel;Actif;12/03/2020;;75019;PARIS;063998002${n};`,
    ),
  )

  test('[2] the certain ones are confirmed as one act and taken back as one; who was worked since stays', async () => {
    const world = await aTriage(server, { lists: [certainYouths] })
    await world.load(theirFiles)
    const shown = await certain(world)
    expect(shown).toHaveLength(6)
    expect(shown[0]).toMatchObject({ why: 'referent', to: { officer: world.people.officer } })
    // Refused by a colleague after the panel was opened, and decided by her too.
    const [refused, taken, ...others] = shown
    await world.call(world.people.ines, '/refusals', {
      method: 'POST',
      body: { card: refused?.card, other: { file: refused?.file }, refused: true },
    })
    await decide(world, { kind: 'unknown', card: taken?.card }, world.people.ines)
    const made = await world.call(solene(world), '/confirmations', {
      method: 'POST',
      body: { cards: shown.map(({ card, file }) => ({ card, file })) },
    })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      confirmed: expect.arrayContaining(others.map((one) => one.card)) as unknown,
      left: expect.arrayContaining([
        { card: refused?.card, why: 'changed' },
        { card: taken?.card, why: 'changed' },
      ]) as unknown,
    })
    expect(await told(world, 'officer')).toEqual(['4 assigned'])
    expect(await told(world, 'manager')).toEqual(expect.arrayContaining(['4 copied']))
    expect(await told(world, 'observer')).toEqual(expect.arrayContaining(['4 copied']))
    for (const { card, file } of others) {
      expect(await kept(card)).toMatchObject({ officerId: world.people.officer, imiloFile: file })
    }
    const [worked] = others
    await server.rooms.execute(boardOf(world.campaign), {
      user: world.people.officer,
      edit: (doc) =>
        boardTypes(doc)
          .cards.get(must(worked, 'a card').card)
          ?.set('callback', { at: '2026-12-01T10:00' }),
    })
    const back = await undo(world, actOf(made))
    expect(back.status).toBe(200)
    expect(back.body).toMatchObject({ left: [{ card: worked?.card, by: 'Nawel Haddad' }] })
    expect(await kept(must(others[1], 'a card').card)).toMatchObject({
      known: 'untriaged',
      laneId: null,
      officerId: null,
      imiloFile: null,
    })
    expect(await kept(must(worked, 'a card').card)).toMatchObject({
      officerId: world.people.officer,
    })
  })
})

describe('undo', () => {
  test('[S6] a decision is taken back whole: place, known, number, and what it refused', async () => {
    const world = await aLoadedTriage()
    await world.matched()
    const card = await cardNamed(world.coordinator, 'MERCIER')
    const made = await decide(world, { kind: 'unknown', card })
    expect(await undo(world, actOf(made), world.people.ines)).toMatchObject({
      status: 200,
      body: { undone: [card], left: [] },
    })
    expect(await kept(card)).toMatchObject({ known: 'untriaged', stage: 'received', laneId: null })
    await world.matched()
    expect((await world.open(card)).candidates).toHaveLength(1)
    expect(await undo(world, actOf(made))).toMatchObject({
      status: 409,
      body: { code: 'triage-undone', fields: { by: 'Inès Tavares' } },
    })
  })

  test('[W4] once somebody has worked the card, the undo is refused with their name', async () => {
    const world = await aLoadedTriage()
    await world.matched()
    const card = await cardNamed(world.coordinator, 'DIALLO')
    const made = await decide(world, { kind: 'known', card, file: '1000001' })
    await server.rooms.execute(boardOf(world.campaign), {
      user: world.people.officer,
      edit: (doc) => {
        boardTypes(doc).attempts.set('attempt_0001', {
          card,
          channel: 'phone',
          outcome: 'no_answer',
          at: '2026-11-25T09:00:00.000Z',
          by: world.people.officer,
        })
      },
    })
    expect(await undo(world, actOf(made))).toMatchObject({
      status: 409,
      body: { code: 'triage-worked', fields: { by: 'Nawel Haddad' } },
    })
    expect(await kept(card)).toMatchObject({ laneId: world.lanes.nord, imiloFile: '1000001' })
  })
})

test('[3] on the telephone platform a known youth’s référent is found in the pool, and the PSAD by post code', async () => {
  const world = await aTriage(server, { lists: [someYouths], template: 'platform' })
  await world.load(anExtract(aminataFile, nearLeoFile))
  await world.matched()
  const card = await cardNamed(world.coordinator, 'DIALLO')
  await decide(world, { kind: 'known', card, file: '1000001' })
  expect(await kept(card)).toMatchObject({
    known: 'known_active',
    stage: 'dispatched',
    laneId: world.lanes.nord,
    officerId: world.people.officer,
  })
})
