import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { attemptId, boardOf, dossierOf, type CardId } from '#shared/domain/ids.ts'
import { attempt } from '#shared/domain/attempt.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { dossierTypes } from '#shared/documents/dossier-shape.ts'
import { must } from '#shared/assert.ts'
import { undoImport } from '#server/imports/undo.ts'
import type { Relance } from '#server/relance.ts'
import {
  aminata,
  anImporter,
  bring,
  cardNamed,
  csv,
  leo,
  preview,
  typeIn,
  type Importer,
} from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'

// What a later list brings to earlier cards: seen before, and taken back.

vi.setConfig({ testTimeout: 90_000 })

let server: Relance
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const moved = 'Diallo;AMINATA;04/05/2001;;93300;AUBERVILLIERS;0639989999;;En emploi;Formation;Oui'
const later = (...rows: string[]) => ({ ...csv(...rows), receivedOn: '2020-04-17' })

const byText = (a: string, b: string) => (a < b ? -1 : 1)

interface StandingCard {
  readonly person: Record<string, unknown>
  readonly phones: string[]
  readonly who: unknown
  readonly contact: unknown
  readonly wish: unknown
  readonly withdrawn: unknown
}

async function cardAsItStands({ person, campaign }: Importer, card: CardId): Promise<StandingCard> {
  const dossier = await server.rooms.execute(dossierOf(card), {
    user: person.id,
    edit(doc) {
      const { person: facts, numbers } = dossierTypes(doc)
      const phones = Object.values(numbers.toJSON() as Record<string, { e164: string | null }>)
      return {
        person: facts.toJSON(),
        phones: phones.map(({ e164 }) => e164 ?? '').toSorted(byText),
      }
    },
  })
  const board = await server.rooms.execute(boardOf(campaign), {
    user: person.id,
    edit: (doc) => {
      const { who, contact, wish, agreementWithdrawn } = must(
        boardTypes(doc).cards.get(card),
        'a card',
      ).toJSON()
      return { who, contact, wish: wish ?? null, withdrawn: agreementWithdrawn ?? null }
    },
  })
  return { ...dossier, ...board }
}

describe('the preview of a youth who comes again', () => {
  test('[1] shows old and new values, and what a colleague has typed stays', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const card = await cardNamed(coordinator, 'DIALLO')
    await typeIn(server.rooms, { coordinator, card }, { situation: 'A trouvé un stage' })
    const { rows } = await preview(coordinator, later(moved))
    expect(rows[0]).toMatchObject({ outcome: 'update', card })
    const changes = rows[0]?.changes.toSorted((a, b) => (a.field < b.field ? -1 : 1))
    expect(changes).toEqual([
      { field: 'address', before: '12 rue Riquet', after: null, kept: false },
      { field: 'commune', before: 'Paris', after: 'Aubervilliers', kept: false },
      { field: 'phone', before: null, after: '+33639989999', kept: false },
      { field: 'postCode', before: '75019', after: '93300', kept: false },
      { field: 'situation', before: 'A trouvé un stage', after: 'En emploi', kept: true },
      { field: 'wish', before: 'employment', after: 'training', kept: false },
    ])
  })

  test('[1] old values are not kept once the list is applied', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const { rows } = await bring(coordinator, later(moved))
    expect(rows[0]).toMatchObject({ outcome: 'update', changes: [] })
  })
})

