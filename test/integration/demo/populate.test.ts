import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoAccounts, demoPassword } from '#server/demo/accounts.ts'
import { populateDemo } from '#server/demo/populate.ts'
import { createLog } from '#server/log.ts'
import { rebuildProjection } from '#server/projections/rebuild.ts'
import type { Relance } from '#server/relance.ts'
import { campaignsAnswer } from '#shared/contracts/campaigns.ts'
import { importAnswer } from '#shared/contracts/imports.ts'
import { addDays, day } from '#shared/domain/day.ts'
import { boardOf, type CampaignId } from '#shared/domain/ids.ts'
import { stages } from '#shared/domain/stages.ts'
import { startServer } from '#test/support/server.ts'

const today = day.parse('2026-11-23')
let server: Relance

beforeAll(async () => {
  server = await startServer()
  await populate()
}, 300_000)

afterAll(() => server.close())

function populate() {
  const { sql, rooms } = server
  return populateDemo({ sql, writer: rooms, log: createLog('silent'), today })
}

interface Counts {
  template: 'mission_locale' | 'platform'
  cards: number
  undispatched: number
  late: number
  incomplete: number
  lanes: number
  stages: string[]
}

test('two campaigns have the cards, lanes and stages that are promised', async () => {
  const rows = await server.sql<Counts[]>`
    select
      c.template,
      count(*)::int as cards,
      (count(*) filter (where not k.closed and k.lane_id is null))::int as undispatched,
      (count(*) filter (where not k.closed and k.due_on < ${today}))::int as late,
      (count(*) filter (where not k.closed and k.incomplete))::int as incomplete,
      count(distinct k.lane_id)::int as lanes,
      array_agg(distinct k.stage) as stages
    from campaign c
    join card k on k.campaign_id = c.id
    group by c.template
    order by c.template`
  const [mission, platform] = rows
  expect(rows).toHaveLength(2)
  expect(mission?.cards).toBeGreaterThan(960)
  expect(mission?.cards).toBeLessThan(1040)
  expect(platform?.cards).toBeGreaterThan(3250)
  expect(platform?.cards).toBeLessThan(3345)
  expect(rows.map((row) => row.lanes)).toEqual([6, 5])
  for (const row of rows) {
    expect(new Set(row.stages)).toEqual(new Set(stages))
    expect(row.undispatched).toBeGreaterThan(35)
    expect(row.undispatched).toBeLessThan(50)
    expect(row.late / row.cards).toBeGreaterThan(0.02)
    expect(row.late / row.cards).toBeLessThan(0.1)
    expect(row.incomplete).toBeGreaterThan(10)
  }
})

test('the teams are those of the field: 6 RS and 22 CISP, 8 CDIS of whom each is a correspondent', async () => {
  const rows = await server.sql<{ template: string; role: string; people: number }[]>`
    select c.template, m.role, count(*)::int as people
    from membership m
    join campaign c on c.id = m.campaign_id
    where m.role in ('manager', 'officer')
    group by c.template, m.role
    order by c.template, m.role`
  expect(rows).toEqual([
    { template: 'mission_locale', role: 'manager', people: 6 },
    { template: 'mission_locale', role: 'officer', people: 22 },
    { template: 'platform', role: 'officer', people: 8 },
  ])
  const [correspondents] = await server.sql<{ people: number }[]>`
    select count(distinct lm.user_id)::int as people
    from lane_manager lm
    join membership m on m.user_id = lm.user_id and m.role = 'officer'`
  expect(correspondents?.people).toBe(8)
})

test('nothing happened in the future, and everything in the weeks before', async () => {
  const [span] = await server.sql<{ first: Date; last: Date; late: number }[]>`
    select
      min(e.at) as first,
      max(e.at) as last,
      (count(*) filter (where e.at >= ${today}::date and e.field <> 'absences'))::int as late
    from event e
    join campaign c on e.document_id = 'board/' || c.id
    where e.card_id is not null`
  expect(span?.first.toISOString().slice(0, 10)).toBe(addDays(today, -74))
  expect(span?.last.toISOString().slice(0, 10) ?? '').toMatch(/^2026-11-(20|21|22)$/)
})

async function signIn(email: string) {
  const answer = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ email, password: demoPassword }),
  })
  return { status: answer.status, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

async function get(path: string, cookie: string) {
  const answer = await fetch(server.url + path, { headers: { cookie } })
  const body: unknown = answer.ok ? await answer.json() : null
  return { status: answer.status, body }
}

const roles: Readonly<Record<string, readonly string[]>> = {
  'coordination@demo.test': ['coordinator'],
  'rs.nord@demo.test': ['manager'],
  'rs.est@demo.test': ['manager'],
  'cisp.nord@demo.test': ['officer'],
  'observation@demo.test': ['observer'],
  'prij@demo.test': ['partner'],
  'plateforme@demo.test': ['coordinator'],
  'cdis.1@demo.test': ['officer'],
  'admin@demo.test': ['admin', 'admin'],
}

test.each(demoAccounts)('$email signs in and has the role that is printed', async ({ email }) => {
  const { status, cookie } = await signIn(email)
  expect(status).toBe(200)
  const { body } = await get('/api/campaigns', cookie)
  const { campaigns } = campaignsAnswer.parse(body)
  expect(campaigns.map((campaign) => campaign.role)).toEqual(roles[email])
})

test('[P1] the administrator reads no card', async () => {
  const { cookie } = await signIn('admin@demo.test')
  const { campaigns } = campaignsAnswer.parse((await get('/api/campaigns', cookie)).body)
  for (const { id } of campaigns) {
    expect((await get(`/api/campaigns/${id}/cards`, cookie)).status).toBe(403)
  }
})

test.each(['liste-hebdomadaire.csv', 'liste-hebdomadaire.xlsx'])(
  'docs/samples/%s brings 32 youths whom the demonstration does not have',
  async (name) => {
    const { cookie } = await signIn('coordination@demo.test')
    const { campaigns } = campaignsAnswer.parse((await get('/api/campaigns', cookie)).body)
    const file = await readFile(new URL(`../../../docs/samples/${name}`, import.meta.url))
    const form = new FormData()
    form.set('file', new File([new Uint8Array(file)], name))
    form.set('receivedOn', today)
    const answer = await fetch(`${server.url}/api/campaigns/${campaigns[0]?.id}/imports`, {
      method: 'POST',
      headers: { cookie, origin: server.url },
      body: form,
    })
    expect(answer.status).toBe(201)
    const { summary } = importAnswer.parse(await answer.json())
    expect(summary).toEqual({ rows: 40, create: 32, update: 0, unchanged: 0, notCarded: 8 })
  },
)

test('[G7] the projections of both boards equal a rebuild from their documents', async () => {
  const rows = () => server.sql`
    select id, stage, lane_id, officer_id, rank, due_on, reached, attempts, incomplete, closed, fields
    from card order by id`
  const before = await rows()
  const campaigns = await server.sql<{ id: CampaignId }[]>`select id from campaign`
  for (const { id } of campaigns)
    expect(await rebuildProjection(server.sql, boardOf(id))).toBe(true)
  expect(await rows()).toEqual(before)
})

test('a second run finds everything there and changes nothing', async () => {
  const before = await countRows()
  expect(await populate()).toBe('already')
  expect(await countRows()).toEqual(before)
})

async function countRows() {
  const [row] = await server.sql<{ events: number; people: number }[]>`
    select
      (select count(*) from event)::int as events,
      (select count(*) from app_user)::int as people`
  return row
}
