import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { editCards } from '#shared/documents/board-edits.ts'
import { day } from '#shared/domain/day.ts'
import { startServer } from '#test/support/server.ts'
import { addCards, board, buildWorld, places, world } from '#test/support/board-world.ts'
import { expectAccessible, openBrowser } from '#test/support/browser.ts'
import {
  cardIn,
  cardOn,
  cell,
  drag,
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
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function someCards(at: Parameters<typeof addCards>[1]): Promise<CardId[]> {
  const cards = await addCards(server, at, from)
  from += at.length
  return cards
}

const edit = (card: CardId | undefined, values: Parameters<typeof editCards>[2]) =>
  server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => editCards(doc, [must(card, 'a card')], values),
  })

const cut = { tolerate: /ERR_INTERNET_DISCONNECTED|WebSocket connection to/ }
const open = (user: Parameters<typeof openBoardAs>[1], options = {}) =>
  openBoardAs({ browser, server }, user, options)

async function allAt(cards: readonly CardId[], stage: string): Promise<void> {
  await vi.waitFor(async () => {
    for (const card of cards) expect(await placeKept(server, card)).toMatchObject({ stage })
  })
}

test('[W4] several cards chosen by keys and Shift+click move as one act, with one undo', async () => {
  const cards = await someCards([places.free, places.free, places.free])
  const page = await open(world.coordinator)
  const list = cell(page, 'dispatched', world.north)
  await list.locator('[aria-posinset="1"] [data-card]').focus()
  await page.keyboard.press('x')
  await page.getByText('1 fiche sélectionnée').waitFor()
  await list.locator('[aria-posinset="3"] [data-card]').click({ modifiers: ['Shift'] })
  await page.getByText('3 fiches sélectionnées').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Déplacer…' }).click()
  const dialog = page.getByRole('dialog', { name: /Déplacer 3.fiches vers/ })
  await dialog.getByRole('button', { name: /^Inscrit/ }).click()
  await page
    .locator('.toast')
    .getByText(/3.fiches : Inscrit, North\. 3 à compléter/)
    .waitFor()
  await untilSaved(page)
  await allAt(cards, 'registered')
  await page.keyboard.press('Control+z')
  await untilSaved(page)
  await allAt(cards, 'dispatched')
})

test('chosen cards that a filter hides are counted, and who leaves the board leaves the selection', async () => {
  const [hidden, gone, shown] = await someCards([places.free, places.free, places.free])
  await edit(hidden, { known: 'known_active' })
  const page = await open(world.coordinator)
  for (const card of [hidden, gone, shown]) {
    await cardOn(page, must(card, 'a card')).focus()
    await page.keyboard.press('x')
  }
  await page.getByText('3 fiches sélectionnées').waitFor()
  await page.getByRole('button', { name: /^Inconnus/ }).click()
  await page.getByText('3 fiches sélectionnées, dont 1 cachée par les filtres').waitFor()
  await edit(gone, {
    closed: { situation: 'school', by: world.coordinator, on: day.parse('2026-11-20') },
  })
  await page.getByText('2 fiches sélectionnées, dont 1 cachée par les filtres').waitFor()
  await expectAccessible(page)
})

test('[P3] dragging a chosen card drags all, and which may not go is said before the drop', async () => {
  const [mine, theirs] = await someCards([places.free, places.south])
  if (!mine || !theirs) throw new Error('two cards were asked for')
  const page = await open(world.manager)
  await cardOn(page, mine).focus()
  await page.keyboard.press('x')
  await cardOn(page, theirs).focus()
  await page.keyboard.press('x')
  await page.getByText('2 fiches sélectionnées').waitFor()
  await cardOn(page, mine).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.locator('.drag-hint').getByText('1 sur place : ce n’est pas votre secteur').waitFor()
  await page.keyboard.press('Escape')
  await drag(page, cardOn(page, mine), cell(page, 'first_contact', world.north))
  await cardIn(page, mine, { stage: 'first_contact', lane: world.north }).waitFor()
  await untilSaved(page)
  expect(await placeKept(server, theirs)).toMatchObject({ stage: 'dispatched', lane: world.south })
})

test('[W3] what waits for the network is listed in words', async () => {
  const [card] = await someCards([places.free])
  if (!card) throw new Error('a card was asked for')
  const page = await open(world.coordinator, cut)
  await cardOn(page, card).waitFor()
  await page.context().setOffline(true)
  await page.locator('[data-connection="offline"]').waitFor()
  await cardOn(page, card).focus()
  await page.keyboard.press('.')
  await page.keyboard.press('.')
  await page.getByRole('button', { name: 'Voir les 2' }).click()
  const dialog = page.getByRole('dialog', { name: /2.changements en attente/ })
  await dialog.getByText(/déplacer vers 1er contact, North/).waitFor()
  await dialog.getByText(/déplacer vers Inscrit, North/).waitFor()
  await expectAccessible(page)
  await page.context().setOffline(false)
  await dialog.waitFor({ state: 'detached' })
  await untilSaved(page)
})

test('[W2] a card that a colleague’s change won is marked until it is looked at', async () => {
  const [card] = await someCards([places.free])
  if (!card) throw new Error('a card was asked for')
  const karim = await open(world.manager, cut)
  const solene = await open(world.coordinator)
  await cardOn(karim, card).waitFor()
  await karim.context().setOffline(true)
  await karim.locator('[data-connection="offline"]').waitFor()
  await cardOn(karim, card).focus()
  await karim.keyboard.press('.')
  await drag(solene, cardOn(solene, card), cell(solene, 'not_reached', world.north))
  await untilSaved(solene)
  await karim.context().setOffline(false)
  const marked = karim.locator(`.card-conflict[data-card="${card}"]`)
  await marked.waitFor()
  await marked.focus()
  await karim.keyboard.press('Enter')
  await karim.getByRole('complementary').waitFor()
  await marked.waitFor({ state: 'detached' })
  expect(await placeKept(server, card)).toMatchObject({ stage: 'not_reached' })
})
