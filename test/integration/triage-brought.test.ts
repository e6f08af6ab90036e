// What only the card of a duplicate knows: brought to the card that stays, and taken back with the decision.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { decisionAnswer } from '#shared/contracts/triage.ts'
import { must } from '#shared/assert.ts'
import { cardFields, type CardValues } from '#shared/domain/card.ts'
import { boardOf, dossierOf, type CardId } from '#shared/domain/ids.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { dossierTypes, type PhoneNumber } from '#shared/documents/dossier-shape.ts'
import { createLog } from '#server/log.ts'
import type { Relance } from '#server/relance.ts'
import { decide, type TriageParts } from '#server/triage/decide.ts'
import { writeDossiers } from '#server/triage/dossiers.ts'
import { cardNamed, csv, typeIn } from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'
import { aTriage, type TriageWorld } from '#test/support/triage.ts'

vi.setConfig({ testTimeout: 90_000 })

let server: Relance
let parts: TriageParts
beforeAll(async () => {
  server = await startServer()
  parts = { sql: server.sql, writer: server.rooms, log: createLog('silent') }
})
afterAll(() => server.close())

const solene = (world: TriageWorld) => world.coordinator.person.id

const who = (map: Y.Map<unknown>) => cardFields.who.parse(map.get('who'))
const onBoard = (world: TriageWorld, card: CardId, edit: (map: Y.Map<unknown>) => void) =>
  server.rooms.execute(boardOf(world.campaign), {
    user: solene(world),
    edit: (doc) => edit(must(boardTypes(doc).cards.get(card), 'a card')),
  })
const addNumber = (
  { world, card }: { world: TriageWorld; card: CardId },
  { id, ...number }: Pick<PhoneNumber, 'status'> & { id: string; e164: string },
) =>
  server.rooms.execute(dossierOf(card), {
    user: solene(world),
    edit: (doc) =>
      void dossierTypes(doc).numbers.set(id, { raw: number.e164, owner: 'youth', ...number }),
  })

/** Two cards of Fatou; the one that will stay has a phone and nothing else. */
async function twoCards() {
  const world = await aTriage(server, {
    lists: [
      csv('TRAORÉ;Fatou;12/09/2003;;75020;PARIS;0639980013;;;;Oui'),
      csv('TRAORE;Fatou;12/09/2002;;75020;PARIS;0639980013;;;;Oui'),
    ],
  })
  const { campaign, coordinator } = world
  const one = await cardNamed(coordinator, 'TRAORÉ')
  const other = await cardNamed(coordinator, 'TRAORE')
  const type = (card: CardId, values: Record<string, unknown>) =>
    typeIn(server.rooms, { coordinator, card }, values)
  await type(other, { birthDate: null, address: null })
  await type(one, {
    ine: '1234567890A',
    email: 'fatou@exemple.fr',
    slots: 'le matin',
    address: { lines: ['3 rue Piat'], postCode: '75020', commune: 'PARIS' },
  })
  await addNumber(
    { world, card: one },
    { id: 'number_wrong', e164: '+33639980077', status: 'wrong' },
  )
  await onBoard(world, other, (map) => {
    map.set('who', { ...who(map), age: null, sex: null, qpv: null })
  })
  await onBoard(world, one, (map) => {
    map.set('who', { ...who(map), sex: 'f', qpv: true })
    map.set('wish', 'training')
    map.set('tags', ['accord retiré'])
    map.set('noContact', { by: solene(world), on: '2026-11-20' })
  })
  const close = (by = parts) =>
    decide(by, { campaign, user: solene(world) }, { kind: 'duplicate', card: one, of: other })
  const undo = (act: string) => world.call(solene(world), `/decisions/${act}`, { method: 'DELETE' })
  return { world, one, other, type, close, undo }
}

/** Everything that a card and its dossier say of the youth. */
async function known(card: CardId) {
  const [row] = await server.sql<
    {
      person: Record<string, unknown>
      numbers: Record<string, PhoneNumber>
      card: Partial<CardValues>
    }[]
  >`
    select d.fields as person, d.numbers, c.fields as card
    from dossier d
    join card c on c.id = d.card_id
    where d.card_id = ${card}`
  const { person, numbers, card: values } = must(row, 'a card')
  const { age, sex, qpv } = must(values.who, 'a name')
  const { contact, wish = null, noContact = null, tags = [] } = values
  return {
    person: Object.fromEntries(Object.entries(person).filter(([, value]) => value !== null)),
    numbers: Object.values(numbers)
      .map(({ e164, status }) => `${e164} ${status}`)
      .toSorted(),
    board: { age, sex, qpv, contact, wish, noContact, tags },
  }
}

