import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { cardsAnswer } from '#shared/contracts/cards.ts'
import { importsAnswer } from '#shared/contracts/imports.ts'
import { boardOf } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { applyImport, beginImport } from '#server/imports/apply.ts'
import { createImportJobs } from '#server/imports/jobs.ts'
import { readHere } from '#server/imports/read-here.ts'
import { beginUndo, undoUnderLock } from '#server/imports/undo.ts'
import { createLog } from '#server/log.ts'
import type { Relance } from '#server/relance.ts'
import {
  typeIn,
  aminata,
  aMember,
  anImporter,
  beginning,
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

describe('taking a list back', () => {
  test('[1] its untouched cards go as one act, those somebody worked with stay and are named', async () => {
    const coordinator = await anImporter(server)
    const { id } = await bring(coordinator, csv(aminata, leo))
    const touched = await cardNamed(coordinator, 'MERCIER')
    await typeIn(server.rooms, { coordinator, card: touched }, { slots: 'le matin' })
    const before = await headOf(coordinator)
    expect(await coordinator.undo(id)).toEqual({
      id,
      state: 'undone',
      closed: 1,
      left: [{ card: touched, line: 3, lastName: 'MERCIER', firstName: 'Léo' }],
      restored: 0,
      kept: [],
      updatesKept: 0,
    })
    expect((await headOf(coordinator)) - before).toBe(1)
    const { cards } = await cardsOf(coordinator)
    expect(cards.filter((card) => !card.closed).map((card) => card.lastName)).toEqual(['MERCIER'])
    // Asked again, it does nothing more and says the same.
    const after = await headOf(coordinator)
    expect(await coordinator.undo(id)).toMatchObject({ state: 'undone', closed: 1 })
    expect(await headOf(coordinator)).toBe(after)
  })

  test('[1] a list taken back can be sent again', async () => {
    const coordinator = await anImporter(server)
    const { id } = await bring(coordinator, csv(aminata))
    await coordinator.undo(id)
    expect((await bring(coordinator, csv(aminata))).summary).toMatchObject({
      create: 1,
      unchanged: 0,
    })
  })
})

async function headOf({ campaign }: Importer): Promise<number> {
  const [row] = await server.sql<{ headSeq: number }[]>`
    select head_seq from document where id = ${boardOf(campaign)}`
  return must(row, 'the board is a document').headSeq
}

const many = csv(
  ...Array.from(
    { length: 450 },
    (_, i) => `NOM${letters(i)};Prénom;04/05/2001;;;;06399${String(80_000 + i)};;;;Oui`,
  ),
)
const partsOf = (writer: Relance['rooms'] = server.rooms) => ({
  sql: server.sql,
  writer,
  log: createLog('silent'),
  read: readHere,
})
/** A writer that fails at its board write number `at`. */
const failingAt = (at: number): Relance['rooms'] => {
  let written = 0
  return {
    ...server.rooms,
    create: (...args) => server.rooms.create(...args),
    execute: (document, command) =>
      document.startsWith('board/') && ++written === at
        ? Promise.reject(new Error('broken'))
        : server.rooms.execute(document, command),
  }
}
const openCards = async (coordinator: Importer) =>
  (await cardsOf(coordinator)).cards.filter((card) => !card.closed).length

describe('a long list that is taken back', () => {
  test('[G1] goes in chunks, answers before it has ended, and is gone on with by another process', async () => {
    const coordinator = await anImporter(server)
    const { id } = await bring(coordinator, many)
    const before = await headOf(coordinator)
    const asked = beginning(coordinator, id)
    // A process that is stopped after its first chunk.
    await beginUndo(server.sql, asked)
    let chunks = 0
    expect(await undoUnderLock(partsOf(), asked, () => ++chunks > 1)).toBe(false)
    expect(await openCards(coordinator)).toBe(350)
    const [standing] = await server.sql`select state, done, total from import where id = ${id}`
    expect(standing).toEqual({ state: 'undoing', done: 100, total: 450 })

    const jobs = createImportJobs(partsOf(), { answerWithin: 0 })
    expect(await jobs.undo(asked)).toMatchObject({ state: 'undoing' })
    await jobs.idle()
    expect(await coordinator.read(id)).toMatchObject({
      state: 'undone',
      takenBack: { closed: 450, left: [] },
    })
    expect(await openCards(coordinator)).toBe(0)
    expect((await headOf(coordinator)) - before).toBe(5)
  })

  test('[G1] that goes wrong says so, and is taken back for good when it is asked again', async () => {
    const coordinator = await anImporter(server)
    const { id } = await bring(coordinator, many)
    const jobs = createImportJobs(partsOf(failingAt(2)))
    expect(await jobs.undo(beginning(coordinator, id))).toMatchObject({ state: 'applied' })
    expect(await coordinator.read(id)).toMatchObject({ state: 'applied', undoStopped: true })
    expect(await openCards(coordinator)).toBe(350)
    expect(await coordinator.undo(id)).toMatchObject({ state: 'undone', closed: 450, left: [] })
    expect(await openCards(coordinator)).toBe(0)
  })
})

describe('who does what with a list', () => {
  test('[G5] events carry who had it applied and who took it back, whoever sent it; so does the history', async () => {
    const solene = await anImporter(server)
    const ines = await aMember(server, { campaign: solene.campaign, role: 'coordinator' })
    await server.sql`update app_user set name = 'Inès' where id = ${ines.person.id}`
    await server.sql`update app_user set name = 'Solène' where id = ${solene.person.id}`
    const { id } = await preview(solene, csv(aminata))
    await ines.apply(id)
    const card = await cardNamed(solene, 'DIALLO')
    await solene.undo(id)
    const events = await server.sql<{ field: string; userId: string }[]>`
      select field, user_id from event
      where card_id = ${card} and document_id = ${boardOf(solene.campaign)}
      order by seq, n`
    expect([events.at(0), events.at(-1)]).toEqual([
      { field: 'created', userId: ines.person.id },
      { field: 'closed', userId: solene.person.id },
    ])
    const { id: left } = await preview(solene, csv(leo))
    await ines.undo(left)
    const { imports } = importsAnswer.parse(await (await solene.fetch('/imports')).json())
    expect(imports).toMatchObject([
      {
        id: left,
        createdBy: 'Solène',
        appliedBy: null,
        appliedAt: null,
        undoneBy: 'Inès',
      },
      {
        id,
        createdBy: 'Solène',
        appliedBy: 'Inès',
        undoneBy: 'Solène',
      },
    ])
  })
})

describe('an interrupted import', () => {
  test('[G1] is continued where it stopped, and doubles nothing', async () => {
    const coordinator = await anImporter(server)
    const { id } = await preview(coordinator, many)
    await beginImport(server.sql, beginning(coordinator, id))
    const parts = partsOf()
    let asked = 0
    const stopped = await applyImport(
      parts,
      { campaign: coordinator.campaign, id },
      () => ++asked > 1,
    )
    expect(stopped).toBeNull()
    expect(
      await coordinator.fetch('/cards').then(async (r) => cardsAnswer.parse(await r.json()).total),
    ).toBe(100)
    // Another process starts and finds it.
    const jobs = createImportJobs(parts)
    await jobs.resume()
    await jobs.idle()
    const applied = await coordinator.read(id)
    expect(applied).toMatchObject({
      state: 'applied',
      summary: { create: 450, unchanged: 0 },
      progress: { done: 450, total: 450 },
    })
    expect((await cardsOf(coordinator)).total).toBe(450)
  })

  test('[G1] that fails says so, and can be applied again', async () => {
    const coordinator = await anImporter(server)
    const { id } = await preview(coordinator, many)
    await beginImport(server.sql, beginning(coordinator, id))
    const jobs = createImportJobs(partsOf(failingAt(2)))
    await jobs.goOn(coordinator.campaign, id)
    await jobs.idle()
    expect(await coordinator.read(id)).toMatchObject({
      state: 'failed',
      progress: { done: 100, total: 450 },
    })
    expect(await coordinator.apply(id)).toMatchObject({
      state: 'applied',
      summary: { create: 450 },
    })
    expect((await cardsOf(coordinator)).total).toBe(450)
  })

  test('[G1] that is half taken back is only taken back to its end', async () => {
    const coordinator = await anImporter(server)
    const { id } = await preview(coordinator, many)
    const asked = beginning(coordinator, id)
    await beginImport(server.sql, asked)
    const applying = createImportJobs(partsOf(failingAt(3)))
    await applying.goOn(coordinator.campaign, id)
    await applying.idle()
    expect(await openCards(coordinator)).toBe(200)
    const undoing = createImportJobs(partsOf(failingAt(2)))
    expect(await undoing.undo(asked)).toMatchObject({ state: 'failed' })
    expect(await coordinator.read(id)).toMatchObject({ state: 'failed', undoStopped: true })
    expect(await openCards(coordinator)).toBe(100)
    await expect(undoing.apply(asked)).rejects.toMatchObject({ code: 'import-not-in-preview' })
    expect(await coordinator.undo(id)).toMatchObject({ state: 'undone', closed: 200 })
    expect(await openCards(coordinator)).toBe(0)
  })
})

function letters(index: number): string {
  return String.fromCodePoint(65 + Math.floor(index / 26), 65 + (index % 26))
}
