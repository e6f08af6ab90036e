import { afterAll, beforeAll, expect, test } from 'vitest'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { must } from '#shared/assert.ts'
import { startServer } from '#test/support/server.ts'
import { addCards, board, buildWorld, places, world } from '#test/support/board-world.ts'
import { expectAccessible, openBrowser } from '#test/support/browser.ts'
import { cardOn, openBoardAs } from '#test/support/board-page.ts'
import type { Relance } from '#server/relance.ts'
import type { TestBrowser } from '#test/support/browser.ts'
import type { CardId } from '#shared/domain/ids.ts'

let server: Relance
let browser: TestBrowser
let last: CardId

beforeAll(async () => {
  server = await startServer()
  await buildWorld(server)
  const cards = await addCards(
    server,
    Array.from({ length: 60 }, () => places.south),
  )
  last = must(cards[59], 'sixty cards')
  await server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      const map = boardTypes(doc).cards.get(last)
      map?.set('who', {
        lastName: "N'GUESSAN",
        firstName: 'Éloïse',
        age: 19,
        sex: 'f',
        postCode: '75116',
        commune: 'PARIS',
        qpv: null,
      })
    },
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test('a person is found by name, order and accents ignored, opened, and the board goes to the card', async () => {
  const page = await openBoardAs({ browser, server }, world.coordinator)
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox')
  await field.fill('nguessan eloi')
  await page.getByRole('option', { name: /Éloïse N'Guessan, 19 ans, 16e/ }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await page.getByRole('complementary').getByRole('heading', { name: "Éloïse N'Guessan" }).waitFor()
  await cardOn(page, last).waitFor()
  expect(await cardOn(page, last).innerText()).toContain('16e')
  await page.keyboard.press('Escape')
  await page.waitForFunction(
    (id) => document.activeElement?.getAttribute('data-card') === id,
    String(last),
  )
})

test('a name that the board is narrowed to is in no address, and who is found in spite of a filter brings it back', async () => {
  const page = await openBoardAs({ browser, server }, world.coordinator, {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await page.goto(`${server.url}/c/${world.campaign}?q=prenom&f=known`)
  const addressed = () => new URL(page.url()).search
  await page.getByText('Aucun jeune ne correspond').first().waitFor()
  // A link made by hand is taken over, and the name leaves it.
  await page.waitForFunction(() => !location.search.includes('prenom'))
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('guessan')
  await page.getByRole('option', { name: /Éloïse/ }).click()
  await page
    .locator('.toast')
    .getByText("Filtres retirés : ils cachaient Éloïse N'Guessan")
    .waitFor()
  await cardOn(page, last).waitFor()
  expect(addressed()).toBe(`?card=${last}`)
  await page.locator('.toast').getByRole('button', { name: 'Remettre les filtres' }).click()
  await page.getByText('Aucun jeune ne correspond').first().waitFor()
  expect(addressed()).toContain('f=known')
  await page.getByRole('main').getByRole('button', { name: 'Retirer les filtres' }).last().click()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('Guessan')
  await page.getByRole('option', { name: /Ne montrer que/ }).click()
  await page.getByText('1 jeune correspond').first().waitFor()
  expect(addressed()).not.toMatch(/guessan/i)
  await page.getByRole('complementary').getByRole('button', { name: 'Fermer' }).click()
  await page.getByRole('button', { name: 'Vue', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Copier le lien de cette vue' }).click()
  await page.locator('.toast').getByText('sans le nom recherché').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).not.toMatch(/guessan/i)
})

test('keys that act alone are listed, and can be turned off for good by each person', async () => {
  const page = await openBoardAs({ browser, server }, world.coordinator)
  const first = page.locator('.board [data-card]').first()
  await first.focus()
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Touches du clavier' })
  await dialog.waitFor()
  await expectAccessible(page)
  await dialog.getByRole('switch', { name: 'Touches seules' }).uncheck()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.reload()
  await page.locator('[data-connection="live"]').waitFor()
  await first.focus()
  const cell = await first.evaluate((card) =>
    card.closest('[data-cell]')?.getAttribute('data-cell'),
  )
  for (const key of ['.', 'm', '/', '?']) await page.keyboard.press(key)
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(
    await first.evaluate((card) => card.closest('[data-cell]')?.getAttribute('data-cell')),
  ).toBe(cell)
  // Keys with Ctrl still act.
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').waitFor()
})

test('the legend says what every sign means', async () => {
  const page = await openBoardAs({ browser, server }, world.coordinator)
  await page.getByRole('button', { name: 'Légende' }).click()
  await page.getByText('échéance passée').waitFor()
  await expectAccessible(page)
})
