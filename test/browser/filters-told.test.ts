// Under filters, the board says of each number whether it is of all or of what is shown, and that what is hidden is there.
import { afterEach, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { cardOn, cell, untilLive } from '#test/support/board-page.ts'
import { places, world } from '#test/support/board-world.ts'
import { expectAccessible, expectShown } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Locator, Page } from 'playwright-core'
import type { Place } from '#shared/domain/place.ts'

const at = peopleAtBoard()
afterEach(() => at.clear())

const received: Place = { ...places.free, stage: 'received' }
const own: Place = { ...places.own, stage: 'dispatched' }
const seated: Place = { ...places.own, stage: 'registered' }

async function openLane(query: string): Promise<Page> {
  const page = await at.open(world.coordinator)
  await page.goto(`${at.server().url}/c/${world.campaign}/couloir/${world.north}${query}`)
  await untilLive(page)
  return page
}

async function expectText(of: Locator, text: RegExp): Promise<void> {
  await vi.waitFor(async () =>
    expect((await of.textContent())?.replaceAll(/[\u00A0\u202F]/g, ' ')).toMatch(text),
  )
}

test('an open lane says that filters hide everybody, keeps its loads and its acts, and shows all again', async () => {
  await at.cards(received, received, own, own, own)
  const page = await openLane('?f=qpv')
  const toAssign = page.locator('.lane-row-to-assign')
  await expectText(toAssign, /0 \/ 2.* reçus dans ce secteur.*le plus ancien a/)
  const row = page.locator(`.lane-row[data-row="${world.officer}"]`)
  await expectText(row.locator('.lane-row-head'), /3 actives.*Confier ses fiches/)
  await expectText(row.locator('.stage-dispatched h4'), /Transmis : 0 sur 3 jeunes/)
  await expectText(page.locator('.lane-page-head .lane-late'), /0 \/ 5/)
  const nobody = page.locator('.lane-nobody')
  await expectShown(nobody.getByText('Aucun jeune ne correspond'))
  await expectAccessible(page)
  await nobody.getByRole('button', { name: 'Retirer les filtres' }).click()
  await nobody.waitFor({ state: 'detached' })
  await expectText(toAssign, /2 reçus dans ce secteur/)
  await vi.waitFor(async () => expect(await row.locator('[data-card]').count()).toBe(3))
})

test('a cell whose cards are all hidden says so and counts them; what stands beside counts the same', async () => {
  // Nom0 to Nom3: the last alone is looked for.
  await at.cards(places.free, places.free, places.free, { ...places.free, stage: 'registered' })
  await at.cards(places.south)
  const page = await at.open(world.coordinator, { query: '?q=nom3' })
  const hidden = cell(page, 'dispatched', world.north)
  await expectText(hidden, /Transmis : 0 sur 3 jeunes.*Aucun jeune ne correspond.*0 \/ 3/)
  await hidden.getByRole('img', { name: /^0 en retard, 0 sous 3 jours, 0 plus tard$/ }).waitFor()
  await expectText(page.locator(`[data-lane="${world.north}"] .lane-late`), /0 \/ 3.* en retard/)
  await expectText(cell(page, 'followed_up', world.north), /Aucun jeune ici/)
  await expectAccessible(page)
})

test('an open lane has one look, and none is offered that would do nothing', async () => {
  await at.cards(received)
  const page = await at.open(world.coordinator)
  const looks = page.getByRole('group', { name: 'Affichage' })
  await looks.waitFor()
  await page.getByRole('link', { name: 'Ouvrir North en plein écran' }).click()
  await looks.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Vue', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Enregistrer cette vue…' }).waitFor()
  expect(await page.getByRole('menuitemradio').count()).toBe(0)
})

test('the table of a campaign without a card says what brings the first ones', async () => {
  const page = await at.open(world.coordinator)
  await page.getByRole('button', { name: 'Tableau de données' }).click()
  await expectShown(page.getByText('Aucune liste pour l’instant'))
  expect(await page.getByRole('button', { name: 'Retirer les filtres' }).count()).toBe(0)
})

test('a box in the table is ticked as its row is chosen, and keys that act alone still do from it', async () => {
  const [first, second] = await at.cards(places.free, places.free)
  const page = await at.open(world.coordinator, { query: '?view=table&sort=name' })
  const box = (card: string | undefined) =>
    page.locator(`tr:has([data-card="${card}"])`).getByRole('checkbox')
  await box(first).click()
  await box(second).click({ modifiers: ['Shift'] })
  await box(first).click({ modifiers: ['Shift'] })
  expect(await box(first).isChecked()).toBe(true)
  expect(await box(second).isChecked()).toBe(true)
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
})

test('a seat that opened for the card one is on stays open, and the card that is pressed next is not missed', async () => {
  const cards = await at.cards(...Array.from({ length: 9 }, () => seated), own, {
    ...seated,
    officer: world.otherOfficer,
  })
  const page = await openLane('?sort=name')
  const seat = page.locator(`.lane-row[data-row="${world.officer}"] .seat.stage-registered`)
  await cardOn(page, must(cards[9], 'a card')).focus()
  await page.keyboard.press('.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('.')
  await page.keyboard.press('Escape')
  // The last by its name: behind the first three.
  await vi.waitFor(async () => expect(await seat.locator('[data-card]').count()).toBe(10))
  await cardOn(page, must(cards[10], 'a card')).click()
  await expectShown(page.getByRole('complementary'))
  expect(await seat.locator('[data-card]').count()).toBe(10)
})
