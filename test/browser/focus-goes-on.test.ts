// Where the focus is when what had it is gone: on the next card of the list, on what one was led to, on what was answered.
import { afterEach, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { editCard, editCards, moveCard } from '#shared/documents/board-edits.ts'
import { day } from '#shared/domain/day.ts'
import { importId } from '#shared/domain/ids.ts'
import { cardIn, cardOn, cell, untilLive, untilSaved } from '#test/support/board-page.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Locator, Page } from 'playwright-core'
import type { CardId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'

const at = peopleAtBoard()
afterEach(() => at.clear())

/** Nobody's contact is written down for them: what a step back to "Transmis" mends. */
const incomplete: Place = { ...places.free, stage: 'first_contact' }

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('data-card') ?? null)
const expectFocus = (page: Page, card: CardId) =>
  vi.waitFor(async () => expect(await focused(page)).toBe(card))
async function expectFocusOn(target: Locator): Promise<void> {
  await target.waitFor()
  await vi.waitFor(async () =>
    expect(await target.evaluate((element) => element === document.activeElement)).toBe(true),
  )
}
async function inOrder(of: Locator): Promise<CardId[]> {
  const ids = await of
    .locator('[data-card]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-card')))
  return ids.filter((id): id is CardId => id !== null)
}

for (const [where, query] of [
  ['on the board', '?f=incomplete'],
  ['in the table', '?view=table&f=incomplete'],
] as const) {
  test(`under a filter, keys work down a list: a card that no longer matches leaves the focus on the next, ${where}`, async () => {
    await at.cards(incomplete, incomplete, incomplete, incomplete)
    const page = await at.open(world.coordinator, { query })
    const list =
      where === 'on the board'
        ? cell(page, 'first_contact', world.north)
        : page.locator('.card-table tbody')
    await vi.waitFor(async () => expect(await inOrder(list)).toHaveLength(4))
    const [first, second, third, fourth] = await inOrder(list)
    const ids = must(
      first && second && third && fourth ? { first, second, third, fourth } : null,
      'four cards',
    )
    await cardOn(page, ids.second).focus()
    await page.keyboard.press(',')
    await expectFocus(page, ids.third)
    // The same through a dialog that is closed by the choice.
    await page.keyboard.press('m')
    await page.locator('.dialog:focus-within').waitFor()
    await page.keyboard.press('2')
    await expectFocus(page, ids.fourth)
    // The last of the list leaves it on the one before.
    await page.keyboard.press(',')
    await expectFocus(page, ids.first)
    // Where none is left, on what shows the others again.
    await page.keyboard.press(',')
    await expectFocusOn(
      page.locator('.empty-state').getByRole('button', { name: 'Retirer les filtres' }),
    )
    await untilSaved(page)
  })
}

test('a card that a key sends out of an open lane leaves the focus on the next one', async () => {
  await at.cards(incomplete, incomplete, incomplete)
  const page = await at.open(world.coordinator)
  await page.goto(`${at.server().url}/c/${world.campaign}/couloir/${world.north}`)
  await untilLive(page)
  const seat = page.locator('.lane-row[data-row=""] .seat.stage-first_contact')
  const [first, second] = await inOrder(seat)
  await cardOn(page, must(first, 'a card')).focus()
  await page.keyboard.press(']')
  await cardOn(page, must(first, 'a card')).waitFor({ state: 'detached' })
  await expectFocus(page, must(second, 'a card'))
})

test('[W5] who left a card and has the focus nowhere is not brought back by a colleague who moves it', async () => {
  const [card] = await at.cards(places.free, places.free)
  const page = await at.open(world.coordinator)
  await cardOn(page, card).focus()
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
  await at.server().rooms.execute(board, {
    user: world.manager,
    edit: (doc) => moveCard(doc, card, { ...places.free, stage: 'registered' }),
  })
  await cardIn(page, card, { stage: 'registered', lane: world.north }).waitFor()
  expect(await focused(page)).toBe(null)
  // Who is on it goes along.
  await cardOn(page, card).focus()
  await at.server().rooms.execute(board, {
    user: world.manager,
    edit: (doc) => moveCard(doc, card, places.free),
  })
  await cardIn(page, card, { stage: 'dispatched', lane: world.north }).waitFor()
  await expectFocus(page, card)
})

test('opening a lane puts the focus on its name, and the way back on the link one came by', async () => {
  await at.cards(places.free)
  const page = await at.open(world.coordinator)
  const link = page.getByRole('link', { name: 'Ouvrir North en plein écran' })
  await link.press('Enter')
  await expectFocusOn(page.getByRole('heading', { name: 'North', level: 2 }))
  await page.locator('.lane-back').press('Enter')
  await expectFocusOn(link)
})

test('a card that a colleague closes while it is open here leaves the focus on the next one when it is left', async () => {
  const [card] = await at.cards(places.free, places.free)
  const page = await at.open(world.coordinator)
  await cardOn(page, card).click()
  const drawer = page.getByRole('complementary')
  await drawer.waitFor()
  await at.server().rooms.execute(board, {
    user: world.manager,
    edit: (doc) =>
      editCards(doc, [card], {
        closed: { situation: 'not_known', by: world.manager, on: day.parse('2026-11-20') },
      }),
  })
  await expectFocusOn(drawer.getByRole('heading', { level: 2 }))
  await cardOn(page, card).waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await vi.waitFor(async () => {
    const now = await focused(page)
    expect(now).not.toBe(null)
    expect(now).not.toBe(card)
  })
})

test('an answer given in an open card leaves the focus on its name', async () => {
  const [card] = await at.cards({ ...places.free, stage: 'received' })
  await at.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      editCard(doc, card, {
        agreementWithdrawn: { on: day.parse('2026-11-16'), list: importId.parse('list-16') },
        handover: {
          from: world.south,
          to: world.north,
          by: world.otherManager,
          on: day.parse('2026-11-16'),
        },
      })
    },
  })
  const page = await at.open(world.coordinator)
  await cardOn(page, card).press('Enter')
  const name = page.getByRole('complementary').getByRole('heading', { level: 2 })
  await page.getByRole('button', { name: 'Accord redonné' }).press('Enter')
  await expectFocusOn(name)
  await page.getByRole('button', { name: /^Accepter/ }).press('Enter')
  await expectFocusOn(name)
  await untilSaved(page)
})
