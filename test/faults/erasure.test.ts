// What is left of a person after an erasure: nothing, in any table, log, document, frame or file. [G11]
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { addAttempt, editCard, moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { dossierTypes } from '#shared/documents/dossier-shape.ts'
import { attemptId, boardOf, dossierOf, type CardId, type DocumentId } from '#shared/domain/ids.ts'
import { clusterPath } from '#server/database/embedded-cluster.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#server/database/embedded.ts'
import { openSql, type Sql } from '#server/database/sql.ts'
import { createLog } from '#server/log.ts'
import { rebuildProjection } from '#server/projections/rebuild.ts'
import type { Relance } from '#server/relance.ts'
import { signIn } from '#test/support/board-world.ts'
import { createBoardClient, openBoard, requestLease } from '#test/support/board-client.ts'
import { bring, cardNamed, cardsOf, csv, preview } from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'
import { anExtract, aTriage, type TriageWorld } from '#test/support/triage.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

/** Each stands in one personal field, and nowhere else. Lower case: looked for whatever the case. */
const markers = {
  lastName: 'quorbizac',
  firstName: 'zelmiradine',
  phone: '639980077',
  guardianPhone: '639980088',
  email: 'mkmail',
  address: 'mkstreet',
  birthPlace: 'mkbirthplace',
  ine: 'mkine0077',
  imiloFile: '7708877',
  guardian: 'mkguardian',
  school: 'mkschool',
  comment: 'mkcomment',
  notes: 'mknotes',
  situation: 'mksituation',
  slots: 'mkslots',
  tag: 'mktag',
  fileName: 'mkfilename',
  listed: 'mklistedcell',
  // What came later, in lists that are not applied, and what was typed and refused.
  attempted: 'mkattempted',
  offline: 'mkoffline',
} as const

const dataDir = mkdtempSync(join(tmpdir(), 'relance-erasure-'))
let postgres: EmbeddedPostgres
let server: Relance
let sql: Sql
let world: TriageWorld
let card: CardId
let board: DocumentId

const youth =
  'QUORBIZAC;Zelmiradine;04/05/2001;12 rue MKSTREET;75019;PARIS;0639980077;mkmail@exemple.fr;Sans solution;Emploi;Oui'
const other = 'MERCIER;Léo;30/06/2002;;75018;PARIS 18;0639980012;leo@exemple.fr;;;Oui'

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataDir, log: createLog('silent') })
  server = await startServer({ databaseUrl: postgres.url })
  sql = openSql(postgres.url, { max: 2 })
  world = await aTriage(server)
})
afterAll(async () => {
  await sql?.end({ timeout: 1 })
  await server?.close()
  await postgres?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Every column of every table, and what the planner remembers of them: markers that are found, with where. */
async function findMarkers(): Promise<string[]> {
  const columns = await sql<{ tableName: string; columnName: string; dataType: string }[]>`
    select table_name, column_name, data_type from information_schema.columns
    where table_schema = 'public'
    union all
    select 'pg_stats', column_name, 'text' from unnest(
      array['most_common_vals', 'histogram_bounds', 'most_common_elems']
    ) as column_name`
  expect(columns.length).toBeGreaterThan(150)
  const found: string[] = []
  for (const { tableName, columnName, dataType } of columns) {
    const text =
      dataType === 'bytea'
        ? sql`encode(${sql(columnName)}, 'escape')`
        : sql`${sql(columnName)}::text`
    const [row] = await sql<{ said: string | null }[]>`
      select string_agg(lower(${text}), ' ') as said from ${sql(tableName)}`
    for (const [name, marker] of Object.entries(markers)) {
      if (row?.said?.includes(marker)) found.push(`${name} in ${tableName}.${columnName}`)
    }
  }
  return found
}

function findInBytes(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1').toLowerCase()
  return Object.entries(markers).flatMap(([name, marker]) => (text.includes(marker) ? [name] : []))
}

function findInFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(folder, name)
    if (!statSync(path).isFile()) return []
    return findInBytes(readFileSync(path)).map((marker) => `${marker} in ${name}`)
  })
}

const openAt = async (document: DocumentId) => {
  const cookie = world.coordinator.person.cookie
  const client = await openBoard({ url: server.url, cookie, document })
  onTestFinished(() => client.drop())
  return client
}

