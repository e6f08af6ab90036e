// "Tout voir": everything of a cell in one list, worked as the board is, and no dead end.
import { afterEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { cardIn, cell, dragOver, placeKept, untilSaved } from '#test/support/board-page.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { expectAccessible } from '#test/support/browser.ts'
import { phone, smallTargets } from '#test/support/finger.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Locator, Page } from 'playwright-core'
import type { CardId } from '#shared/domain/ids.ts'

const at = peopleAtBoard()
afterEach(() => at.clear())

const everything = (page: Page) => page.getByRole('dialog', { name: 'Transmis, North' })
const opener = (page: Page) => cell(page, 'dispatched', world.north).locator('.cell-all')
const inList = (page: Page, card: CardId) => everything(page).locator(`[data-card="${card}"]`)

async function expectFocused(target: Locator): Promise<void> {
  await target.waitFor()
  await vi.waitFor(async () =>
    expect(await target.evaluate((element) => element === document.activeElement)).toBe(true),
  )
}

/** The cards of the list in its own order, as a screen shows them. */
async function shown(page: Page): Promise<CardId[]> {
  const tiles = everything(page).locator('[data-card]')
  const ids = await tiles.evaluateAll((all) => all.map((one) => one.getAttribute('data-card')))
  return ids.filter((id): id is CardId => id !== null)
}

test('a card that is opened from it closes it and has the screen; closing the card leads back to where it stands', async () => {
  const cards = await at.cards(...Array.from({ length: 6 }, () => places.free))
  const page = await at.open(world.coordinator)
  await opener(page).click()
  const last = must(cards[5], 'six cards')
  await inList(page, last).click()
  await everything(page).waitFor({ state: 'detached' })
  await expectFocused(page.getByRole('complementary').getByRole('heading', { level: 2 }))
  // Nothing lies over it: its button answers.
  await page.getByRole('complementary').getByRole('button', { name: 'Déplacer vers…' }).click()
  await page.getByRole('dialog', { name: /^Déplacer/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByRole('complementary').waitFor({ state: 'detached' })
  await expectFocused(cardIn(page, last, { stage: 'dispatched', lane: world.north }))
  // The same by keys.
  await opener(page).press('Enter')
  await expectFocused(everything(page).locator('[data-card]').first())
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expectFocused(page.getByRole('complementary').getByRole('heading', { level: 2 }))
  await everything(page).waitFor({ state: 'detached' })
})

test('on a phone a card past the fifth is reached by taps, opened, moved, and left again', async () => {
  const cards = await at.cards(...Array.from({ length: 8 }, () => places.free))
  const page = await at.open(world.coordinator, phone)
  await opener(page).tap()
  const [card] = (await shown(page)).slice(6)
  const seventh = must(card, 'eight cards')
  expect(cards).toContain(seventh)
  expect(
    await cell(page, 'dispatched', world.north).locator(`[data-card="${seventh}"]`).count(),
  ).toBe(0)
  await expectAccessible(page)
  expect(await smallTargets(page)).toEqual([])
  await inList(page, seventh).tap()
  const drawer = page.getByRole('complementary')
  await drawer.waitFor()
  await everything(page).waitFor({ state: 'detached' })
  await drawer.getByRole('button', { name: 'Fermer' }).tap()
  // The board shows five, and the one that one was on.
  await expectFocused(cardIn(page, seventh, { stage: 'dispatched', lane: world.north }))
  await opener(page).tap()
  await inList(page, seventh).tap()
  await drawer.getByRole('button', { name: 'Déplacer vers…' }).tap()
  await page
    .getByRole('dialog', { name: /^Déplacer/ })
    .getByRole('button', { name: /^Reçu/ })
    .tap()
  await untilSaved(page)
  expect(await placeKept(at.server(), seventh)).toMatchObject({ stage: 'received' })
})

test('[S4] keys move cards inside it: the next one has the focus, and what the stage asks is answered without leaving', async () => {
  const cards = await at.cards(...Array.from({ length: 6 }, () => places.free))
  // Two that are not late: a second group.
  const today = new Date().toISOString().slice(0, 10)
  await at.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      for (const card of cards.slice(4)) {
        const map = boardTypes(doc).cards.get(card)
        if (map instanceof Y.Map)
          map.set('received', { on: today, source: 'operator_list', list: null })
      }
    },
  })
  const page = await at.open(world.coordinator)
  await opener(page).press('Enter')
  await everything(page)
    .getByRole('heading', { name: /Plus tard/ })
    .waitFor()
  const [first, second, third, fourth, fifth] = (await shown(page)).map((id) => inList(page, id))
  const six = must(
    first && second && third && fourth && fifth ? [first, second, third, fourth, fifth] : null,
    'six cards',
  )
  await expectFocused(must(six[0], 'a card'))
  await page.keyboard.press('ArrowRight')
  await expectFocused(must(six[1], 'a card'))
  await page.keyboard.press('ArrowDown')
  await expectFocused(must(six[4], 'the first of the next group'))
  await page.keyboard.press('ArrowUp')
  await expectFocused(must(six[3], 'the last of the group before'))
  await page.keyboard.press('Home')
  const [moved, next] = await shown(page)
  await page.keyboard.press('.')
  await inList(page, must(moved, 'a card')).waitFor({ state: 'detached' })
  await expectFocused(inList(page, must(next, 'a card')))
  const form = page.getByRole('dialog', { name: /^Premier contact/ })
  await form.waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Tab')
  await expectFocused(form.getByLabel('Par'))
  // Escape ends the form, and only that.
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
  await expectFocused(inList(page, must(next, 'a card')))
  await page.keyboard.press('.')
  await page.keyboard.press('Tab')
  await form.getByLabel('Résultat').selectOption('appointment_made')
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.waitFor({ state: 'detached' })
  await untilSaved(page)
  const rows = await at.server().sql`select id from attempt where card_id = ${must(next, 'a card')}`
  expect(rows).toHaveLength(1)
  expect(await everything(page).isVisible()).toBe(true)
  await expectFocused(everything(page).locator('[data-card]').first())
  // The last one leaves an empty list behind, and the focus is still in it.
  for (let left = 4; left > 0; left -= 1) {
    await page.keyboard.press(',')
    await vi.waitFor(async () => expect(await shown(page)).toHaveLength(left - 1))
  }
  await expectFocused(everything(page).getByText('Aucun jeune ici'))
  await page.keyboard.press('Escape')
  await everything(page).waitFor({ state: 'detached' })
})

