// Who is here, on what, and whether they are at it; following a colleague. [W1]
import { expect, test, vi } from 'vitest'
import { cardOn, cell } from '#test/support/board-page.ts'
import { places, world } from '#test/support/board-world.ts'
import { expectAccessible } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'

const at = peopleAtBoard()

test('[W1] the list of who is here says on which card each is, and which field they write', async () => {
  const [card] = await at.cards(places.free)
  const solene = await at.open(world.coordinator)
  const karim = await at.open(world.manager)
  await cardOn(karim, card).focus()
  await solene.getByRole('button', { name: /En ligne, 1.autre personne/ }).click()
  const people = solene.getByRole('dialog', { name: 'En ligne' })
  await people.getByText(/^sur Prénom Nom0/).waitFor()
  await solene.getByText('Karim lit').waitFor()
  await expectAccessible(solene)
  // The form of what the new stage asks: who types in it is shown with what they answer.
  await karim.keyboard.press('.')
  await karim.keyboard.press('.')
  await karim.keyboard.press('Tab')
  await people.getByText(/^écrit sur Prénom Nom0 : inscription/).waitFor()
  await solene.getByText('Karim écrit').waitFor()
  await karim.keyboard.press('Escape')
  await people.getByText(/^sur Prénom Nom0/).waitFor()
})

test('[W1] a card is said to be read no longer than one is on it', async () => {
  const [card] = await at.cards(places.free)
  const solene = await at.open(world.coordinator)
  const karim = await at.open(world.manager)
  await cardOn(karim, card).focus()
  const mark = cardOn(solene, card).getByText('Karim lit')
  await mark.waitFor()
  // In a dialog about it he is still on it.
  await karim.keyboard.press('m')
  await karim.locator('.dialog:focus-within').waitFor()
  expect(await mark.count()).toBe(1)
  await karim.keyboard.press('Escape')
  await karim.locator('.dialog').waitFor({ state: 'detached' })
  await karim.getByRole('button', { name: /^Vue/ }).focus()
  await mark.waitFor({ state: 'detached' })
})

test('[W1] who looks at another window is away, and who touches nothing for two minutes is idle', async () => {
  const solene = await at.open(world.coordinator)
  const karim = await at.open(world.manager, { clock: true })
  await solene.getByRole('button', { name: /En ligne/ }).click()
  const people = solene.getByRole('dialog', { name: 'En ligne' })
  await people.locator('b', { hasText: 'Karim Bensaïd' }).waitFor()
  await karim.clock.fastForward(121_000)
  await people.getByText(/^inactif/).waitFor()
  await karim.mouse.move(200, 300)
  await karim.clock.fastForward(1_000)
  await people.getByText(/^inactif/).waitFor({ state: 'detached' })
  await karim.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await karim.clock.fastForward(1_000)
  await people.getByText(/^absent/).waitFor()
  expect(await people.locator('b', { hasText: 'Karim Bensaïd' }).count()).toBe(1)
})

test('[W1] [W5] who follows a colleague sees their card come into sight, keeps the focus, and leads again at the first act', async () => {
  await at.cards(...Array.from({ length: 30 }, () => places.south))
  const solene = await at.open(world.coordinator)
  const karim = await at.open(world.otherManager)
  const list = cell(solene, 'dispatched', world.south).locator('.cell-scroll')
  const board = solene.locator('.board')
  await solene.getByRole('button', { name: /En ligne/ }).click()
  await solene.getByRole('button', { name: /^Suivre / }).click()
  await solene.getByText('Vous suivez Name').first().waitFor()
  // The list gives the focus back to its button a moment after it has closed.
  await vi.waitFor(async () =>
    expect(await solene.evaluate(() => document.activeElement?.className)).toBe('people-here'),
  )
  const focusBefore = await solene.evaluate(() => document.activeElement?.className)
  const theirs = cell(karim, 'dispatched', world.south)
  await theirs.locator('[aria-posinset="1"] [data-card]').focus()
  await karim.keyboard.press('End')
  await vi.waitFor(async () => {
    expect(await list.evaluate((element) => element.scrollTop)).toBeGreaterThan(600)
  })
  expect(await solene.evaluate(() => document.activeElement?.className)).toBe(focusBefore)
  await expectAccessible(solene)
  // A scroll of one's own ends it, and what they do then moves nothing here.
  await board.hover()
  await solene.mouse.wheel(0, -40)
  await solene.getByText('Vous suivez Name').first().waitFor({ state: 'detached' })
  const scrolled = await list.evaluate((element) => element.scrollTop)
  await karim.keyboard.press('Home')
  await solene.locator(`.card-seen`).first().waitFor({ state: 'attached' })
  expect(await list.evaluate((element) => element.scrollTop)).toBe(scrolled)
})

test('[W1] « À répartir » says which list those who wait came with, and who is sorting it', async () => {
  await at.cards(places.received)
  const karim = await at.open(world.manager)
  const band = karim.locator('[data-lane=""] .lane-head')
  await band.getByText('liste du 02/11').waitFor()
  const solene = await at.open(world.coordinator)
  await solene.goto(`${at.server().url}/c/${world.campaign}/tri`)
  await band.getByText('Solène trie').waitFor()
  await expectAccessible(karim)
  await solene.goto(`${at.server().url}/c/${world.campaign}`)
  await band.getByText('Solène trie').waitFor({ state: 'detached' })
  expect(await band.getByText('liste du 02/11').count()).toBe(1)
})
