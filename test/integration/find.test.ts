import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cardsAnswer } from '#shared/contracts/cards.ts'
import { findAnswer } from '#shared/contracts/find.ts'
import { problem } from '#shared/contracts/problem.ts'
import { may } from '#shared/domain/permissions.ts'
import { dossierOf, type CardId, type UserId } from '#shared/domain/ids.ts'
import { dossierTypes } from '#shared/documents/dossier-shape.ts'
import { readActor } from '#server/auth/membership.ts'
import { must } from '#shared/assert.ts'
import type { Relance } from '#server/relance.ts'
import { addCards, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { startServer } from '#test/support/server.ts'

// Who is calling: a card by its numbers, for those who may open its dossier.

let server: Relance
let mine: CardId
let free: CardId
let south: CardId
let waiting: CardId
beforeAll(async () => {
  server = await startServer()
  await buildWorld(server)
  const placed = [places.own, places.free, places.south, places.received]
  const cards = await addCards(server, placed)
  const nth = (index: number) => must(cards[index], 'four cards')
  mine = nth(0)
  free = nth(1)
  south = nth(2)
  waiting = nth(3)
  await number(mine, ['06 39 98 00 11', '+33639980011'])
  await number(free, ['06.39.98.00.12', '+33639980012'])
  await number(south, ['+33639980013', '+33639980013'])
  await number(waiting, ['639 98 00 (illisible)', null])
  await fact(mine, { imiloFile: '1010004', ine: '235246308GB' })
})
afterAll(() => server.close())
beforeEach(async () => {
  await server.sql`delete from access_log`
})

type Phone = readonly [raw: string, e164: string | null, owner?: 'youth' | 'guardian']

async function number(card: CardId, [raw, e164, owner = 'youth']: Phone) {
  await server.rooms.execute(dossierOf(card), {
    user: world.coordinator,
    edit: (doc) => {
      const { numbers } = dossierTypes(doc)
      numbers.set('number01', { raw, e164, owner, status: 'untried' })
    },
  })
}

async function fact(card: CardId, facts: Record<string, string>) {
  await server.rooms.execute(dossierOf(card), {
    user: world.coordinator,
    edit: (doc) => {
      for (const [field, value] of Object.entries(facts)) dossierTypes(doc).person.set(field, value)
    },
  })
}

async function ask(user: UserId, typed: string) {
  return fetch(`${server.url}/api/campaigns/${world.campaign}/find`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: await signIn(server.sql, user) },
    body: JSON.stringify({ number: typed }),
  })
}

async function find(user: UserId, typed: string) {
  const { found } = findAnswer.parse(await (await ask(user, typed)).json())
  return found.map(({ card, by }) => [card.id, by])
}

async function list(user: UserId) {
  const url = `${server.url}/api/campaigns/${world.campaign}/cards?q=0639980011`
  const answer = await fetch(url, { headers: { cookie: await signIn(server.sql, user) } })
  return cardsAnswer.parse(await answer.json()).cards.map((card) => card.id)
}

describe('a number that is typed', () => {
  test.each([
    '0639980011',
    '06 39 98 00 11',
    '06.39.98.00.11',
    '+33 6 39 98 00 11',
    '+33 (0)6 39 98 00 11',
    '0033639980011',
    '33639980011',
    '980011',
    '98 00 11',
  ])('[4] finds the card by its phone, written as %s', async (typed) => {
    expect(await find(world.coordinator, typed)).toEqual([[mine, 'phone']])
  })

  test('[4] finds several by their first digits, and a number that could not be read by its digits', async () => {
    const begun = await find(world.coordinator, '06 39 98 00')
    expect(begun.map(([card]) => card)).toEqual(
      expect.arrayContaining([mine, free, south, waiting]),
    )
  })

  test('[4] finds a card by its i-milo file and its pupil’s number', async () => {
    expect(await find(world.coordinator, '1010004')).toEqual([[mine, 'imiloFile']])
    expect(await find(world.coordinator, '235246308gb')).toEqual([[mine, 'ine']])
  })

  test('[4] says when the number is the guardian’s, after those of youths', async () => {
    await number(free, ['0639980012', '+33639980012', 'guardian'])
    expect(await find(world.coordinator, '0639980012')).toEqual([[free, 'guardianPhone']])
    await number(free, ['0639980012', '+33639980012'])
  })

  test('[4] answers nothing of the number itself', async () => {
    const text = await (await ask(world.coordinator, '980011')).text()
    expect(text).not.toMatch(/39 ?98|1010004|235246308/)
  })

  test('[4] that is too short, or a name, is refused with one sentence', async () => {
    for (const typed of ['063', 'Diallo', '%%%%']) {
      const answer = await ask(world.coordinator, typed)
      expect([answer.status, problem.parse(await answer.json()).code]).toEqual([400, 'invalid'])
    }
  })
})

describe('who may find whom', () => {
  const people = [
    'coordinator',
    'manager',
    'otherManager',
    'officer',
    'otherOfficer',
    'southOfficer',
  ] as const

  test.each(people)(
    '[P7] %s finds the cards whose dossier the table lets open, and no other',
    async (name) => {
      const actor = must(await readActor(server.sql, world.campaign, world[name]), 'a member')
      const placed = [
        { card: mine, at: places.own },
        { card: free, at: places.free },
        { card: south, at: places.south },
        { card: waiting, at: places.received },
      ]
      const expected = placed
        .filter(({ at }) => may(actor, 'dossier.open', { at }).allowed)
        .map(({ card }) => card)
      const found = (await find(world[name], '639980')).map(([card]) => card)
      expect(new Set(found)).toEqual(new Set(expected))
    },
  )

  test('[P5] an observer is refused, [P1] a stranger learns nothing', async () => {
    expect((await ask(world.observer, '0639980011')).status).toBe(403)
    expect((await ask(world.stranger, '0639980011')).status).toBe(404)
  })

  test('[P7] each find is logged by ids, one that finds nobody too, and never by the number', async () => {
    await find(world.officer, '0639980011')
    await find(world.officer, '0699999999')
    const rows = await server.sql`select user_id, action, subject_id from access_log order by id`
    expect([...rows]).toEqual([
      { userId: world.officer, action: 'dossier.find', subjectId: mine },
      { userId: world.officer, action: 'dossier.find', subjectId: null },
    ])
  })

  test('[P7] the list of cards finds by number as well, within the same bounds', async () => {
    expect(await list(world.coordinator)).toEqual([mine])
    expect(await list(world.southOfficer)).toEqual([])
    expect(await list(world.observer)).toEqual([])
  })

  test('[P7] a program that tries number after number is stopped', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 70; i++)
      statuses.push((await ask(world.otherManager, `063998${String(i).padStart(4, '0')}`)).status)
    expect(statuses[0]).toBe(200)
    expect(statuses.at(-1)).toBe(429)
    expect((await ask(world.manager, '0639980011')).status).toBe(200)
  })
})
