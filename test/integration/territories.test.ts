// The PSAD that a SIEI list names, from the list to the lane that triage proposes. [3]
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { certainAnswer } from '#shared/contracts/triage.ts'
import { must } from '#shared/assert.ts'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import type { Relance } from '#server/relance.ts'
import { signIn } from '#test/support/board-world.ts'
import { bring, cardNamed, type ListFile } from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'
import { aminataFile, anExtract, aTriage, type TriageWorld } from '#test/support/triage.ts'

vi.setConfig({ testTimeout: 90_000 })

let server: Relance
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

/** A SIEI list with these rows; the lanes of the world are Nord (75019 …) and Est (75020 …). */
const siei = (receivedOn: string, ...rows: string[]): ListFile => ({
  name: 'siei.csv',
  receivedOn,
  bytes: Buffer.from(
    ['Nom;Prénom;Date de naissance;Code postal;Commune;Tél. portable;PSAD', ...rows].join('\r\n'),
  ),
})
const sow = (psad: string) => `SOW;Awa;01/02/2003;75020;PARIS;0639980031;${psad}`
const diallo = 'DIALLO;Aminata;04/05/2001;75019;PARIS;0639980011;PSAD EST'

const platformWith = (...lists: ListFile[]) => aTriage(server, { lists, template: 'platform' })

async function boardOf(card: CardId) {
  const [row] = await server.sql<{ territory: string | null; lane: string | null }[]>`
    select fields ->> 'territory' as territory, lane_id as lane from card where id = ${card}`
  return must(row, 'a card')
}

/** Says of a card that the youth is unknown, and lets triage propose where it goes. */
const sendUnknown = (world: TriageWorld, card: CardId) =>
  world.call(world.coordinator.person.id, '/decisions', {
    method: 'POST',
    body: { kind: 'unknown', card },
  })

async function nameLane(world: TriageWorld, user: UserId, alsoWritten: readonly string[]) {
  const url = `${server.url}/api/campaigns/${world.campaign}/lanes/${world.lanes.nord}`
  const headers = {
    cookie: await signIn(server.sql, user),
    origin: server.url,
    'content-type': 'application/json',
  }
  const body = JSON.stringify({ alsoWritten })
  return (await fetch(url, { method: 'PATCH', headers, body })).status
}

test('[3] on the platform the list’s PSAD goes before the post code; a mission locale goes by the post code', async () => {
  const list = siei('2020-03-17', sow('PSAD NORD'))
  const platform = await platformWith(list)
  const card = await cardNamed(platform.coordinator, 'SOW')
  expect(await boardOf(card)).toEqual({ territory: 'PSAD NORD', lane: null })
  expect((await sendUnknown(platform, card)).status).toBe(201)
  expect((await boardOf(card)).lane).toBe(platform.lanes.nord)

  const local = await aTriage(server, { lists: [list] })
  const there = await cardNamed(local.coordinator, 'SOW')
  expect((await sendUnknown(local, there)).status).toBe(201)
  expect((await boardOf(there)).lane).toBe(local.lanes.est)
})

test('[2] the certain ones go there too, to their référent of the pool, and the panel says why', async () => {
  const world = await platformWith(siei('2020-03-17', diallo))
  await world.load(anExtract(aminataFile.replace('HADDAD Nawel', 'PARTI Jean')))
  await world.matched()
  const { body } = await world.call(world.coordinator.person.id, '/certain')
  expect(certainAnswer.parse(body).cards).toMatchObject([
    { to: { lane: world.lanes.est, officer: null }, why: 'referent-left' },
  ])
})

test('[1] a later list that names another PSAD moves the proposal, and taking it back brings the first again', async () => {
  const world = await platformWith(siei('2019-12-03', sow('PSAD NORD')))
  const card = await cardNamed(world.coordinator, 'SOW')
  const { id } = await bring(world.coordinator, siei('2020-03-17', sow('PSAD EST')))
  expect(await boardOf(card)).toEqual({ territory: 'PSAD EST', lane: null })
  expect(await world.coordinator.undo(id)).toMatchObject({ restored: 1, kept: [] })
  expect((await boardOf(card)).territory).toBe('PSAD NORD')
})

test('[1] a list is taken back whole, PSADs and all', async () => {
  const world = await platformWith()
  const { id } = await bring(world.coordinator, siei('2020-03-17', sow('PSAD NORD'), diallo))
  expect(await world.coordinator.undo(id)).toMatchObject({ closed: 2, left: [] })
})

test('[P2] the coordinator says how lists write a PSAD; the post codes stay', async () => {
  const world = await platformWith(siei('2020-03-17', sow('PSAD Littoral-13')))
  const { coordinator, people } = world
  const card = await cardNamed(coordinator, 'SOW')
  expect(await nameLane(world, people.manager, ['PSAD LITTORAL 13'])).toBe(403)
  expect(await nameLane(world, coordinator.person.id, ['PSAD LITTORAL 13'])).toBe(204)
  expect((await sendUnknown(world, card)).status).toBe(201)
  expect((await boardOf(card)).lane).toBe(world.lanes.nord)
  const [lane] = await server.sql<{ postCodes: string[]; alsoWritten: string[] }[]>`
    select post_codes, also_written from lane where id = ${world.lanes.nord}`
  expect(lane).toMatchObject({ alsoWritten: ['PSAD LITTORAL 13'] })
  expect(lane?.postCodes).toContain('75019')
})