/** A youth of whom every personal field says something, in every place that the product keeps such a thing. */
async function fill(): Promise<void> {
  const { coordinator, campaign } = world
  const solene = coordinator.person.id
  await bring(coordinator, { ...csv(youth, other), name: 'Liste de MKFILENAME.csv' })
  card = await cardNamed(coordinator, 'QUORBIZAC')
  board = boardOf(campaign)
  // A later list changes a fact, and keeps what stood there; another one waits in a preview.
  await bring(coordinator, {
    ...csv(youth.replace('12 rue MKSTREET', '14 rue MKSTREET MKLISTEDCELL')),
    receivedOn: '2020-04-17',
  })
  await preview(coordinator, { ...csv(youth, other), receivedOn: '2020-04-24' })
  await world.load(
    anExtract(
      '7708877;QUORBIZAC;;Zelmiradine;F;04/05/2001;SITE NORD;;Actif;;;75019;PARIS;0639980077;',
    ),
  )
  await server.rooms.execute(dossierOf(card), {
    user: solene,
    edit(doc) {
      const { person, numbers, notes } = dossierTypes(doc)
      person.set('birthPlace', 'MKBIRTHPLACE')
      person.set('ine', markers.ine)
      person.set('imiloFile', markers.imiloFile)
      person.set('guardian', { name: 'MKGUARDIAN' })
      person.set('school', { uai: null, name: 'MKSCHOOL', commune: null })
      person.set('comment', 'MKCOMMENT')
      person.set('situation', 'MKSITUATION')
      person.set('slots', 'MKSLOTS')
      const e164 = `+33${markers.guardianPhone}`
      numbers.set('number77', { raw: e164, e164, owner: 'guardian', status: 'untried' })
      notes.insert(0, 'MKNOTES, rappeler le soir.')
    },
  })
  await server.rooms.execute(board, {
    user: solene,
    edit(doc) {
      editCard(doc, card, { tags: ['mktag'] })
      moveCard(doc, card, {
        stage: 'dispatched',
        lane: world.lanes.nord,
        officer: null,
        rank: 'a0',
      })
      addAttempt(doc, attemptId.parse('attempt-before'), {
        card,
        channel: 'phone',
        outcome: 'do_not_contact',
        at: '2026-11-02T10:00:00Z',
        by: solene,
      })
    },
  })
  await coordinator.fetch('/preferences', {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      views: [
        { name: 'Quorbizac Zelmiradine', query: {} },
        { name: 'à voir', query: { tag: 'mktag' } },
        { name: 'mon secteur', query: { tag: 'autre' } },
      ],
    }),
  })
  // What a hostile page attempts is noted as refused, with what it attempted.
  const page = await openAt(board)
  boardTypes(page.doc).cards.get(card)?.set('wish', 'mkattempted')
  await page.saved()
  expect(page.of('rejected')).toHaveLength(1)
  await page.disconnect()
}

const rowsOfStatistics = async () => ({
  attempts: await sql`
    select id, channel, outcome, at, by_user_id, voided from attempt where card_id = ${card}`,
  stages: await sql`
    select seq, at, user_id, field, old, new from event
    where card_id = ${card} and field = 'at' and verdict = 'kept' order by seq`,
  oppositions: await sql`select * from opposition where card_id = ${card}`,
})

