// The board is taken from under somebody: why is said, what is left to do is one button, in both themes.
import { afterEach, expect, test } from 'vitest'
import { closeCode } from '#shared/contracts/sync.ts'
import { cardOn, cell, dragOver } from '#test/support/board-page.ts'
import { places, world } from '#test/support/board-world.ts'
import { expectAccessible, expectShown } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Page } from 'playwright-core'

const at = peopleAtBoard()
afterEach(at.clear)

/** From the next load on the server's line ends with this code as soon as it is open. */
async function endWith(page: Page, code: number): Promise<void> {
  await page.routeWebSocket(/\/sync\//, (line) => void line.close({ code }))
  await page.reload()
}

test.each([
  [closeCode.noRight, 'Votre rôle n’ouvre pas ce tableau', 'Revenir à l’accueil'],
  [closeCode.gone, 'Il n’y a pas de tableau ici', 'Revenir à l’accueil'],
  [closeCode.tooOld, 'Cette page a vieilli', 'Recharger'],
])('a board that ends with %i says "%s" and what to do', async (code, title, way) => {
  await at.cards(places.free)
  const page = await at.open(world.coordinator)
  await endWith(page, code)
  await page.getByText(title).first().waitFor()
  await expectShown(page.getByRole('main').getByRole('button', { name: way }))
  expect(await page.locator('.board [data-card]').count()).toBe(0)
  await expectAccessible(page)
})

test('a session that has ended leads to the sign-in, and back to this board', async () => {
  await at.cards(places.free)
  const page = await at.open(world.coordinator)
  await at.server().sql`delete from session where user_id = ${world.coordinator}`
  await endWith(page, closeCode.signedOut)
  await page.waitForURL((url) => url.pathname === '/connexion')
  expect(new URL(page.url()).searchParams.get('retour')).toBe(`/c/${world.campaign}`)
  await expectAccessible(page)
})

test('[P3] a cell that may not have the card says so under the hand, readable in both themes', async () => {
  const [card] = await at.cards(places.own)
  const page = await at.open(world.officer)
  await dragOver(page, cardOn(page, card), cell(page, 'dispatched', world.south))
  await page.locator('.cell-barred').waitFor()
  await expectShown(page.locator('.ghost-why'))
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.mouse.up()
})

test('a card lifted by keyboard is marked, and its hint readable in both themes', async () => {
  const [card] = await at.cards(places.free)
  const page = await at.open(world.coordinator)
  await cardOn(page, card).focus()
  await page.keyboard.press('Space')
  await page.locator('.card-held').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('ArrowRight')
  await page.locator('.cell-aimed').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.locator('.card-held').waitFor({ state: 'detached' })
})
