// The board of a telephone platform: one pool of officers calls for every PSAD, and a card keeps the PSAD it has.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import {
  cardOn,
  drag,
  dragOver,
  openBoardAs,
  placeKept,
  untilSaved,
} from '#test/support/board-page.ts'
import { addCards, board, buildWorld, places, world } from '#test/support/board-world.ts'
import { expectAccessible, openBrowser, type TestBrowser } from '#test/support/browser.ts'
import { startServer } from '#test/support/server.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Relance } from '#server/relance.ts'

let server: Relance
let browser: TestBrowser
let made = 0

beforeAll(async () => {
  server = await startServer()
  await buildWorld(server, 'platform')
  await server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      const { lanes } = boardTypes(doc)
      // The second lane is the one that the post code names: the first one must not be taken for it.
      lanes.set(world.south, {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test's world wrote it
        ...(lanes.get(world.south) as object),
        postCodes: ['13001'],
      })
    },
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function aCard(at: Place, postCode: string | null = null): Promise<CardId> {
  const [card] = await addCards(server, [at], made)
  made += 1
  const id = must(card, 'a card was made')
  if (postCode === null) return id
  await server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      const map = boardTypes(doc).cards.get(id)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test's world wrote it
      map?.set('who', { ...(map.get('who') as object), postCode })
    },
  })
  return id
}

const open = () => openBoardAs({ browser, server }, world.coordinator)
const chipOf = (page: Page, officer: string) => page.locator(`.officer[data-drop$=" ${officer}"]`)
const expectPlaced = (card: CardId, at: object) =>
  vi.waitFor(async () => expect(await placeKept(server, card)).toMatchObject(at))

test('[P4] a card dropped on somebody of the pool keeps the PSAD it has', async () => {
  const card = await aCard({ stage: 'dispatched', lane: world.south, officer: null, rank: 'a0' })
  const page = await open()
  await drag(page, cardOn(page, card), chipOf(page, world.officer))
  await untilSaved(page)
  await expectPlaced(card, { stage: 'dispatched', lane: world.south, officer: world.officer })
})

test('[3] from « À répartir » it goes to the PSAD of its post code, said before the drop and after it', async () => {
  const card = await aCard(places.received, '13001')
  const page = await open()
  await dragOver(page, cardOn(page, card), chipOf(page, world.officer))
  await page.locator(`[data-lane="${world.south}"] .lane-total-after`).waitFor()
  expect(await page.locator(`[data-lane="${world.north}"] .lane-total-after`).count()).toBe(0)
  await page.mouse.up()
  await page.getByText('fiche confiée à Name officer, South').first().waitFor()
  await expectPlaced(card, { stage: 'dispatched', lane: world.south, officer: world.officer })
})

test('[3] [S3] where no PSAD can be proposed the drop is refused in words, and the PSAD asked', async () => {
  const card = await aCard(places.received)
  const page = await open()
  await dragOver(page, cardOn(page, card), chipOf(page, world.officer))
  await page.locator('.drag-hint-why').waitFor()
  await page.mouse.up()
  const asked = page.getByRole('dialog', { name: /^Déplacer/ })
  await asked.waitFor()
  expect(await placeKept(server, card)).toMatchObject({ stage: 'received', lane: null })
  await asked.getByRole('button', { name: 'North', exact: true }).click()
  await asked.getByRole('button', { name: /Name otherOfficer/ }).click()
  await expectPlaced(card, { stage: 'dispatched', lane: world.north, officer: world.otherOfficer })
})

test('[P4] « Confier à… » leaves each of several cards in its own PSAD', async () => {
  const north = await aCard({ stage: 'dispatched', lane: world.north, officer: null, rank: 'a0' })
  const south = await aCard({ stage: 'dispatched', lane: world.south, officer: null, rank: 'a1' })
  const waits = await aCard(places.received, '13001')
  const page = await open()
  for (const card of [south, waits, north]) {
    await cardOn(page, card).focus()
    await page.keyboard.press('x')
  }
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog', { name: /^Confier 3 fiches/ })
  await dialog.getByRole('button', { name: 'Selon la fiche', pressed: true }).waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: /Name southOfficer/ }).click()
  await untilSaved(page)
  for (const [card, lane] of [
    [north, world.north],
    [south, world.south],
    [waits, world.south],
  ] as const) {
    await expectPlaced(card, { stage: 'dispatched', lane, officer: world.southOfficer })
  }
})

test('[P4] by keyboard too: Page down aims at the pool, and Enter leaves the PSAD as it was', async () => {
  const card = await aCard({ stage: 'first_contact', lane: world.south, officer: null, rank: 'a0' })
  const page = await open()
  await cardOn(page, card).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('PageDown')
  await page.locator('.officer-aimed').waitFor()
  await page.keyboard.press('Enter')
  await untilSaved(page)
  await vi.waitFor(async () => {
    const kept = await placeKept(server, card)
    expect(kept).toMatchObject({ stage: 'first_contact', lane: world.south })
    expect(kept?.officer).not.toBeNull()
  })
})

test('[S3] several cards that nothing can be proposed for stay, and the reason is said', async () => {
  const cards = [await aCard(places.received), await aCard(places.received)] as const
  const page = await open()
  for (const card of cards) {
    await cardOn(page, card).focus()
    await page.keyboard.press('x')
  }
  await drag(page, cardOn(page, cards[0]), chipOf(page, world.officer))
  await page
    .getByRole('status')
    .getByText(/Name officer : il faut d’abord/)
    .waitFor()
  for (const card of cards) await expectPlaced(card, { stage: 'received', lane: null })
})

test('[3] a step out of « À répartir » leads to the proposed PSAD, not to the first one', async () => {
  const card = await aCard(places.received, '13001')
  const page = await open()
  await cardOn(page, card).focus()
  await page.keyboard.press('.')
  await untilSaved(page)
  await expectPlaced(card, { stage: 'dispatched', lane: world.south, officer: null })
})

test('the words of a platform are PSAD and CDIS, in both languages: table, filters, « Vue », keys, lane page, paper', async () => {
  await aCard({ stage: 'dispatched', lane: world.north, officer: world.officer, rank: 'a0' })
  for (const { locale, all, whole, keys, view } of [
    {
      locale: 'fr-FR',
      all: 'Replier toutes les PSAD',
      whole: 'Ouvrir North en plein écran',
      keys: 'PSAD précédente, suivante',
      view: 'Vue',
    },
    {
      locale: 'en-GB',
      all: 'Fold all PSADs',
      whole: 'Open North full screen',
      keys: 'Previous, next PSAD',
      view: 'View',
    },
  ]) {
    const page = await openBoardAs({ browser, server }, world.coordinator, { locale })
    await page.getByRole('button', { name: 'CDIS' }).first().waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText(keys).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: view, exact: true }).click()
    await page.getByRole('menuitem', { name: all, exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: whole }).click()
    await page.getByText('CDIS', { exact: true }).first().waitFor()
    await page.emulateMedia({ media: 'print' })
    await page.locator('.print-sheet').getByText('PSAD North').first().waitFor()
    await page.emulateMedia({ media: 'screen' })
    const said = await page.locator('body').innerText()
    expect(said).not.toMatch(/secteur|couloir|conseiller|sector|adviser/i)
    await page.goto(`${server.url}/c/${world.campaign}?view=table`)
    await page.getByRole('columnheader', { name: 'PSAD' }).waitFor()
    await page.getByRole('columnheader', { name: 'CDIS' }).waitFor()
  }
})
