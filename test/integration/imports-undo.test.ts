import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { cardsAnswer } from '#shared/contracts/cards.ts'
import { boardOf } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { applyImport, beginImport } from '#server/imports/apply.ts'
import { createImportJobs } from '#server/imports/jobs.ts'
import { readHere } from '#server/imports/read-here.ts'
import { createLog } from '#server/log.ts'
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
    expect(await coordinator.undo(id)).toMatchObject({ state: 'undone', closed: 0 })
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

describe('an interrupted import', () => {
  const many = csv(
    ...Array.from(
      { length: 450 },
      (_, i) => `NOM${letters(i)};Prénom;04/05/2001;;;;06399${String(80_000 + i)};;;;Oui`,
    ),
  )

  test('[G1] is continued where it stopped, and doubles nothing', async () => {
    const coordinator = await anImporter(server)
    const { id } = await preview(coordinator, many)
    await beginImport(server.sql, coordinator.campaign, id)
    const parts = {
      sql: server.sql,
      writer: server.rooms,
      log: createLog('silent'),
      read: readHere,
    }
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
    await beginImport(server.sql, coordinator.campaign, id)
    let written = 0
    const writer: Relance['rooms'] = {
      ...server.rooms,
      create: (...args) => server.rooms.create(...args),
      execute: (document, command) =>
        written++ === 0
          ? server.rooms.execute(document, command)
          : Promise.reject(new Error('broken')),
    }
    const jobs = createImportJobs({
      sql: server.sql,
      writer,
      log: createLog('silent'),
      read: readHere,
    })
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
})

function letters(index: number): string {
  return String.fromCodePoint(65 + Math.floor(index / 26), 65 + (index % 26))
}
