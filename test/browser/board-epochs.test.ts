// A board that is made anew under people's hands, with and without a line. [G11, G12]
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { must } from '#shared/assert.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Relance } from '#server/relance.ts'
import { addCards, board, buildWorld, places, world } from '#test/support/board-world.ts'
import { openBrowser, type TestBrowser } from '#test/support/browser.ts'
import { rowsOnDisk } from '#test/support/disk.ts'
import { cardIn, cardOn, openBoardAs, placeKept, untilSaved } from '#test/support/board-page.ts'
import { startServer } from '#test/support/server.ts'

let server: Relance
let browser: TestBrowser
let from = 0

beforeAll(async () => {
  server = await startServer()
  await buildWorld(server)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function someCards(count: number): Promise<CardId[]> {
  const cards = await addCards(server, Array<typeof places.free>(count).fill(places.free), from)
  from += count
  return cards
}

// The line that is cut, and the answer of a board that begins anew, are the browser's own words in the console.
const cut = { tolerate: /ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket connection to/ }
const open = (user: Parameters<typeof openBoardAs>[1]) =>
  openBoardAs({ browser, server }, user, cut)
const rebuild = () =>
  server.rooms.rebuild(board, { edit: () => {}, also: async () => {}, gone: [] })
const copies = { database: 'relance-copy', table: 'documents' }

async function moveOn(page: Page, card: CardId): Promise<void> {
  await cardOn(page, card).focus()
  await page.keyboard.press('.')
  await page.keyboard.press('Escape')
}

async function goOffline(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null))
  await page.context().setOffline(true)
  await page.locator('[data-connection="offline"]').waitFor()
  await vi.waitFor(async () => expect(await rowsOnDisk(page, copies)).toHaveLength(1), {
    timeout: 15_000,
  })
}

const movesOf = (cards: readonly CardId[]) => server.sql`
  select card_id from event
  where field = 'at' and verdict = 'kept' and card_id in ${server.sql(cards)} and user_id = ${world.manager}`

test('[G12.6] [W3] a board made anew while one works on and another is away: both go on, and each act is kept once', async () => {
  const cards = await someCards(2)
  const [near, away] = cards.map((card) => must(card, 'two cards'))
  const karim = await open(world.manager)
  const solene = await open(world.coordinator)
  await cardOn(karim, must(away, 'a card')).waitFor()
  await goOffline(karim)
  await moveOn(karim, must(away, 'a card'))
  await karim.locator('[data-unsent="1"]').waitFor()
  await rebuild()
  // Nobody has to do anything: the page goes on with the new document.
  await moveOn(solene, must(near, 'a card'))
  await untilSaved(solene)
  expect(await placeKept(server, must(near, 'a card'))).toMatchObject({ stage: 'first_contact' })
  await karim.context().setOffline(false)
  await untilSaved(karim)
  for (const page of [karim, solene]) {
    for (const card of [near, away]) {
      const at = { stage: 'first_contact', lane: world.north } as const
      await cardIn(page, must(card, 'a card'), at).waitFor()
    }
  }
  expect(await movesOf(cards)).toHaveLength(1)
})

test('[G12.6] [W3] the same across a reload without the network', async () => {
  const cards = await someCards(1)
  const card = must(cards[0], 'a card')
  const karim = await open(world.manager)
  await cardOn(karim, card).waitFor()
  await goOffline(karim)
  await moveOn(karim, card)
  await karim.locator('[data-unsent="1"]').waitFor()
  karim.once('dialog', (dialog) => void dialog.accept())
  await karim.reload()
  await karim.locator('[data-connection="offline"][data-unsent="1"]').waitFor()
  await rebuild()
  await karim.context().setOffline(false)
  await untilSaved(karim)
  await cardIn(karim, card, { stage: 'first_contact', lane: world.north }).waitFor()
  expect(await movesOf(cards)).toHaveLength(1)
})

test('[G11] somebody who is erased leaves the open boards and, at their next connection, the copies of those that were away', async () => {
  const cards = await someCards(2)
  const [gone, stays] = [must(cards[0], 'a card'), must(cards[1], 'a card')]
  const solene = await open(world.coordinator)
  const karim = await open(world.manager)
  await cardOn(karim, gone).waitFor()
  await goOffline(karim)
  await moveOn(karim, gone)
  await karim.locator('[data-unsent="1"]').waitFor()
  const erased = await solene.evaluate(
    async (path) => (await fetch(path, { method: 'DELETE' })).status,
    `/api/campaigns/${world.campaign}/cards/${gone}`,
  )
  expect(erased).toBe(204)
  await cardOn(solene, gone).waitFor({ state: 'detached' })
  await cardOn(solene, stays).waitFor()
  const before = await rowsOnDisk(karim, copies)
  await karim.context().setOffline(false)
  await untilSaved(karim)
  await cardOn(karim, gone).waitFor({ state: 'detached' })
  // The sealed copy is another one by now: without the network, it opens without the person.
  await vi.waitFor(async () => expect(await rowsOnDisk(karim, copies)).not.toEqual(before), {
    timeout: 15_000,
  })
  await goOffline(karim)
  await karim.reload()
  await karim.locator('[data-connection="offline"]').waitFor()
  await cardOn(karim, stays).waitFor()
  expect(await cardOn(karim, gone).count()).toBe(0)
  const left = await server.sql`
    select 1 from event where card_id = ${gone} and verdict = 'kept' and field = 'at'`
  expect(left).toHaveLength(0)
})
