import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { must } from '#shared/assert.ts'
import { startServer } from '#test/support/server.ts'
import { moveCard } from '#shared/documents/board-edits.ts'
import { addCards, board, buildWorld, places, world } from '#test/support/board-world.ts'
import { openBrowser } from '#test/support/browser.ts'
import { rowsOnDisk } from '#test/support/disk.ts'
import {
  cardIn,
  cardOn,
  cell,
  drag,
  openBoardAs,
  placeKept,
  untilLive,
  untilSaved,
} from '#test/support/board-page.ts'
import type { Relance } from '#server/relance.ts'
import type { TestBrowser } from '#test/support/browser.ts'
import type { CardId } from '#shared/domain/ids.ts'

let server: Relance
let browser: TestBrowser
let from = 0

beforeAll(async () => {
  server = await startServer()
  await buildWorld(server)
  await server.sql`update app_user set name = 'Solène Maury' where id = ${world.coordinator}`
  await server.sql`update app_user set name = 'Karim Bensaïd' where id = ${world.manager}`
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function someCards(at: Parameters<typeof addCards>[1]): Promise<[CardId, ...CardId[]]> {
  const [first, ...others] = await addCards(server, at, from)
  from += at.length
  return [must(first, 'a card was asked for'), ...others]
}

// The line that is cut is the browser's own word in the console.
const cut = { tolerate: /ERR_INTERNET_DISCONNECTED|WebSocket connection to/ }
const open = (user: Parameters<typeof openBoardAs>[1], options = {}) =>
  openBoardAs({ browser, server }, user, { ...cut, ...options })

const rounds = 12

async function toldTheyLost(page: Page): Promise<boolean> {
  return (await page.locator('.toast').getByText('avant vous').count()) > 0
}

async function closeToasts(page: Page): Promise<void> {
  const close = page.locator('.toast-close')
  while ((await close.count()) > 0) await close.first().click()
}

/** The cell a page shows a card in. */
function shownCell(page: Page, card: CardId): Promise<string | null> {
  return cardOn(page, card).evaluate(
    (element) => element.closest('[data-cell]')?.getAttribute('data-cell') ?? null,
  )
}

test('[S2] [W2] two people who move one card at once end with one place, and who lost is told', async () => {
  const [card] = await someCards([places.free])
  const solene = await open(world.coordinator)
  const karim = await open(world.manager)
  await cardOn(karim, card).waitFor()
  let lost = 0
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all([cardOn(solene, card).focus(), cardOn(karim, card).focus()])
    const back = round % 2 === 1
    await Promise.all([
      solene.keyboard.press(back ? ',' : '.'),
      karim.keyboard.press(back ? ',' : '.').then(() => karim.keyboard.press(back ? ',' : '.')),
    ])
    await Promise.all([untilSaved(solene), untilSaved(karim)])
    await vi.waitFor(async () => {
      const kept = must(await placeKept(server, card), 'the card is kept')
      const key = `${kept.stage}|${kept.lane}`
      expect([await shownCell(solene, card), await shownCell(karim, card)]).toEqual([key, key])
    })
    const [{ count }] = await server.sql<[{ count: number }]>`
      select count(*)::integer as count from event
      where card_id = ${card} and verdict = 'superseded'`
    // A round that was a race has one loser, who is told; a round that was none has nobody to tell.
    await vi.waitFor(async () => {
      const told = await Promise.all([solene, karim].map((page) => toldTheyLost(page)))
      expect(told.filter(Boolean)).toHaveLength(count > lost ? 1 : 0)
    })
    lost = count
    await Promise.all([solene, karim].map((page) => closeToasts(page)))
  }
})

test('[W2] who moved a card without the network that a colleague moved meanwhile is told, and can take it again', async () => {
  const [card] = await someCards([places.free])
  const solene = await open(world.coordinator)
  const karim = await open(world.manager)
  await cardOn(karim, card).waitFor()
  await karim.context().setOffline(true)
  await karim.locator('[data-connection="offline"]').waitFor()
  await drag(karim, cardOn(karim, card), cell(karim, 'registered', world.north))
  await karim.locator('[data-unsent="1"]').waitFor()
  await drag(solene, cardOn(solene, card), cell(solene, 'followed_up', world.north))
  await untilSaved(solene)
  await karim.context().setOffline(false)
  await karim
    .locator('.toast')
    .getByText(/Solène Maury a déplacé .* avant vous/)
    .waitFor()
  await cardIn(karim, card, { stage: 'followed_up', lane: world.north }).waitFor()
  await karim.getByRole('button', { name: 'Reprendre' }).click()
  await cardIn(solene, card, { stage: 'registered', lane: world.north }).waitFor()
  await untilSaved(karim)
  expect(await placeKept(server, card)).toMatchObject({ stage: 'registered' })
})

test('[W3] work without the network is counted, kept, and sent when it comes back', async () => {
  const [first, second] = await someCards([places.free, places.free])
  const other = must(second, 'two cards')
  const karim = await open(world.manager)
  const solene = await open(world.coordinator)
  await cardOn(karim, other).waitFor()
  await karim.context().setOffline(true)
  await karim.locator('[data-connection="offline"]').waitFor()
  await drag(karim, cardOn(karim, first), cell(karim, 'registered', world.north))
  await drag(karim, cardOn(karim, other), cell(karim, 'followed_up', world.north))
  await karim.getByText('2 en attente').waitFor()
  expect(await karim.getByText('Enregistré', { exact: true }).count()).toBe(0)
  expect(await placeKept(server, first)).toMatchObject({ stage: 'dispatched' })
  await karim.context().setOffline(false)
  await cardIn(solene, first, { stage: 'registered', lane: world.north }).waitFor()
  await cardIn(solene, other, { stage: 'followed_up', lane: world.north }).waitFor()
  await untilSaved(karim)
  await karim.getByText('Enregistré', { exact: true }).waitFor()
})

test('[W3] [G2] a page that is closed before its work was kept sends it when it is opened again', async () => {
  const [card] = await someCards([places.free])
  const karim = await open(world.manager)
  await cardOn(karim, card).waitFor()
  await karim.context().setOffline(true)
  await karim.locator('[data-connection="offline"]').waitFor()
  await drag(karim, cardOn(karim, card), cell(karim, 'registered', world.north))
  await karim.locator('[data-unsent="1"]').waitFor()
  // On disk, and not in words that anybody could read there.
  await vi.waitFor(async () => {
    const rows = await rowsOnDisk(karim, { database: 'relance-unsent', table: 'acts' })
    expect(rows).toHaveLength(1)
    expect(rows.join('')).not.toContain('registered')
  })
  // The page asks before it is left; the person leaves all the same.
  const asked = karim.waitForEvent('dialog')
  const closed = karim.waitForEvent('close')
  await karim.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.accept()
  await closed
  const context = karim.context()
  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(`${server.url}/c/${world.campaign}`)
  await untilLive(again)
  await cardIn(again, card, { stage: 'registered', lane: world.north }).waitFor()
  await untilSaved(again)
  await vi.waitFor(async () => {
    expect(await placeKept(server, card)).toMatchObject({ stage: 'registered' })
  })
})

test('[W5] what colleagues move takes neither the focus, nor the place in a list, nor the card in hand', async () => {
  await someCards(Array.from({ length: 40 }, () => places.south))
  const solene = await open(world.coordinator)
  const south = await open(world.otherManager)
  const list = cell(solene, 'dispatched', world.south).locator('.cell-scroll')
  await list.evaluate((element) => element.scrollTo({ top: 53 * 12 }))
  const held = list.locator('[aria-posinset="16"] [data-card]')
  await held.focus()
  const name = must(await held.getAttribute('data-card'), 'a card')
  const before = await list.locator(`[data-card="${name}"]`).boundingBox()
  // Cards above the one in focus leave the list, one by one.
  const theirs = cell(south, 'dispatched', world.south)
  for (let moved = 0; moved < 5; moved += 1) {
    await theirs.locator('[aria-posinset="1"] [data-card]').focus()
    await south.keyboard.press('.')
  }
  await untilSaved(south)
  await list.locator(`[aria-posinset="11"] [data-card="${name}"]`).waitFor()
  expect(await solene.evaluate(() => document.activeElement?.getAttribute('data-card'))).toBe(name)
  await vi.waitFor(async () => {
    const after = await list.locator(`[data-card="${name}"]`).boundingBox()
    expect(after?.y).toBeCloseTo(before?.y ?? -1, 0)
  })
})

test('[W5] a card comes in between the focused one, scrolled away, and the one under the pointer: the latter stays', async () => {
  const there = { ...places.south, stage: 'registered' } as const
  await someCards(Array.from({ length: 40 }, (_, i) => ({ ...there, rank: `b${i + 10}` })))
  const [coming] = await someCards([{ ...places.south, stage: 'followed_up' }])
  const solene = await open(world.coordinator, { query: '?sort=rank' })
  const list = cell(solene, 'registered', world.south).locator('.cell-scroll')
  await list.locator('[aria-posinset="1"] [data-card]').focus()
  await list.evaluate((element) => element.scrollTo({ top: 53 * 28 }))
  const under = list.locator('[aria-posinset="30"] [data-card]')
  await under.hover()
  const name = must(await under.getAttribute('data-card'), 'a card')
  const before = await under.boundingBox()
  await server.rooms.execute(board, {
    user: world.otherManager,
    edit: (doc) => moveCard(doc, coming, { ...there, rank: 'b205' }),
  })
  await list.locator(`[aria-posinset="31"] [data-card="${name}"]`).waitFor()
  await vi.waitFor(async () => {
    const after = await list.locator(`[data-card="${name}"]`).boundingBox()
    expect(after?.y).toBeCloseTo(before?.y ?? -1, 0)
  })
})
