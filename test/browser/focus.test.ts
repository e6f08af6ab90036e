// Where the focus is when something that took it closes: on the card, wherever it stands now.
import { afterEach, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { cardIn, cardOn, cell, placeKept, untilSaved } from '#test/support/board-page.ts'
import { places, world } from '#test/support/board-world.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Page } from 'playwright-core'

const at = peopleAtBoard()
afterEach(() => at.clear())

/** What has the focus: a card's id, or else what it is called. */
async function expectFocus(page: Page, expected: string): Promise<void> {
  await vi.waitFor(async () => {
    const focused = await page.evaluate(() => {
      const active = document.activeElement
      if (active === document.body) return 'nothing'
      const label = active?.getAttribute('aria-label') ?? active?.textContent
      return active?.getAttribute('data-card') ?? label
    })
    expect(focused).toBe(expected)
  })
}

/** A dialog has come and taken the focus. */
async function untilOpen(page: Page): Promise<void> {
  await page.locator('.dialog:focus-within, .palette:focus-within').waitFor()
}

async function untilClosed(page: Page): Promise<void> {
  await page.locator('.dialog, .palette').waitFor({ state: 'detached' })
}

for (const query of ['', '?view=table'] as const) {
  const where = query === '' ? 'on the board' : 'in the table'
  test(`Escape in any dialog gives the focus back to the card, ${where}`, async () => {
    const [, card] = await at.cards(places.free, places.free)
    const second = must(card, 'two cards')
    const page = await at.open(world.coordinator, { query })
    await cardOn(page, second).focus()
    // Never put there by hand again: each key needs the focus that the one before it has left.
    for (const key of ['m', 'a', '?', '/', 'Control+k', 'd']) {
      await page.keyboard.press(key)
      await untilOpen(page)
      await page.keyboard.press('Escape')
      await untilClosed(page)
      await expectFocus(page, second)
    }
  })

  test(`a choice made in a dialog leaves the focus on the card, whether it stays or goes, ${where}`, async () => {
    const [other, card] = await at.cards(places.free, places.free, places.free)
    const second = must(card, 'two cards')
    const page = await at.open(world.coordinator, { query })
    await cardOn(page, second).focus()
    // Given to somebody: the card stays where it is.
    await page.keyboard.press('a')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^NName officer\b|Name officer\b/ })
      .press('Enter')
    await untilClosed(page)
    await expectFocus(page, second)
    // Moved on in its lane, by the digit of the stage; then to another lane.
    await page.keyboard.press('m')
    await untilOpen(page)
    await page.keyboard.press('3')
    await untilClosed(page)
    await expectFocus(page, second)
    await page.keyboard.press('m')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'South', exact: true })
      .press('Enter')
    await page.keyboard.press('1')
    await untilClosed(page)
    await expectFocus(page, second)
    await untilSaved(page)
    expect(await placeKept(at.server(), second)).toMatchObject({
      stage: 'received',
      lane: world.south,
    })
    // Several at once, from the bar, which goes with the choice.
    await page.keyboard.press('x')
    await cardOn(page, other).focus()
    await page.keyboard.press('x')
    await page
      .getByRole('region', { name: 'Sélection' })
      .getByRole('button', { name: 'Déplacer…' })
      .press('Enter')
    await untilOpen(page)
    await page.keyboard.press('2')
    await untilClosed(page)
    await expectFocus(page, second)
  })
}

test('a row whose place in the table changes with a key keeps the focus', async () => {
  const [card] = await at.cards(places.free, places.free, places.free)
  const page = await at.open(world.coordinator, { query: '?view=table&sort=stage' })
  await cardOn(page, card).focus()
  await page.keyboard.press('.')
  await vi.waitFor(async () => {
    const rows = await page
      .locator('tbody [data-card]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-card')))
    expect(rows.at(-1)).toBe(card)
  })
  await expectFocus(page, card)
})

test('a dialog that was opened from the drawer gives the focus back to the drawer', async () => {
  const [card] = await at.cards(places.free)
  const page = await at.open(world.coordinator)
  await cardOn(page, card).click()
  await page.getByRole('complementary').getByRole('button', { name: 'Déplacer vers…' }).click()
  await untilOpen(page)
  await page.keyboard.press('1')
  await untilClosed(page)
  await cardIn(page, card, { stage: 'received', lane: world.north }).waitFor()
  await expectFocus(page, 'Déplacer vers…')
  await page.keyboard.press('Escape')
  await expectFocus(page, card)
})

test('a dialog that was opened from a menu gives the focus back to the menu’s button', async () => {
  await at.cards(places.free)
  const page = await at.open(world.coordinator)
  await page.getByRole('button', { name: 'Vue', exact: true }).press('Enter')
  await page.getByRole('menuitem', { name: 'Enregistrer cette vue…' }).press('Enter')
  await untilOpen(page)
  await page.keyboard.press('Escape')
  await untilClosed(page)
  await expectFocus(page, 'Vue')
})

test('a card in a folded lane leaves the focus on what unfolds it', async () => {
  const [card] = await at.cards(places.free)
  const page = await at.open(world.coordinator)
  await page.getByRole('button', { name: 'South', exact: true }).click()
  await cell(page, 'dispatched', world.south).waitFor({ state: 'detached' })
  await cardOn(page, card).focus()
  await page.keyboard.press('m')
  await page.getByRole('dialog').getByRole('button', { name: 'South', exact: true }).press('Enter')
  await page.keyboard.press('1')
  await untilClosed(page)
  await expectFocus(page, 'South')
})
