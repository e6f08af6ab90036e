// The states of the board that one passes through, each readable and usable in both themes.
import { afterEach, expect, test } from 'vitest'
import { must } from '#shared/assert.ts'
import { cardOn, untilLive } from '#test/support/board-page.ts'
import { places, world } from '#test/support/board-world.ts'
import { expectAccessible, expectShown } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Page } from 'playwright-core'

const at = peopleAtBoard()
afterEach(at.clear)

const phone = { viewport: { width: 390, height: 844 } } as const
const boardOf = (query = '') => `${at.server().url}/c/${world.campaign}${query}`

test.each([{}, phone])(
  'no list yet: what to do first is said, and readable %o',
  async (options) => {
    const page = await at.open(world.coordinator, options)
    await page.getByText('Aucune liste pour l’instant').first().waitFor()
    await expectShown(page.getByRole('main').getByRole('link', { name: 'Importer une liste' }))
    await expectAccessible(page)
  },
)

test.each([{}, phone])(
  'nobody matches: the filters that keep everybody out are named %o',
  async (options) => {
    await at.cards(places.free)
    const page = await at.open(world.coordinator, options)
    await page.goto(boardOf('?f=overdue,known&q=zzz'))
    await page.getByText('Aucun jeune ne correspond').first().waitFor()
    await expectAccessible(page)
    await page.getByRole('main').getByRole('button', { name: 'Retirer les filtres' }).last().click()
    await expectShown(page.locator('.board [data-card]').first())
  },
)

test.each([{}, phone])(
  'the board arrives: its shape stands there, and says that it is busy %o',
  async (options) => {
    const page = await at.open(world.coordinator, options)
    await page.route('**/api/sync/leases', () => {})
    await page.reload()
    await page.locator('.stage-dispatched .card-waiting .bar-waiting').first().waitFor()
    await expectShown(page.locator('[aria-busy="true"]'))
    await expectAccessible(page)
  },
)

test.each([{}, phone])(
  'the server does not answer: what is kept and how to try again %o',
  async (options) => {
    const page = await at.open(world.coordinator, options)
    await page.route('**/api/sync/**', (route) => route.abort())
    // A reload in a tab that has seen the board shows it as it was; another tab has nothing to show.
    const fresh = await page.context().newPage()
    await fresh.route('**/api/sync/**', (route) => route.abort())
    await fresh.goto(boardOf())
    await fresh.getByText('Le tableau n’a pas pu s’ouvrir').first().waitFor()
    await expectShown(fresh.getByRole('button', { name: 'Réessayer' }))
    await expectAccessible(fresh)
  },
)

test.each([{}, phone])('a toast with its act stays readable over the board %o', async (options) => {
  const [card] = await at.cards(places.own)
  const page = await at.open(world.coordinator, options)
  if (options === phone) {
    await page
      .locator('.stages')
      .getByRole('button', { name: /1er contact/ })
      .click()
  }
  await cardOn(page, card).focus()
  await page.keyboard.press(',')
  await expectShown(page.locator('.toast').getByRole('button', { name: /Annuler/ }))
  await expectAccessible(page)
})

test.each([{}, phone])(
  'the line comes back: said as such until the board is up to date %o',
  async (options) => {
    await at.cards(places.free)
    const page = await at.open(world.coordinator, options)
    await holdTheNextLine(page)
    await page.locator('[data-connection="reconnecting"]').waitFor()
    await expectShown(page.locator('.board'))
    await expectAccessible(page)
  },
)

/** The line is cut, and the one that takes its place is open and silent. */
async function holdTheNextLine(page: Page): Promise<void> {
  const lines: { close: (options: { code: number }) => Promise<void> }[] = []
  await page.routeWebSocket(/\/sync\//, (line) => {
    if (lines.length === 0) line.connectToServer()
    lines.push(line)
  })
  await page.reload()
  await untilLive(page)
  await must(lines[0], 'the page has a line').close({ code: 1012 })
}

test('on paper: lists that a reader can make out, whoever reads them', async () => {
  await at.cards(places.free, places.own, places.received)
  const page = await at.open(world.coordinator)
  await page.emulateMedia({ media: 'print' })
  await page.locator('.print-sheet').waitFor()
  await expectAccessible(page)
  expect(await page.locator('.print-sheet tbody tr').count()).toBe(3)
})
