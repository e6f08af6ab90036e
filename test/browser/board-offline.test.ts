import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { must } from '#shared/assert.ts'
import { startServer } from '#test/support/server.ts'
import { addCards, buildWorld, places, world } from '#test/support/board-world.ts'
import { expectAccessible, openBrowser } from '#test/support/browser.ts'
import { rowsOnDisk } from '#test/support/disk.ts'
import { copies, cutLine, reloadOffline, untilKept, waiting } from '#test/support/offline.ts'
import { cardIn, cardOn, openBoardAs, placeKept, untilSaved } from '#test/support/board-page.ts'
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

async function someCards(count: number): Promise<CardId[]> {
  const cards = await addCards(server, Array<typeof places.free>(count).fill(places.free), from)
  from += count
  return cards
}

// The line that is cut is the browser's own word in the console.
const cut = { tolerate: /ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket connection to/ }
const open = (user: Parameters<typeof openBoardAs>[1]) =>
  openBoardAs({ browser, server }, user, cut)

async function moveByKey(page: Page, card: CardId, key: string): Promise<void> {
  await cardOn(page, card).focus()
  await page.keyboard.press(key)
  await page.keyboard.press('Escape')
}

test('[W3] a board that is reloaded without the network opens as it was, is worked on, and all of it arrives', async () => {
  const cards = await someCards(3)
  const [first, second, third] = cards.map((card) => must(card, 'three cards'))
  const karim = await open(world.manager)
  const solene = await open(world.coordinator)
  await cardOn(karim, must(third, 'the last')).waitFor()
  await cutLine(karim)
  await moveByKey(karim, must(first, 'a card'), '.')
  await karim.locator('[data-unsent="1"]').waitFor()
  await reloadOffline(karim)
  await karim.locator('[data-connection="offline"][data-unsent="1"]').waitFor()
  await cardIn(karim, must(first, 'a card'), {
    stage: 'first_contact',
    lane: world.north,
  }).waitFor()
  await moveByKey(karim, must(second, 'a card'), '.')
  await karim.locator('[data-unsent="2"]').waitFor()
  await reloadOffline(karim)
  await karim.locator('[data-connection="offline"][data-unsent="2"]').waitFor()
  await expectAccessible(karim)
  expect(await placeKept(server, must(first, 'a card'))).toMatchObject({ stage: 'dispatched' })
  await karim.context().setOffline(false)
  for (const card of [first, second]) {
    await cardIn(solene, must(card, 'a card'), {
      stage: 'first_contact',
      lane: world.north,
    }).waitFor()
  }
  await untilSaved(karim)
  const moves = await server.sql`
    select card_id from event where field = 'at' and verdict = 'kept' and card_id in ${server.sql(cards)}
    and user_id = ${world.manager}`
  expect(moves).toHaveLength(2)
})

test('[W2] [W3] of what was done without the network, what a colleague overtook is told with the rest kept', async () => {
  const [mine, contested] = await someCards(2)
  const [kept, lost] = [must(mine, 'two cards'), must(contested, 'two cards')]
  const karim = await open(world.manager)
  const solene = await open(world.coordinator)
  await cardOn(karim, lost).waitFor()
  await cutLine(karim)
  await reloadOffline(karim)
  await karim.locator('[data-connection="offline"]').waitFor()
  await moveByKey(karim, kept, '.')
  await moveByKey(karim, lost, '.')
  await karim.locator('[data-unsent="2"]').waitFor()
  await moveByKey(solene, lost, ',')
  await untilSaved(solene)
  await karim.context().setOffline(false)
  await untilSaved(karim)
  await karim.locator('.back-bar').getByText('1 changement enregistré, 1 non retenu').waitFor()
  await karim.getByRole('button', { name: 'Voir la liste' }).click()
  await karim
    .getByRole('dialog')
    .getByText(/Solène Maury l’a déplacée vers Reçu/)
    .waitFor()
  await vi.waitFor(async () => {
    expect(await placeKept(server, kept)).toMatchObject({ stage: 'first_contact' })
    expect(await placeKept(server, lost)).toMatchObject({ stage: 'received' })
  })
})

test('[W3] [G2] work done after such a reload under a right that somebody else holds by now is said again', async () => {
  const [card] = await someCards(1)
  const moved = must(card, 'a card')
  const karim = await open(world.manager)
  await cardOn(karim, moved).waitFor()
  await cutLine(karim)
  await reloadOffline(karim)
  await karim.locator('[data-connection="offline"]').waitFor()
  await moveByKey(karim, moved, '.')
  await karim.locator('[data-unsent="1"]').waitFor()
  await server.sql`
    update document_client set fence = fence + 1 where user_id = ${world.manager}`
  await karim.context().setOffline(false)
  await untilSaved(karim)
  await cardIn(karim, moved, { stage: 'first_contact', lane: world.north }).waitFor()
  expect(await placeKept(server, moved)).toMatchObject({ stage: 'first_contact' })
})