describe('taking a later list back', () => {
  test('[1] gives earlier cards back what stood there', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata, leo))
    const card = await cardNamed(coordinator, 'DIALLO')
    const before = await cardAsItStands(coordinator, card)
    const { id } = await bring(coordinator, later(moved, leo.replace('Oui', 'Non')))
    expect(await cardAsItStands(coordinator, card)).not.toEqual(before)
    const other = await cardNamed(coordinator, 'MERCIER')
    expect((await cardAsItStands(coordinator, other)).withdrawn).toEqual({
      on: '2020-04-17',
      list: id,
    })

    expect(await coordinator.undo(id)).toMatchObject({ restored: 1, kept: [], updatesKept: 0 })
    expect(await cardAsItStands(coordinator, card)).toEqual(before)
    expect((await cardAsItStands(coordinator, other)).withdrawn).toBeNull()
    const [row] = await server.sql<{ kept: number }[]>`
      select count(*)::int as kept from import_change where import_id = ${id}`
    expect(row?.kept).toBe(0)
    // The list can come again, and says the same news again.
    expect((await preview(coordinator, later(moved))).summary).toMatchObject({ update: 1 })
  })

  test('[1] keeps what somebody has changed or called since, and names those cards', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata, leo))
    const [card, other] = [
      await cardNamed(coordinator, 'DIALLO'),
      await cardNamed(coordinator, 'MERCIER'),
    ]
    const leoMoved = leo.replace('0639980012', '0639987777').replace(';;;Oui', ';Intérim;;Oui')
    const { id } = await bring(coordinator, later(moved, leoMoved))
    await typeIn(server.rooms, { coordinator, card }, { situation: 'Rappelée, en formation' })
    const number = await numberOf(other, '+33639987777', coordinator)
    await server.rooms.execute(boardOf(coordinator.campaign), {
      user: coordinator.person.id,
      edit: (doc) =>
        boardTypes(doc).attempts.set(
          attemptId.parse('attempt-restore'),
          attempt.parse({
            card: other,
            channel: 'phone',
            outcome: 'no_answer',
            at: '2020-04-18T08:00:00.000Z',
            by: coordinator.person.id,
            number,
          }),
        ),
    })
    expect(await coordinator.undo(id)).toMatchObject({
      restored: 0,
      kept: [
        { card, line: 2, lastName: 'DIALLO', firstName: 'Aminata' },
        { card: other, line: 3, lastName: 'MERCIER', firstName: 'Léo' },
      ],
    })
    expect(await cardAsItStands(coordinator, card)).toMatchObject({
      person: {
        situation: 'Rappelée, en formation',
        address: { lines: ['12 rue Riquet'], postCode: '75019', commune: 'Paris' },
      },
      phones: ['+33639980011'],
    })
    expect(await cardAsItStands(coordinator, other)).toMatchObject({
      phones: ['+33639980012', '+33639987777'],
      contact: { phones: 2 },
    })
  })

  test('[1] of two later lists, only what the one taken back says goes', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const card = await cardNamed(coordinator, 'DIALLO')
    const { id } = await bring(coordinator, later(moved))
    const last = moved.replace('AUBERVILLIERS', 'PANTIN').replace('93300', '93500')
    await bring(coordinator, { ...csv(last), receivedOn: '2020-04-24' })
    expect(await coordinator.undo(id)).toMatchObject({ restored: 0, kept: [{ card }] })
    const { person } = await cardAsItStands(coordinator, card)
    expect(person).toMatchObject({
      address: { postCode: '93500', commune: 'Pantin' },
      situation: 'Sans solution',
    })
  })

  test('[G1] interrupted, it goes on where it stood', async () => {
    const coordinator = await anImporter(server)
    await bring(coordinator, csv(aminata))
    const card = await cardNamed(coordinator, 'DIALLO')
    const before = await cardAsItStands(coordinator, card)
    const { id } = await bring(coordinator, later(moved, leo))
    const { sql, rooms } = server
    let boards = 0
    const writer: Relance['rooms'] = {
      ...rooms,
      create: (...args) => rooms.create(...args),
      execute: (document, command) =>
        document.startsWith('board/') && ++boards === 2
          ? Promise.reject(new Error('stopped'))
          : rooms.execute(document, command),
    }
    const undo = { campaign: coordinator.campaign, id, user: coordinator.person.id }
    await expect(undoImport({ sql, writer }, undo)).rejects.toThrow('stopped')
    expect(await cardAsItStands(coordinator, card)).toEqual(before)
    expect(await coordinator.undo(id)).toMatchObject({
      state: 'undone',
      closed: 1,
      restored: 1,
      kept: [],
    })
    expect(await cardAsItStands(coordinator, card)).toEqual(before)
  })
})

async function numberOf(card: CardId, e164: string, { person }: Importer): Promise<string> {
  return server.rooms.execute(dossierOf(card), {
    user: person.id,
    edit(doc) {
      const numbers = Object.entries(
        dossierTypes(doc).numbers.toJSON() as Record<string, { e164: string | null }>,
      )
      return must(
        numbers.find(([, number]) => number.e164 === e164),
        'the number',
      )[0]
    },
  })
}
