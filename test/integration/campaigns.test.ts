import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { campaignAnswer, createdCampaignAnswer } from '#shared/contracts/campaigns.ts'
import { problem } from '#shared/contracts/problem.ts'
import { laneEntry, settingsEntries } from '#shared/documents/board-shape.ts'
import { campaignId, laneId, userId } from '#shared/domain/ids.ts'
import { templates } from '#shared/domain/templates.ts'
import { must } from '#shared/assert.ts'
import { readActor, readActors } from '#server/auth/membership.ts'
import { readBoardEntries, writeBoardEntries } from '#server/campaigns/board-entries.ts'
import { aPerson, createTestApp, type TestApp, type TestPerson } from '#test/support/app.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'

let database: TestDatabase
let site: TestApp
let admin: TestPerson
let stranger: TestPerson
beforeAll(async () => {
  database = await freshDatabase()
  site = createTestApp(database.sql)
  admin = await aPerson({ sql: database.sql, auth: site.auth }, { name: 'Ada', admin: true })
  stranger = await aPerson({ sql: database.sql, auth: site.auth }, { name: 'Sam' })
})
afterAll(() => database.drop())

const missionLocale = {
  name: 'Paris 2020',
  template: 'mission_locale',
  lanes: [
    {
      name: 'Est',
      postCodes: ['75020'],
      managers: [{ name: 'Rose Dubois', email: 'rose@example.org' }],
      officers: [
        { name: 'Éric Zola', email: 'eric@example.org', weeklyQuota: 20 },
        { name: 'Zoé Ait', email: 'zoe@example.org' },
      ],
    },
    { name: 'Nord', managers: [{ name: 'Rose Dubois', email: 'Rose@Example.org ' }] },
  ],
  observers: [{ name: 'Rémi Lo', email: 'remi@example.org' }],
}

const platform = {
  name: 'Plateforme 13',
  template: 'platform',
  lanes: [
    { name: 'PSAD Marseille', managers: [{ name: 'Dan Ly', email: 'dan@example.org' }] },
    { name: 'PSAD Aix', officers: [{ name: 'Eva Roy', email: 'eva@example.org' }] },
  ],
  pool: [{ name: 'Dan Ly', email: 'dan@example.org' }],
}

async function create(request: unknown, cookie = admin.cookie) {
  const answer = await site.as(cookie).post('/api/campaigns', request)
  expect(answer.status).toBe(201)
  return createdCampaignAnswer.parse(answer.body)
}

async function read(id: string, cookie = admin.cookie) {
  const answer = await site.as(cookie).get(`/api/campaigns/${id}`)
  expect(answer.status).toBe(200)
  return campaignAnswer.parse(answer.body)
}

async function userOf(email: string) {
  const [row] = await database.sql<{ id: string }[]>`select id from app_user where email = ${email}`
  return userId.parse(row?.id)
}

function countRows() {
  return database.sql`
    select (select count(*) from campaign) as campaigns, (select count(*) from app_user) as people`
}

describe('who sees a campaign', () => {
  test('[P1] its members do, with their own role', async () => {
    const { campaign } = await create({ ...missionLocale, name: 'Seen' })
    const list = await site.as(admin.cookie).get('/api/campaigns')
    const { campaigns } = z.object({ campaigns: z.array(z.unknown()) }).parse(list.body)
    expect(campaigns[0]).toEqual({
      id: campaign.id,
      name: 'Seen',
      template: 'mission_locale',
      role: 'coordinator',
    })
  })

  test('[P1] for anybody else it is not there: the answer for an unknown id, to the letter', async () => {
    const { campaign } = await create({ ...missionLocale, name: 'Hidden' })
    const mine = site.as(stranger.cookie)
    expect((await mine.get('/api/campaigns')).body).toEqual({ campaigns: [] })
    const answers = await Promise.all(
      [
        campaign.id,
        'unknown-campaign',
        'x',
        `${campaign.id}/cards`,
        'unknown-campaign/cards',
        `${campaign.id}/cards/card-1234`,
        `${campaign.id}/cards/card-1234/history`,
      ].map((path) => mine.get(`/api/campaigns/${path}`)),
    )
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 404))
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
  })

  test('[P1] an administrator who is no member does not see it either', async () => {
    const other = await aPerson({ sql: database.sql, auth: site.auth }, { admin: true })
    const { campaign } = await create({ ...missionLocale, name: 'Elsewhere' })
    const answer = await site.as(other.cookie).get(`/api/campaigns/${campaign.id}`)
    expect(answer.status).toBe(404)
  })

  test('[P1] who is signed out is told to sign in, whatever the id', async () => {
    const paths = ['/api/campaigns', '/api/campaigns/unknown-campaign']
    const answers = await Promise.all(paths.map((path) => site.as(null).get(path)))
    expect(answers.map((answer) => answer.status)).toEqual([401, 401])
  })
})

