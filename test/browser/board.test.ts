import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { startServer } from '#test/support/server.ts'
import { addCards, buildWorld, places, world } from '#test/support/board-world.ts'
import { expectAccessible, openBrowser } from '#test/support/browser.ts'
import {
  cardIn,
  cardOn,
  cell,
  drag,
  dragOver,
  openBoardAs,
  placeKept,
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

/** New cards for one test, with names of their own. */
async function someCards(at: Parameters<typeof addCards>[1]): Promise<[CardId, ...CardId[]]> {
  const [first, ...others] = await addCards(server, at, from)
  from += at.length
  return [must(first, 'a card was asked for'), ...others]
}

const open = (user: Parameters<typeof openBoardAs>[1], options = {}) =>
  openBoardAs({ browser, server }, user, options)

test('[W1] a card that one drags is seen by the other in its new cell, with the name of who moved it', async () => {
  const [card] = await someCards([places.free])
  const solene = await open(world.coordinator)
  const karim = await open(world.manager)
  await dragOver(karim, cardOn(karim, card), cell(karim, 'registered', world.north))
  await solene.getByText('Karim déplace cette fiche').waitFor()
  await karim.mouse.up()
  await cardIn(solene, card, { stage: 'registered', lane: world.north }).waitFor()
  await solene.getByText('Karim l’a déplacée').waitFor()
  await untilSaved(karim)
  expect(await placeKept(server, card)).toEqual({
    stage: 'registered',
    lane: world.north,
    officer: null,
  })
  // The focus stays on the card that was moved.
  expect(await karim.evaluate(() => document.activeElement?.getAttribute('data-card'))).toBe(card)
})

test('[P3] a place that the rules do not allow is said with its reason before the drop, and nothing moves', async () => {
  const [card] = await someCards([places.south])
  const karim = await open(world.manager)
  await dragOver(karim, cardOn(karim, card), cell(karim, 'registered', world.south))
  await karim.locator('.drag-hint').getByText('ce n’est pas votre secteur').waitFor()
  await karim.mouse.up()
  await karim.getByText('ce n’est pas votre secteur').first().waitFor()
  await untilSaved(karim)
  expect(await placeKept(server, card)).toMatchObject({ stage: 'dispatched', lane: world.south })
})

test('[P8] a move that the server refuses is put back, and its author is told why', async () => {
  const [card] = await someCards([places.free])
  const karim = await open(world.manager)
  // His lane is taken from him in the database; this page has not heard of it yet.
  await server.sql`delete from lane_manager where user_id = ${world.manager}`
  try {
    await drag(karim, cardOn(karim, card), cell(karim, 'registered', world.north))
    await karim.locator('.toast').getByText('ce n’est pas votre secteur').waitFor()
    await cardIn(karim, card, { stage: 'dispatched', lane: world.north }).waitFor()
    expect(await placeKept(server, card)).toMatchObject({ stage: 'dispatched' })
  } finally {
    await server.sql`
      insert into lane_manager (lane_id, user_id) values (${world.north}, ${world.manager})`
  }
})

test('a card is moved by the keyboard alone: lifted, aimed, dropped, taken back', async () => {
  const [card] = await someCards([places.free])
  const page = await open(world.coordinator)
  await cardOn(page, card).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await cardIn(page, card, { stage: 'first_contact', lane: world.south }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-card'))).toBe(card)
  await page.keyboard.press('.')
  await cardIn(page, card, { stage: 'registered', lane: world.south }).waitFor()
  await page.keyboard.press('[')
  await cardIn(page, card, { stage: 'registered', lane: world.north }).waitFor()
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+z')
  await cardIn(page, card, { stage: 'dispatched', lane: world.north }).waitFor()
  await untilSaved(page)
  expect(await placeKept(server, card)).toMatchObject({ stage: 'dispatched', lane: world.north })
})

test('a card is moved by the menu alone, and given to an officer', async () => {
  const [card] = await someCards([places.received])
  const page = await open(world.coordinator)
  await cardOn(page, card).hover()
  await page
    .getByRole('button', { name: /^Actions pour/ })
    .and(page.locator(':visible'))
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'North' }).click()
  await dialog.getByRole('button', { name: /Name officer\b/ }).click()
  await untilSaved(page)
  await vi.waitFor(async () => {
    const { sql } = server
    const given = await sql`
      select id from card where stage = 'dispatched' and officer_id = ${world.officer}`
    expect(given).toHaveLength(1)
  })
})

test('[W4] an undo never goes over what a colleague did since, and says so', async () => {
  const [card] = await someCards([places.free])
  const solene = await open(world.coordinator)
  const karim = await open(world.manager)
  await drag(solene, cardOn(solene, card), cell(solene, 'registered', world.north))
  await cardIn(karim, card, { stage: 'registered', lane: world.north }).waitFor()
  await drag(karim, cardOn(karim, card), cell(karim, 'followed_up', world.north))
  await cardIn(solene, card, { stage: 'followed_up', lane: world.north }).waitFor()
  await solene.keyboard.press('Control+z')
  await solene
    .getByText(/Non annulé : Karim Bensaïd a déplacé/)
    .first()
    .waitFor()
  await untilSaved(solene)
  expect(await placeKept(server, card)).toMatchObject({ stage: 'followed_up' })
})

test('the board, its menu, its drawer and its list of everything are accessible in both themes', async () => {
  const [card] = await someCards([places.free, places.own, places.south, places.received])
  const page = await open(world.coordinator)
  await cardOn(page, card).waitFor()
  await expectAccessible(page)
  await cardOn(page, card).focus()
  await page.keyboard.press('m')
  await page.getByRole('dialog').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await cardOn(page, card).click()
  await page.getByRole('complementary').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /^Tout voir/ })
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
  await expectAccessible(page)
})
