// Two cards of one youth: whatever happens at once or is taken back later, the youth keeps a card on the board.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { importId, type CardId, type UserId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { undoImport } from '#server/imports/undo.ts'
import { createLog } from '#server/log.ts'
import type { Relance } from '#server/relance.ts'
import { decide } from '#server/triage/decide.ts'
import { bring, cardNamed, csv } from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'
import { aTriage, someYouths, type TriageWorld } from '#test/support/triage.ts'

vi.setConfig({ testTimeout: 90_000 })

let server: Relance
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const solene = (world: TriageWorld) => world.coordinator.person.id

/** Triage as a process does it that has asked for the room's turn only once `before` has resolved. */
function partsAfter(before: () => Promise<unknown>) {
  const { sql, rooms } = server
  const writer: typeof rooms = {
    ...rooms,
    execute: async (document, command) => {
      await before()
      return rooms.execute(document, command)
    },
  }
  return { sql, writer, log: createLog('silent') }
}

/** Resolves for everybody once `count` have asked. */
function meetingOf(count: number): () => Promise<void> {
  const waiting: (() => void)[] = []
  let here = 0
  return async () => {
    here += 1
    if (here < count) await new Promise<void>((resolve) => waiting.push(resolve))
    for (const go of waiting.splice(0)) go()
  }
}

async function closedOf(cards: readonly CardId[]): Promise<readonly boolean[]> {
  const rows = await server.sql<{ id: CardId; closed: boolean }[]>`
    select id, closed from card where id = any(${[...cards]})`
  return cards.map(
    (card) =>
      must(
        rows.find((row) => row.id === card),
        'a card',
      ).closed,
  )
}

/** The youth of the first list comes in the second with another birth date: a second card. */
async function twoLists() {
  const world = await aTriage(server, {
    lists: [csv('TRAORÉ;Fatou;12/09/2003;;75020;PARIS;0639980013;;;;Oui')],
  })
  const second = await bring(
    world.coordinator,
    csv('TRAORE;Fatou;12/09/2002;;75020;PARIS;0639980013;;;;Oui'),
  )
  const one = await cardNamed(world.coordinator, 'TRAORÉ')
  const other = await cardNamed(world.coordinator, 'TRAORE')
  const close = () =>
    decide(
      { sql: server.sql, writer: server.rooms, log: createLog('silent') },
      { campaign: world.campaign, user: solene(world) },
      { kind: 'duplicate', card: one, of: other },
    )
  return { world, list: second.id, one, other, close }
}

describe('of two cards of one youth', () => {
  test('[2] each said at once to double the other: one stays, and the second is told who was faster', async () => {
    const world = await aTriage(server, { lists: [someYouths] })
    const one = await cardNamed(world.coordinator, 'TRAORÉ')
    const other = await cardNamed(world.coordinator, 'TRAORE')
    const met = meetingOf(2)
    const closing = (user: UserId, card: CardId, of: CardId) =>
      decide(partsAfter(met), { campaign: world.campaign, user }, { kind: 'duplicate', card, of })
    const results = await Promise.allSettled([
      closing(solene(world), one, other),
      closing(world.people.ines, other, one),
    ])
    expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const solenesFirst = results[0]?.status === 'fulfilled'
    expect(results.find((result) => result.status === 'rejected')).toMatchObject({
      reason: {
        status: 409,
        code: 'triage-other-gone',
        fields: {
          by: solenesFirst ? 'Solène Maury' : 'Inès Tavares',
          of: solenesFirst ? other : one,
        },
      },
    })
    expect(await closedOf([one, other])).toEqual(solenesFirst ? [true, false] : [false, true])
    const standing = await server.sql`
      select 1 from triage_decision where card_id in (${one}, ${other}) and ended_at is null`
    expect(standing).toHaveLength(1)
  })

  test('[2] a card of a list that was taken back, or of an erased youth, is nobody’s other card', async () => {
    const world = await aTriage(server, { lists: [someYouths] })
    const again = await bring(
      world.coordinator,
      csv('TRAORES;Fatou;12/09/2001;;75020;PARIS;0639980099;;;;Oui'),
    )
    const card = await cardNamed(world.coordinator, 'TRAORÉ')
    const undone = await cardNamed(world.coordinator, 'TRAORES')
    const erased = await cardNamed(world.coordinator, 'NGUYEN')
    await world.coordinator.undo(again.id)
    expect((await world.coordinator.fetch(`/cards/${erased}`, { method: 'DELETE' })).status).toBe(
      204,
    )
    for (const of of [undone, erased]) {
      expect(
        await world.call(solene(world), '/decisions', {
          method: 'POST',
          body: { kind: 'duplicate', card, of },
        }),
      ).toMatchObject({ status: 422, body: { code: 'triage-no-other-card' } })
    }
    expect(await closedOf([card])).toEqual([false])
  })
})

describe('taking a list back', () => {
  test('[1] the card that stays of two is touched: it is left and named', async () => {
    const { world, list, one, other, close } = await twoLists()
    await close()
    expect(await world.coordinator.undo(list)).toMatchObject({
      closed: 0,
      left: [{ card: other, lastName: 'TRAORE' }],
    })
    expect(await closedOf([one, other])).toEqual([true, false])
  })

  test('[1] … also when triage decides between the reading of the rows and the writing', async () => {
    const { world, list, one, other, close } = await twoLists()
    let decided: Promise<unknown> | null = null
    const { sql, writer } = partsAfter(() => (decided ??= close()))
    const answer = await undoImport(
      { sql, writer },
      { campaign: world.campaign, id: importId.parse(list), user: solene(world) },
    )
    expect(answer).toMatchObject({ closed: 0, left: [{ card: other }] })
    expect(await closedOf([one, other])).toEqual([true, false])
  })

  test('[S6] once the decision is taken back, its list can be taken back whole', async () => {
    const { world, list, one, other, close } = await twoLists()
    const act = await close()
    await world.call(solene(world), `/decisions/${act}`, { method: 'DELETE' })
    expect(await world.coordinator.undo(list)).toMatchObject({ closed: 1, left: [] })
    expect(await closedOf([one, other])).toEqual([false, true])
  })
})

test('[G11] every card of one youth is erased with any of them, through several duplicates', async () => {
  for (const erased of [0, 1, 2]) {
    const world = await aTriage(server, { lists: [someYouths] })
    const cards = await Promise.all(
      ['TRAORÉ', 'TRAORE', 'NGUYEN'].map((name) => cardNamed(world.coordinator, name)),
    )
    const close = (card: CardId | undefined, of: CardId | undefined) =>
      world.call(solene(world), '/decisions', {
        method: 'POST',
        body: { kind: 'duplicate', card, of },
      })
    expect((await close(cards[0], cards[1])).status).toBe(201)
    expect((await close(cards[1], cards[2])).status).toBe(201)
    await world.coordinator.fetch(`/cards/${cards[erased] ?? ''}`, { method: 'DELETE' })
    const left = await server.sql`
      select 1 from card where id = any(${cards}) and not fields ? 'erased'`
    expect(left, `from card ${erased}`).toHaveLength(0)
  }
})