describe('creating a campaign', () => {
  test('[P2] only administrators do', async () => {
    const answer = await site.as(stranger.cookie).post('/api/campaigns', missionLocale)
    expect(answer).toMatchObject({ status: 403, body: { code: 'admin-only' } })
    expect((await site.as(null).post('/api/campaigns', missionLocale)).status).toBe(401)
  })

  test('[P2] its lanes, officers, managers and settings are those asked for', async () => {
    const { campaign } = await create(missionLocale)
    const found = await read(campaign.id)
    const rose = { id: await userOf('rose@example.org'), name: 'Rose Dubois' }
    expect(found).toEqual({
      campaign: {
        id: campaign.id,
        name: 'Paris 2020',
        template: 'mission_locale',
        settings: templates.mission_locale,
      },
      lanes: [
        { id: expect.any(String), name: 'Est', postCodes: ['75020'], managers: [rose] },
        { id: expect.any(String), name: 'Nord', postCodes: [], managers: [rose] },
      ],
      officers: [
        { id: await userOf('eric@example.org'), name: 'Éric Zola', lane: found.lanes[0]?.id },
        { id: await userOf('zoe@example.org'), name: 'Zoé Ait', lane: found.lanes[0]?.id },
      ],
      role: 'coordinator',
    })
  })

  test('[P3] [P4] each person gets their role and their lanes', async () => {
    const { campaign } = await create(missionLocale)
    const { lanes } = await read(campaign.id)
    const [est, nord] = lanes.map((lane) => lane.id)
    const people = await Promise.all(
      ['rose@example.org', 'eric@example.org', 'remi@example.org'].map(userOf),
    )
    const actors = await readActors(database.sql, campaignId.parse(campaign.id), [
      ...people,
      stranger.id,
    ])
    expect(people.map((id) => [actors.get(id)?.role, actors.get(id)?.lanes])).toEqual([
      ['manager', [est, nord]],
      ['officer', [est]],
      ['observer', []],
    ])
    expect(actors.has(stranger.id)).toBe(false)
  })

  test('[P4] on a platform every officer is of the pool; a correspondent answers for a lane besides', async () => {
    const { campaign } = await create(platform)
    const found = await read(campaign.id)
    const [dan, eva] = [await userOf('dan@example.org'), await userOf('eva@example.org')]
    expect(found.officers).toEqual([
      { id: dan, name: 'Dan Ly', lane: null },
      { id: eva, name: 'Eva Roy', lane: null },
    ])
    expect(found.lanes.map((lane) => lane.managers)).toEqual([[{ id: dan, name: 'Dan Ly' }], []])
    expect(await readActor(database.sql, campaignId.parse(campaign.id), dan)).toEqual({
      user: dan,
      campaign: campaign.id,
      role: 'officer',
      lanes: [found.lanes[0]?.id],
      template: 'platform',
    })
  })

  test('[P9] rights are read inside a transaction as it will leave them', async () => {
    const { campaign } = await create(missionLocale)
    const id = campaignId.parse(campaign.id)
    const rose = await userOf('rose@example.org')
    const inside = await database.sql.begin(async (tx) => {
      await tx`update membership set role = 'observer' where campaign_id = ${id} and user_id = ${rose}`
      return readActor(tx, id, rose)
    })
    expect(inside?.role).toBe('observer')
    await database.sql`delete from membership where campaign_id = ${id} and user_id = ${rose}`
    expect(await readActor(database.sql, id, rose)).toBeNull()
  })

  test('[P1] people already here are known by e-mail, and only those without a password are invited', async () => {
    const before = await userOf('rose@example.org')
    const { invitations } = await create({
      ...missionLocale,
      lanes: [],
      observers: [
        { name: 'Somebody Else', email: 'ROSE@example.org' },
        { name: 'Sam', email: stranger.email },
      ],
    })
    expect(await userOf('rose@example.org')).toBe(before)
    expect(invitations).toEqual([
      {
        name: 'Rose Dubois',
        email: 'rose@example.org',
        role: 'observer',
        url: expect.stringMatching(/^http:\/\/localhost\/invitation\/[\w-]{43}$/),
        mailed: false,
      },
    ])
  })

  test('[P1] who creates a campaign for other coordinators gets no card by it', async () => {
    const { campaign } = await create({
      ...missionLocale,
      coordinators: [{ name: 'Nora H', email: 'nora@example.org' }],
    })
    expect(campaign.role).toBe('admin')
    const cards = await site.as(admin.cookie).get(`/api/campaigns/${campaign.id}/cards`)
    expect(cards).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  })
})