test('[P7] nothing of the board can be read on the disk, and the sign-out takes what was kept away', async () => {
  const karim = await open(world.manager)
  await untilKept(karim)
  const [written = ''] = await rowsOnDisk(karim, copies)
  expect(written.length).toBeGreaterThan(1000)
  expect(written).not.toMatch(/Nom0|Prénom|Lille|dispatched|u_manager/)
  await karim.getByRole('button', { name: /^Compte/ }).click()
  await karim.getByRole('menuitem', { name: 'Se déconnecter' }).click()
  await karim.waitForURL((url) => url.pathname === '/connexion')
  await vi.waitFor(async () => {
    const left = await karim.evaluate(async () => {
      const databases = await indexedDB.databases()
      return [...databases.map((one) => one.name), ...Object.keys(sessionStorage)]
    })
    expect(left).not.toContain('relance-copy')
    expect(left.filter((name) => name?.startsWith('relance.kept'))).toEqual([])
  }, waiting)
})

test('[W2] [W3] a page closed without the network and opened where there is one tells all its work in one list', async () => {
  const [mine, contested] = await someCards(2)
  const [kept, lost] = [must(mine, 'two cards'), must(contested, 'two cards')]
  const karim = await open(world.manager)
  const solene = await open(world.coordinator)
  await cardOn(karim, lost).waitFor()
  const address = karim.url()
  await cutLine(karim)
  await moveByKey(karim, kept, '.')
  await moveByKey(karim, lost, '.')
  await karim.locator('[data-unsent="2"]').waitFor()
  await moveByKey(solene, lost, ',')
  await untilSaved(solene)
  karim.once('dialog', (dialog) => void dialog.accept())
  await karim.goto('about:blank')
  await karim.context().setOffline(false)
  await karim.goto(address)
  await untilSaved(karim)
  await karim.locator('.back-bar').getByText('1 changement enregistré, 1 non retenu').waitFor()
  expect(
    await karim
      .locator('.toast')
      .getByText(/sur ce poste|avant vous/)
      .count(),
  ).toBe(0)
})

test('[P9] who has lost the right to a board has no copy of it left to open', async () => {
  await someCards(1)
  const watching = await open(world.observer)
  await untilKept(watching)
  await server.sql`delete from membership where user_id = ${world.observer}`
  await server.rooms.membershipChanged(world.campaign, world.observer)
  await watching.getByText('Il n’y a pas de tableau ici').waitFor()
  // Put away as a phone does, it keeps nothing more.
  await watching.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await vi.waitFor(async () => expect(await rowsOnDisk(watching, copies)).toHaveLength(0), waiting)
  await watching.context().setOffline(true)
  await watching.reload()
  await watching.getByText('Le tableau n’a pas pu s’ouvrir').waitFor()
  expect(await rowsOnDisk(watching, copies)).toHaveLength(0)
})

test('[W3] a sign-out that would lose unsent work asks first, and the list of one cut does not open at the next', async () => {
  const [card] = await someCards(1)
  const moved = must(card, 'a card')
  const karim = await open(world.manager)
  await cardOn(karim, moved).waitFor()
  await cutLine(karim)
  await moveByKey(karim, moved, '.')
  await karim.locator('[data-unsent="1"]').waitFor()
  await karim.getByRole('button', { name: /^Compte/ }).click()
  await karim.getByRole('menuitem', { name: 'Se déconnecter' }).click()
  const asked = karim.getByRole('dialog', { name: 'Se déconnecter maintenant ?' })
  await asked.getByText('1 changement n’est pas encore enregistré et serait perdu.').waitFor()
  await expectAccessible(karim)
  await asked.getByRole('button', { name: 'Rester ici' }).click()
  await asked.waitFor({ state: 'detached' })
  await karim.locator('.offline-bar').getByRole('button', { name: 'Voir' }).click()
  const waitingList = karim.getByRole('dialog', { name: /en attente d’envoi/ })
  await waitingList.waitFor()
  await karim.context().setOffline(false)
  await untilSaved(karim)
  await waitingList.waitFor({ state: 'detached' })
  await karim.context().setOffline(true)
  await karim.locator('[data-connection="offline"]').waitFor()
  await moveByKey(karim, moved, ',')
  await karim.locator('.offline-bar').getByRole('button', { name: 'Voir' }).waitFor()
  expect(await waitingList.count()).toBe(0)
  await karim.context().setOffline(false)
  await untilSaved(karim)
})