describe('what the card of a duplicate alone knows', () => {
  test('[2] reaches the card that stays, on the board too, and goes again with the decision', async () => {
    const { world, other, close, undo } = await twoCards()
    const before = await known(other)
    expect(before).toMatchObject({ person: {}, numbers: ['+33639980013 untried'] })
    const act = await close()
    expect(await known(other)).toEqual({
      person: {
        ...before.person,
        birthDate: '2003-09-12',
        ine: '1234567890A',
        email: 'fatou@exemple.fr',
        slots: 'le matin',
        address: { lines: ['3 rue Piat'], postCode: '75020', commune: 'PARIS' },
      },
      // [A4] What a call has found of a number comes along: nobody calls it again.
      numbers: ['+33639980013 untried', '+33639980077 wrong'],
      board: {
        age: 16,
        sex: 'f',
        qpv: true,
        contact: { phones: 2, email: true, toRepair: false },
        wish: 'training',
        tags: ['accord retiré'],
        // [A5] Whoever asked not to be contacted has asked for both cards.
        noContact: { by: solene(world), on: '2026-11-20' },
      },
    })
    expect((await undo(act)).status).toBe(200)
    expect(await known(other)).toEqual(before)
    const [row] = await server.sql<{ brought: unknown }[]>`
      select brought from triage_decision where act = ${act}`
    expect(row?.brought, 'nothing is remembered of it').toEqual({})
  })

  test('[2] never writes over what the card that stays says, and takes no half of another address', async () => {
    const { other, type, close } = await twoCards()
    const own = {
      email: 'autre@exemple.fr',
      birthDate: '2002-09-12',
      address: { lines: [], postCode: '75019', commune: 'PARIS' },
    }
    await type(other, own)
    await close()
    expect((await known(other)).person).toMatchObject({ ...own, ine: '1234567890A' })
  })

  test('[W4] what somebody has changed or called since stays when the decision is taken back', async () => {
    const { other, type, close, undo } = await twoCards()
    const act = await close()
    await type(other, { email: 'fatou.t@exemple.fr' })
    await undo(act)
    expect((await known(other)).person).toMatchObject({ email: 'fatou.t@exemple.fr' })
    expect((await known(other)).person).not.toHaveProperty('ine')
    expect((await known(other)).board.contact).toMatchObject({ phones: 1, email: true })
  })

  test('[2] a card holds twenty numbers at most: those that may still be called come first', async () => {
    const { world, one, other, close } = await twoCards()
    for (let n = 10; n < 28; n += 1) {
      const more = { id: `number_more_${n}`, e164: `+336399801${n}`, status: 'untried' as const }
      await addNumber({ world, card: other }, more)
    }
    await addNumber(
      { world, card: one },
      { id: 'number_good', e164: '+33639980078', status: 'untried' },
    )
    await close()
    const { numbers, board } = await known(other)
    expect(numbers).toHaveLength(20)
    expect(numbers).toContain('+33639980078 untried')
    expect(numbers).not.toContain('+33639980077 wrong')
    expect(board.contact).toMatchObject({ phones: 20 })
  })

  test.each(['resumed', 'undone'])(
    '[G1] interrupted between the dossier and the board, it is as if it were not once it is %s',
    async (next) => {
      const { world, other, close, undo } = await twoCards()
      const before = await known(other)
      let turn = 0
      const failing: Relance['rooms'] = {
        ...server.rooms,
        // The decision itself, the dossier, then the board.
        execute: (document, command) =>
          ++turn === 3
            ? Promise.reject(new Error('broken'))
            : server.rooms.execute(document, command),
      }
      const act = await close({ ...parts, writer: failing })
      const half = await known(other)
      expect(half.person).toHaveProperty('ine')
      expect(half.board).toEqual(before.board)
      if (next === 'resumed') await writeDossiers(parts, world.campaign)
      const brought = (await known(other)).board
      expect([brought.age, brought.wish]).toEqual(
        next === 'resumed' ? [16, 'training'] : [null, null],
      )
      await undo(act)
      expect(await known(other)).toEqual(before)
    },
  )

  test('[S6] bringing facts to a card is not work on it: its own decision can still be taken back', async () => {
    const { world, one, other, close, undo } = await twoCards()
    await onBoard(world, one, (map) => {
      for (const field of ['wish', 'tags', 'noContact']) map.set(field, null)
    })
    const sent = await world.call(solene(world), '/decisions', {
      method: 'POST',
      body: { kind: 'unknown', card: other },
    })
    await close()
    expect(await undo(decisionAnswer.parse(sent.body).act)).toMatchObject({
      status: 200,
      body: { undone: [other] },
    })
  })
})