describe('the board that comes with it', () => {
  test('[S3] its lanes and settings mirror the tables', async () => {
    const { campaign } = await create(platform)
    const doc = must(site.documents.get(`board/${campaign.id}`), 'the board was created')
    const { lanes } = await read(campaign.id)
    const entries = z.record(laneId, laneEntry).parse(doc.getMap('lanes').toJSON())
    expect(lanes.map((lane) => entries[lane.id]?.name)).toEqual(['PSAD Marseille', 'PSAD Aix'])
    const settings = z.strictObject(settingsEntries).parse(doc.getMap('settings').toJSON())
    expect(settings.campaign).toEqual({ name: 'Plateforme 13', template: 'platform' })
    expect(settings.settings).toEqual(templates.platform)
    expect(settings.pool.map((officer) => officer.name)).toEqual(['Dan Ly', 'Eva Roy'])
  })

  test('[S3] officers of a mission locale stand in their lane, with their quota', async () => {
    const { campaign } = await create(missionLocale)
    const doc = must(site.documents.get(`board/${campaign.id}`), 'the board was created')
    const entries = z.record(laneId, laneEntry).parse(doc.getMap('lanes').toJSON())
    const est = Object.values(entries).find((entry) => entry.name === 'Est')
    expect(est?.officers.map(({ name, weeklyQuota }) => [name, weeklyQuota])).toEqual([
      ['Éric Zola', 20],
      ['Zoé Ait', 15],
    ])
  })

  test('[S3] what did not change in the tables is not written again', async () => {
    const { campaign } = await create(missionLocale)
    const doc = must(site.documents.get(`board/${campaign.id}`), 'the board was created')
    let updates = 0
    doc.on('update', () => (updates += 1))
    const id = campaignId.parse(campaign.id)
    writeBoardEntries(doc, await readBoardEntries(database.sql, id))
    expect(updates).toBe(0)
    await database.sql`update lane set archived_at = now() where campaign_id = ${id} and name = 'Nord'`
    writeBoardEntries(doc, await readBoardEntries(database.sql, id))
    expect(updates).toBe(1)
  })
})

describe('requests that contradict themselves', () => {
  const rose = { name: 'Rose', email: 'rose@example.org' }
  const refused: [string, object, string, string][] = [
    [
      'a manager who would be an observer too',
      { ...missionLocale, observers: [rose] },
      'one-role-per-person',
      'observers.0.email',
    ],
    [
      'an officer of two lanes',
      { ...missionLocale, lanes: [1, 2].map((n) => ({ name: `L${n}`, officers: [rose] })) },
      'one-role-per-person',
      'lanes.1.officers.0.email',
    ],
    [
      'an officer who would manage a lane of a mission locale',
      { ...missionLocale, lanes: [{ name: 'L', officers: [rose], managers: [rose] }] },
      'one-role-per-person',
      'lanes.0.managers.0.email',
    ],
    ['a pool in a mission locale', { ...missionLocale, pool: [rose] }, 'platform-only', 'pool'],
    [
      'two lanes of one name',
      { ...missionLocale, lanes: [{ name: 'L' }, { name: ' L ' }] },
      'duplicate-lane',
      'lanes.1.name',
    ],
  ]
  test.each(refused)(
    '[P2] %s: refused, and nothing is left behind',
    async (...[, request, code, path]) => {
      const before = await countRows()
      const answer = await site.as(admin.cookie).post('/api/campaigns', request)
      expect(answer.status).toBe(422)
      expect(problem.parse(answer.body)).toMatchObject({ code, fields: { [path]: code } })
      expect(answer.text).not.toContain('rose@')
      expect(await countRows()).toEqual(before)
    },
  )
})
