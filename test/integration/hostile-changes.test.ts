import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { editCard, moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { day } from '#shared/domain/day.ts'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import type { Relance } from '#server/relance.ts'
import { createBoardClient, openBoard, type BoardClient } from '#test/support/board-client.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { startServer } from '#test/support/server.ts'

const publicUrl = new URL('http://relance.example.org')
let server: Relance
let cards: CardId[]
let colleague: BoardClient

beforeAll(async () => {
  server = await startServer({ publicUrl })
  await buildWorld(server)
  cards = await addCards(server, [places.free, places.own])
  colleague = await open(world.coordinator)
})
afterAll(() => server.close())

async function open(user: UserId): Promise<BoardClient> {
  const cookie = await signIn(server.sql, user)
  return openBoard({ url: server.url, cookie, document: board })
}

const own = () => must(cards[1], 'a card of the officer')
const factOf = (client: BoardClient, field: string) =>
  boardTypes(client.doc).cards.get(own())?.get(field) ?? null

test('[G3] [G10] a zero character, which the database cannot keep, is refused and harms nobody else', async () => {
  const author = await open(world.officer)
  editCard(author.doc, own(), { tags: ['zero \0 character'] })
  await author.until(() => author.of('rejected').length > 0)
  expect(author.of('rejected')[0]?.changes).toMatchObject([{ field: 'tags', code: 'invalid' }])
  await author.saved()
  editCard(author.doc, own(), { tags: ['kept'] })
  await author.saved()
  await colleague.until(() => JSON.stringify(factOf(colleague, 'tags')) === '["kept"]')
  expect(colleague.closed).toBeNull()
  await author.disconnect()
})

test('[G10] of changes kept together, the one that the database refuses goes alone with its author', async () => {
  await server.sql`
    alter table card add constraint no_such_tag check (not coalesce(fields -> 'tags' ? 'unkeepable', false))`
  const author = await open(world.officer)
  const other = await open(world.manager)
  const ended = author.ended()
  moveCard(other.doc, own(), { ...places.own, rank: 'before' })
  editCard(author.doc, own(), { tags: ['unkeepable'] })
  moveCard(other.doc, own(), { ...places.own, rank: 'behind' })
  expect(await ended).toBe(4400)
  await other.saved()
  await colleague.until(() => JSON.stringify(factOf(colleague, 'at')).includes('behind'))
  expect(factOf(colleague, 'tags')).toEqual(['kept'])
  expect([other.closed, colleague.closed]).toEqual([null, null])
  await server.sql`alter table card drop constraint no_such_tag`
  await other.disconnect()
})

test('[A1] an attempt of a year that no calendar here counts is refused', async () => {
  const author = await open(world.officer)
  const { attempts } = boardTypes(author.doc)
  const attempt = { card: own(), channel: 'phone', outcome: 'busy', by: world.officer }
  attempts.set('attempt_of_0', { ...attempt, at: '0000-01-01T10:00:00Z' })
  await author.until(() => author.of('rejected').length > 0)
  expect(author.of('rejected')[0]?.changes).toMatchObject([{ field: 'attempts', code: 'invalid' }])
  await author.disconnect()
})

test('[P8] [W2] a change that comes too late and was forbidden besides stands in no history', async () => {
  const author = await open(world.officer)
  const first = await open(world.manager)
  author.pause()
  editCard(first.doc, own(), { wish: 'training' })
  await first.saved()
  boardTypes(author.doc).cards.get(own())?.set('wish', 'FORBIDDEN')
  author.resume()
  await author.until(() => author.of('superseded').length > 0)
  expect(author.of('superseded')[0]?.changes).toMatchObject([
    { field: 'wish', kept: 'training', by: { id: world.manager } },
  ])
  const rows = await server.sql<{ verdict: string; code: string }[]>`
    select verdict, code from event where card_id = ${own()} and new = '"FORBIDDEN"'`
  expect([...rows]).toEqual([{ verdict: 'rejected', code: 'invalid' }])
  await author.disconnect()
  await first.disconnect()
})

test.each([world.coordinator, world.officer])(
  '[S7] %s closes a card with a situation, never as if its import had been taken back',
  async (user) => {
    const author = await open(user)
    const signed = { by: user, on: day.parse('2026-11-20') }
    editCard(author.doc, own(), { closed: { situation: 'undone', ...signed } })
    await author.until(() => author.of('rejected').length > 0)
    expect(author.of('rejected')[0]?.changes).toMatchObject([
      { field: 'closed', code: 'server-only', rule: 'S7' },
    ])
    await author.saved()
    expect(factOf(author, 'closed')).toBeNull()
    await author.disconnect()
  },
)

test('[T1] [P9] a socket comes from the public address, where there is one, as a request does', async () => {
  const cookie = await signIn(server.sql, world.coordinator)
  const url = `${server.url.replace('http', 'ws')}/sync/${board}`
  const answerTo = (origin: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(url, { headers: { cookie }, origin })
      socket.once('open', () => {
        socket.close()
        resolve('open')
      })
      socket.once('error', (error) => resolve(error.message))
    })
  expect(await answerTo(publicUrl.origin)).toBe('open')
  expect(await answerTo(server.url)).toContain('403')
})

test('[G10] a crowd of sockets of one person that come at once stops at the limit', async () => {
  const cookie = await signIn(server.sql, world.observer)
  const crowd = Array.from({ length: 80 }, () =>
    createBoardClient({ url: server.url, cookie, document: board }, null),
  )
  for (const one of crowd) one.reconnect().catch(() => {})
  const count = (closed: number | null) =>
    crowd.filter((one) => one.closed === closed && (closed !== null || one.frames.length > 0))
      .length
  await vi.waitFor(() => expect([count(null), count(4500)]).toEqual([50, 30]), { timeout: 10_000 })
  expect(colleague.closed).toBeNull()
  await Promise.all(crowd.map((one) => one.disconnect()))
})