test('[W4] cards are chosen in it and moved together from its foot', async () => {
  const cards = await at.cards(...Array.from({ length: 6 }, () => places.free))
  const page = await at.open(world.coordinator)
  await opener(page).press('Enter')
  const [first, , third, fourth] = await shown(page)
  await expectFocused(inList(page, must(first, 'a card')))
  await page.keyboard.press('x')
  await inList(page, must(third, 'a card')).click({ modifiers: ['Shift'] })
  const foot = everything(page).getByRole('region', { name: 'Sélection' })
  await foot.getByText('3 fiches sélectionnées').waitFor()
  // One bar: that of the board waits.
  expect(await page.locator('.selection-bar').count()).toBe(0)
  await expectAccessible(page)
  await foot.getByRole('button', { name: 'Confier à…' }).click()
  await page.getByRole('dialog', { name: /Confier 3.fiches à/ }).waitFor()
  await page.keyboard.press('Escape')
  await expectFocused(foot.getByRole('button', { name: 'Confier à…' }))
  await foot.getByRole('button', { name: 'Déplacer…' }).press('Enter')
  await page.getByRole('dialog', { name: /Déplacer 3.fiches vers/ }).waitFor()
  await page.keyboard.press('1')
  await foot.waitFor({ state: 'detached' })
  await expectFocused(inList(page, must(fourth, 'a card')))
  await untilSaved(page)
  for (const card of await shown(page)) {
    expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'dispatched' })
  }
  expect(await shown(page)).toHaveLength(cards.length - 3)
  // Escape lets go of a choice first, then closes.
  await page.keyboard.press('x')
  await foot.waitFor()
  await page.keyboard.press('Escape')
  await foot.waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await everything(page).waitFor({ state: 'detached' })
  await expectFocused(opener(page))
})

test('a card that is dragged out of it is dropped on the board, and the list is there again for the next', async () => {
  const cards = await at.cards(...Array.from({ length: 6 }, () => places.free))
  const page = await at.open(world.coordinator)
  await opener(page).click()
  const [card, next] = await shown(page)
  const carried = must(card, 'a card')
  expect(cards).toContain(carried)
  const to = cell(page, 'followed_up', world.north)
  await dragOver(page, inList(page, carried), to)
  await page.locator('.cell-aimed').waitFor()
  await page.mouse.up()
  await cardIn(page, carried, { stage: 'followed_up', lane: world.north }).waitFor()
  await untilSaved(page)
  expect(await placeKept(at.server(), carried)).toMatchObject({ stage: 'followed_up' })
  await expectFocused(inList(page, must(next, 'a card')))
  await inList(page, must(next, 'a card')).click()
  await page.getByRole('complementary').waitFor()
})