test('29 [G11.1] [G11.2] [G11.3] [G11.4] [G11.5] after an erasure no byte of a person is left in any table, document, frame or file; statistics stay, and nobody brings anything back', async () => {
  await fill()
  const { coordinator, campaign } = world
  const [admin] = await sql<
    { id: string }[]
  >`select oid::text as id from pg_database where datname = current_database()`
  await sql`analyze`
  const before = await findMarkers()
  const later = new Set(['attempted', 'offline'])
  for (const name of Object.keys(markers).filter((one) => !later.has(one))) {
    expect(before.join('\n'), `the search would find ${name}`).toContain(name)
  }
  expect(before.join('\n')).toContain('attempted in event.new')
  const statistics = await rowsOfStatistics()
  expect(statistics.attempts).toHaveLength(1)
  expect(statistics.oppositions.length).toBeGreaterThan(0)

  // Somebody looks at the board and the dossier; somebody else is away with work on this card.
  const watching = await openAt(board)
  const reading = await openAt(dossierOf(card))
  const away = await openAt(board)
  away.drop()
  await away.ended()
  editCard(away.doc, card, { tags: ['mkoffline'] })

  const answer = await coordinator.fetch(`/cards/${card}`, { method: 'DELETE' })
  expect(answer.status).toBe(204)
  expect(await watching.ended()).toBe(4410)
  expect(await reading.ended()).toBe(4404)
  await sql`analyze`
  expect(await findMarkers()).toEqual([])

  // A fresh join, as bytes on the wire and as a document.
  const fresh = await openAt(board)
  expect(findInBytes(Buffer.concat(fresh.frames))).toEqual([])
  expect(findInBytes(Buffer.from(JSON.stringify(boardTypes(fresh.doc).cards.toJSON())))).toEqual([])
  await expect(openAt(dossierOf(card))).rejects.toThrow('no lease: 404')

  // What counts a youth stays as it was.
  expect(await rowsOfStatistics()).toEqual(statistics)
  const [row] = await sql`
    select last_name, first_name, search, age > 15 as aged, commune, stage, attempts, reached, closed
    from card where id = ${card}`
  expect(row).toMatchObject({
    lastName: '',
    firstName: '',
    search: '',
    commune: null,
    aged: true,
    stage: 'dispatched',
    attempts: 1,
    reached: true,
    closed: true,
  })
  const log = await sql`
    select user_id, campaign_id, subject_id from access_log where action = 'card.erase'`
  expect(log).toEqual([{ userId: coordinator.person.id, campaignId: campaign, subjectId: card }])
  const cardRows = () =>
    sql`select id, search, stage, closed, attempts, fields from card order by id`
  const kept = await cardRows()
  await rebuildProjection(sql, board)
  expect(await cardRows()).toEqual(kept)

  // Nobody is shown the card; the other youth of the list is untouched.
  expect((await coordinator.fetch(`/cards/${card}`)).status).toBe(404)
  expect((await coordinator.fetch(`/cards/${card}/history`)).status).toBe(404)
  expect((await coordinator.fetch(`/cards/${card}`, { method: 'DELETE' })).status).toBe(404)
  const { cards } = await cardsOf(coordinator)
  expect(cards.map((one) => one.lastName)).toEqual(['MERCIER'])
  const [views] = await sql<
    { value: { views: { name: string }[] } }[]
  >`select value from preference`
  expect(views?.value.views.map((view) => view.name)).toEqual(['mon secteur'])

  // The page that was away: its document is refused with its epoch and without; its act is refused in the new one.
  await away.reconnect().catch(() => {})
  await vi.waitFor(() => expect(away.closed).toBe(4410))
  const parts = { url: server.url, cookie: coordinator.person.cookie, document: board }
  const page = createBoardClient(parts, await requestLease(parts))
  onTestFinished(() => page.drop())
  await page.reconnect()
  editCard(page.doc, card, { tags: ['mkoffline'] })
  boardTypes(page.doc).cards.get(card)?.set('who', { lastName: 'QUORBIZAC' })
  addAttempt(page.doc, attemptId.parse('attempt-after'), {
    card,
    channel: 'phone',
    outcome: 'busy',
    at: new Date().toISOString(),
    by: coordinator.person.id,
  })
  await page.saved()
  const refused = page.of('rejected').flatMap((one) => one.changes)
  expect(refused.map((one) => one.code)).toEqual(['erased', 'erased', 'erased'])
  expect(boardTypes(page.doc).cards.get(card)?.get('tags')).toEqual([])
  await page.disconnect()
  await fresh.disconnect()
  expect(await rowsOfStatistics()).toEqual(statistics)
  await sql`analyze`
  expect(await findMarkers()).toEqual([])

  // The files: what a vacuum leaves in holes goes with a full one; what remains is the write-ahead log, for its time.
  await sql`vacuum (full)`
  await sql`checkpoint`
  const cluster = realpathSync(clusterPath(dataDir))
  expect(findInFiles(join(cluster, 'base', must(admin, 'a database').id))).toEqual([])
  expect(findInFiles(join(cluster, 'global'))).toEqual([])
  expect(findInBytes(readFileSync(join(dataDir, 'postgres.log')))).toEqual([])
})

test('[P2] [G11] only the coordination erases', async () => {
  const { cards } = await cardsOf(world.coordinator)
  const left = must(cards[0], 'the other youth').id
  for (const user of [world.people.manager, world.people.officer, world.people.observer]) {
    const answer = await fetch(`${server.url}/api/campaigns/${world.campaign}/cards/${left}`, {
      method: 'DELETE',
      headers: { cookie: await signIn(sql, user) },
    })
    expect(answer.status).toBe(403)
  }
  expect((await cardsOf(world.coordinator)).cards.map((one) => one.id)).toContain(left)
})
