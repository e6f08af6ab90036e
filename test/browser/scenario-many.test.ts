// Scenario 9: a board of 5,000 cards over twenty lanes, open on six pages. How fast it is, `npm run bench` says.
import { beforeAll, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { editCards } from '#shared/documents/board-edits.ts'
import { cardOn, cell, drag, placeKept, untilSaved } from '#test/support/board-page.ts'
import { addLanes, addManyCards, board, world } from '#test/support/board-world.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import { stages } from '#shared/domain/stages.ts'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import type { Page } from 'playwright-core'

const total = 5_000
const laneCount = 20

const at = peopleAtBoard()
let lanes: readonly LaneId[]
let cards: readonly CardId[]
beforeAll(async () => {
  lanes = [world.north, world.south, ...(await addLanes(at.server(), laneCount - 2))]
  const places = Array.from({ length: total }, (_, i) => ({
    stage: must(stages[Math.floor(i / laneCount) % stages.length], 'a stage'),
    lane: must(lanes[i % laneCount], 'a lane'),
    officer: null,
    rank: `b${String(i).padStart(5, '0')}`,
  }))
  cards = await addManyCards(at.server(), places)
  await at.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) =>
      editCards(
        doc,
        cards.filter((_, i) => i % 7 === 0),
        { known: 'known_active' },
      ),
  })
}, 180_000)

const six = [
  world.coordinator,
  world.coordinator,
  world.manager,
  world.otherManager,
  world.officer,
  world.observer,
]
/** Of 5,000, those that a screen of six columns and what is just outside of it can hold. */
const nearest = 600
const tiles = (page: Page) => page.locator('.board [data-card]').count()

test('scenario 9: 5,000 cards, 20 lanes, six pages: the first act works, a drop is kept and seen, a filter counts right, and only near cards exist', async () => {
  const pages = await Promise.all(six.map((user) => at.open(user)))
  const [solene, second, karim] = pages
  for (const page of pages) {
    await page.locator('.board [data-card]').first().waitFor()
    expect(await tiles(page)).toBeLessThan(nearest)
  }
  const coordinator = must(solene, 'six pages')
  // The first thing a person does, on each page: open a card by keyboard.
  for (const page of pages) {
    await page.locator('.cell.stage-dispatched [data-card]').first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('complementary').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('complementary').waitFor({ state: 'detached' })
  }
  // A drop, kept by the database and seen on every page.
  const first = cell(coordinator, 'dispatched', world.north).locator('[data-card]').first()
  const card = must(await idOf(first), 'a card in sight')
  await drag(coordinator, cardOn(coordinator, card), cell(coordinator, 'received', world.north))
  await untilSaved(coordinator)
  expect(await placeKept(at.server(), card)).toMatchObject({
    stage: 'received',
    lane: world.north,
  })
  for (const page of pages) {
    const count = page.locator(`[data-drop="cell received ${world.north}"] .cell-foot b`)
    await vi.waitFor(async () => expect(await count.textContent()).toBe('43'))
  }
  // A filter, on two pages at once, each with its own.
  const known = Math.ceil(total / 7)
  for (const [page, name, kept] of [
    [must(second, 'six pages'), /^Connus/, known],
    [must(karim, 'six pages'), /^Inconnus/, total - known],
  ] as const) {
    await page.getByRole('button', { name }).click()
    await vi.waitFor(async () => {
      const shown = await page.locator('.filter-shown').textContent()
      expect(shown?.replaceAll(/\D/g, '')).toBe(String(kept))
    })
    expect(await tiles(page)).toBeLessThan(nearest)
  }
  // Far below, what one comes to exists, and what one has left does not pile up without end.
  const last = must(lanes.at(-1), 'a last lane')
  await coordinator.locator('.board').evaluate((one) => one.scrollTo({ top: one.scrollHeight }))
  await cell(coordinator, 'not_reached', last).locator('[data-card]').first().waitFor()
  expect(await tiles(coordinator)).toBeLessThan(total / 2)
}, 180_000)

async function idOf(tile: ReturnType<Page['locator']>): Promise<CardId | null> {
  const id = await tile.getAttribute('data-card')
  return cards.find((one) => one === id) ?? null
}
