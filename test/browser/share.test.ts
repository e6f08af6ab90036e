// "Répartir équitablement", with the board going on behind it. [3]
import { expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { cardIn, cardOn, drag, placeKept, untilSaved } from '#test/support/board-page.ts'
import { places, world } from '#test/support/board-world.ts'
import { expectAccessible, expectNoSidewaysScroll } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import type { BoardOptions } from '#test/support/board-page.ts'
import type { Page } from 'playwright-core'

const people = peopleAtBoard()
const { north } = world
const free = { ...places.free, stage: 'received' } as const

async function openLane(user: UserId, options: BoardOptions = {}): Promise<Page> {
  const page = await people.open(user, options)
  await page.goto(`${people.server().url}/c/${world.campaign}/couloir/${north}`)
  await page.locator('[data-connection="live"]').waitFor()
  await page.getByRole('heading', { name: 'North', level: 2 }).waitFor()
  return page
}
const panel = (page: Page) =>
  page.getByRole('complementary', { name: /Répartition proposée|Fiches de/ })
const apply = (page: Page) => panel(page).getByRole('button', { name: /^Appliquer/ })

/** Who has each card, as the database says. */
async function officersOf(cards: readonly CardId[]) {
  const kept = await Promise.all(cards.map((card) => placeKept(people.server(), card)))
  return kept.map((at) => at?.officer ?? null)
}

test('[3] [W2] [W4] a manager splits a lane evenly while the coordinator takes one of the cards: the preview follows, one act, one undo', async () => {
  const cards = await people.cards(free, free, free, free, free, free)
  const [taken, ...rest] = cards
  const [karim, solene] = [await openLane(world.manager), await people.open(world.coordinator)]
  await karim.getByRole('button', { name: 'Répartir équitablement' }).click()
  await panel(karim)
    .getByText(/^6\sjeunes à attribuer/)
    .waitFor()
  await apply(karim).getByText('Appliquer 6 attributions').waitFor()
  await karim.locator('.seat-proposed').first().waitFor()
  expect(await karim.locator('.seat-proposed').count()).toBe(6)
  await expectAccessible(karim)
  // Nothing has changed before it is applied.
  expect(await officersOf(cards)).toEqual(cards.map(() => null))

  // One line is left to somebody else, another left out.
  const choices = panel(karim).getByRole('combobox')
  const [first, second] = [choices.nth(0), choices.nth(1)]
  await second.selectOption({ label: 'Laisser de côté' })
  await panel(karim).getByText('laissé de côté').waitFor()
  const was = await first.inputValue()
  const other = was === world.officer ? world.otherOfficer : world.officer
  await first.selectOption(other)
  await panel(karim).getByText('choisi par vous').waitFor()
  await apply(karim).getByText('Appliquer 5 attributions').waitFor()
  await first.focus()

  await cardOn(solene, taken).focus()
  await solene.keyboard.press(']')
  await panel(karim)
    .getByText(/Solène Maury a déplacé .* : sa fiche n’est plus dans la proposition/)
    .waitFor()
  // The hand that was on a line is still there, unless the line itself is gone. [W5]
  expect(await panel(karim).getByRole('combobox').count()).toBe(5)

  await apply(karim).click()
  await panel(karim).waitFor({ state: 'detached' })
  await karim
    .getByText(/attributions? faites?/)
    .first()
    .waitFor()
  await untilSaved(karim)
  const given = (await officersOf(rest)).filter((one) => one !== null).length
  expect(given).toBeGreaterThanOrEqual(4)
  expect(await placeKept(people.server(), taken)).toMatchObject({ officer: null })
  await karim.getByRole('button', { name: /Annuler : répartir/ }).waitFor()
  await karim.keyboard.press('Control+z')
  await untilSaved(karim)
  await vi.waitFor(async () => expect(await officersOf(rest)).toEqual(rest.map(() => null)))
})

test('[3] the same with keys alone, on a phone too', async () => {
  const cards = await people.cards(free, free)
  const page = await openLane(world.manager, { viewport: { width: 390, height: 844 } })
  await page.getByRole('button', { name: 'Répartir équitablement' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'share-title')
  await panel(page)
    .getByText(/à attribuer/)
    .waitFor()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.keyboard.press('Escape')
  await panel(page).waitFor({ state: 'detached' })
  await page.waitForFunction(() => document.activeElement?.textContent === 'Répartir équitablement')
  await page.keyboard.press('Enter')
  await panel(page)
    .getByText(/à attribuer/)
    .waitFor()
  await apply(page).focus()
  await page.keyboard.press('Enter')
  await untilSaved(page)
  expect((await officersOf(cards)).every((one) => one !== null)).toBe(true)
})

test('[3] [P3] the cards of somebody who is away are covered: evenly, in part, or all by one person', async () => {
  const own = { ...places.own, officer: world.otherOfficer }
  const cards = await people.cards(own, own, { ...own, stage: 'dispatched' })
  const page = await openLane(world.manager)
  const row = page.locator(`.lane-row[data-row="${world.otherOfficer}"]`)
  // Of somebody who is there nothing is urgent; it is offered.
  await row.getByRole('button', { name: /^Confier ses fiches/ }).click()
  await panel(page)
    .getByText(/à couvrir/)
    .waitFor()
  await expectAccessible(page)
  await panel(page)
    .getByLabel(/^Transmis/)
    .uncheck()
  await panel(page).getByLabel('À qui', { exact: true }).selectOption(world.officer)
  await apply(page).click()
  await untilSaved(page)
  await vi.waitFor(async () =>
    expect(await officersOf(cards)).toEqual([world.officer, world.officer, world.otherOfficer]),
  )
  // The stage of each stays: only who has it changes.
  expect(await placeKept(people.server(), must(cards[0], 'a card'))).toMatchObject({
    stage: 'first_contact',
  })
  await page.getByRole('button', { name: /Annuler : confier/ }).waitFor()
})

test('[3] of somebody who works there no more every open card is covered, followed up and not reached too', async () => {
  const gone = { ...places.own, officer: world.southOfficer }
  const cards = await people.cards(
    { ...gone, stage: 'followed_up' },
    { ...gone, stage: 'not_reached' },
  )
  const page = await openLane(world.manager)
  const row = page.locator(`.lane-row[data-row="${world.southOfficer}"]`)
  await row.getByRole('button', { name: /^2\sfiches à couvrir/ }).click()
  await panel(page)
    .getByText(/^2\sfiches à couvrir/)
    .waitFor()
  const leaving = panel(page).getByLabel('Départ : toutes ses fiches ouvertes')
  expect(await leaving.isChecked()).toBe(true)
  await expectAccessible(page)
  // Away for a while only: these stay with whom they know.
  await leaving.uncheck()
  await apply(page).getByText('Appliquer 0 attribution').waitFor()
  await leaving.check()
  await apply(page).getByText('Appliquer 2 attributions').click()
  await untilSaved(page)
  await vi.waitFor(async () => {
    const here = new Set<UserId | null>([world.officer, world.otherOfficer])
    const officers = await officersOf(cards)
    expect(officers.filter((one) => !here.has(one))).toEqual([])
  })
  expect(await placeKept(people.server(), must(cards[1], 'a card'))).toMatchObject({
    stage: 'not_reached',
  })
})

test('[P4] [P5] an officer and an observer are offered no split', async () => {
  await people.cards(free)
  for (const user of [world.officer, world.observer]) {
    const page = await openLane(user)
    await page.locator('.lane-row').first().waitFor()
    expect(await page.getByRole('button', { name: 'Répartir équitablement' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: /Confier ses fiches|à couvrir/ }).count()).toBe(0)
  }
})

test('[3] dropping a card on an officer’s chip gives it and, from Reçu, dispatches it', async () => {
  const [card] = await people.cards(free)
  const page = await people.open(world.manager)
  const chip = page.locator(`[data-drop="officer ${north} ${world.officer}"]`).first()
  await drag(page, cardOn(page, card), chip)
  await cardIn(page, card, { stage: 'dispatched', lane: north }).waitFor()
  await untilSaved(page)
  expect(await placeKept(people.server(), card)).toEqual({
    stage: 'dispatched',
    lane: north,
    officer: world.officer,
  })
})
