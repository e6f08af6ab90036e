// Handing cards over between lanes on a real server: who may send, take back, accept, return, and what is refused.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { editCard, moveCards, type Move } from '#shared/documents/board-edits.ts'
import { cardsOf } from '#shared/documents/board.ts'
import { must } from '#shared/assert.ts'
import { day } from '#shared/domain/day.ts'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import type { Relance } from '#server/relance.ts'
import { openBoard } from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { startServer } from '#test/support/server.ts'

let server: Relance
let made = 0

beforeAll(async () => {
  server = await startServer()
  await buildWorld(server)
})
afterAll(() => server.close())

const { north, south } = world
const inSouth = { ...places.free, lane: south }
const over = { from: north, to: south, by: world.manager, on: day.parse('2026-11-02') } as const

async function aCard(): Promise<CardId> {
  const [card] = await addCards(server, [places.free], made)
  made += 1
  return must(card, 'a card')
}

type Doc = Awaited<ReturnType<typeof openBoard>>['doc']

/** Acts as somebody at their own screen; answers the codes of what was refused, and the card as it is kept. */
async function act(user: UserId, card: CardId, write: (doc: Doc) => void) {
  const cookie = await signIn(server.sql, user)
  const client = await openBoard({ url: server.url, cookie, document: board })
  write(client.doc)
  await client.saved()
  const refused = client
    .of('rejected')
    .flatMap(({ changes }) => changes.map((change) => `${change.field} ${change.code}`))
  const kept = [...cardsOf(client.doc)].find((one) => one.id === card)
  await client.disconnect()
  return { refused, kept: must(kept, 'the card is on the board') }
}
const move = (user: UserId, one: Move) => act(user, one.card, (doc) => moveCards(doc, [one]))

test('[P3] who handed a card over says why afterwards, and takes it back until it is answered', async () => {
  const card = await aCard()
  expect((await move(world.manager, { card, to: inSouth, handover: over })).refused).toEqual([])
  const why = await act(world.manager, card, (doc) =>
    editCard(doc, card, { handover: { ...over, reason: 'lives_there' } }),
  )
  expect(why.refused).toEqual([])
  expect(why.kept.handover?.reason).toBe('lives_there')
  const back = await move(world.manager, { card, to: places.free, handover: null })
  expect(back.refused).toEqual([])
  expect(back.kept).toMatchObject({ at: { lane: north }, handover: null })
})

test('[P3] once it is accepted, it is the other manager’s: it is not taken back any more', async () => {
  const card = await aCard()
  await move(world.manager, { card, to: inSouth, handover: over })
  const accepted = await act(world.otherManager, card, (doc) =>
    editCard(doc, card, { handover: null }),
  )
  expect(accepted.refused).toEqual([])
  const late = await move(world.manager, { card, to: places.free })
  expect(late.refused).toEqual(['at not-your-lane'])
  expect(late.kept.at.lane).toBe(south)
})

test('[P3] the other manager returns it with the reason, in one act', async () => {
  const card = await aCard()
  await move(world.manager, { card, to: inSouth, handover: over })
  const sentBack = { reason: 'overload', by: world.otherManager, on: over.on } as const
  const returned = await move(world.otherManager, {
    card,
    to: places.free,
    handover: null,
    sentBack,
  })
  expect(returned.refused).toEqual([])
  expect(returned.kept).toMatchObject({ at: { lane: north }, handover: null, sentBack })
})

test('[P3] a hand-over that is not true is refused: nobody gets hold of cards that were never theirs', async () => {
  const card = await aCard()
  // A card that never leaves the lane, and one that came from nowhere near.
  const stays = await act(world.manager, card, (doc) => editCard(doc, card, { handover: over }))
  expect(stays.refused).toEqual(['handover invalid'])
  await move(world.coordinator, { card, to: inSouth })
  const claim = await act(world.manager, card, (doc) => editCard(doc, card, { handover: over }))
  expect(claim.refused).toEqual(['handover not-your-lane'])
  expect(claim.kept.handover).toBeNull()
})

test.each([
  ['an officer of the lane it left', world.officer],
  ['an observer', world.observer],
])('[P3] %s does not take it back', async (_who, user) => {
  const card = await aCard()
  await move(world.manager, { card, to: inSouth, handover: over })
  const cookie = await signIn(server.sql, user)
  const client = await openBoard({ url: server.url, cookie, document: board })
  moveCards(client.doc, [{ card, to: places.free, handover: null }])
  if (user === world.observer) await client.disconnect()
  else {
    await client.until(() => client.of('rejected').length > 0)
    await client.disconnect()
  }
  const kept = await act(world.coordinator, card, () => {})
  expect(kept.kept).toMatchObject({ at: { lane: south }, handover: over })
})
