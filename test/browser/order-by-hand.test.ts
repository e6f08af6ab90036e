// The order that people choose by hand, with a pointer: between two cards, past what a filter hides, and in a list that scrolls.
import { afterEach, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { editCard } from '#shared/documents/board-edits.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { cardIn, cardOn, cell, dragOver, placeKept, untilSaved } from '#test/support/board-page.ts'
import { restAtEdge } from '#test/support/rest-at-edge.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Page } from 'playwright-core'

const at = peopleAtBoard()
afterEach(() => at.clear())

const byHand = '?sort=rank'
const inNorth = { stage: 'dispatched', lane: world.north } as const
const placeOf = (rank: string) => ({ ...places.free, rank })
const cardsOf = (...ranks: string[]) => at.cards(...ranks.map(placeOf))
const waiting = { ...places.free, stage: 'received' } as const

/** Over the upper or the lower half of another card; answers where it stands. */
async function carryOver(page: Page, [card, other]: readonly CardId[], half: 'upper' | 'lower') {
  const to = cardOn(page, must(other, 'a card to carry it over'))
  await dragOver(page, cardOn(page, must(card, 'a card to carry')), to)
  const box = must(await to.boundingBox(), 'it is in sight')
  const y = box.y + box.height * (half === 'upper' ? 0.2 : 0.8)
  await page.mouse.move(box.x + box.width / 2, y, { steps: 2 })
  return box
}

async function orderKept(): Promise<string[]> {
  const rows = await at.server().sql<{ id: string }[]>`
    select id from card
    where stage = 'dispatched' and lane_id = ${world.north} and not closed
    order by rank collate "C", id`
  return rows.map((row) => row.id)
}

test('a card is dropped between two others, where the line shows it, and past those that a filter hides to the end', async () => {
  const [first, second, hidden, third, last] = await cardsOf('a0', 'a1', 'a2', 'a3', 'a4')
  const [mine, other] = await at.cards(waiting, waiting)
  const away = [hidden, last].map((card) => must(card, 'five cards'))
  await at.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      for (const card of away) editCard(doc, card, { known: 'known_active' })
    },
  })
  const page = await at.open(world.coordinator, { query: `${byHand}&f=unknown` })
  await cardOn(page, first).waitFor()
  expect(await cardOn(page, must(hidden, 'a card')).count()).toBe(0)
  const line = page.locator('.drop-line')
  const below = await carryOver(page, [mine, must(second, 'a card')], 'lower')
  await vi.waitFor(async () => {
    const drawn = must(await line.boundingBox(), 'the line is drawn')
    expect(drawn.y - below.y - below.height).toBeCloseTo(1, 0)
    expect([drawn.x, drawn.width]).toEqual([below.x, below.width])
  })
  await page.mouse.up()
  await line.waitFor({ state: 'detached' })
  await cardIn(page, mine, inNorth).waitFor()
  await untilSaved(page)
  await vi.waitFor(async () =>
    expect(await orderKept()).toEqual([first, second, mine, hidden, third, last]),
  )
  // Inside its own cell the same, above a card.
  await carryOver(page, [mine, first], 'upper')
  await line.waitFor()
  await page.mouse.up()
  await vi.waitFor(async () =>
    expect(await orderKept()).toEqual([mine, first, second, hidden, third, last]),
  )
  // Below the list there is no line: that is the end, behind the cards too that are not shown.
  await dragOver(
    page,
    cardOn(page, must(other, 'two cards')),
    cell(page, 'dispatched', world.north),
  )
  const box = must(
    await cell(page, 'dispatched', world.north).boundingBox(),
    'the cell is in sight',
  )
  await page.mouse.move(box.x + 40, box.y + box.height - 8)
  await line.waitFor({ state: 'detached' })
  await page.mouse.up()
  await vi.waitFor(async () =>
    expect(await orderKept()).toEqual([mine, first, second, hidden, third, last, other]),
  )
  await untilSaved(page)
})

test('the line keeps to the cards of a list that scrolls under a hand that rests', async () => {
  await cardsOf(...Array.from({ length: 24 }, (_, i) => `a${String.fromCodePoint(65 + i)}`))
  const [mine] = await at.cards(waiting)
  const page = await at.open(world.coordinator, { query: byHand })
  const list = cell(page, 'dispatched', world.north).locator('.cell-scroll')
  await dragOver(page, cardOn(page, mine), cell(page, 'dispatched', world.north))
  const resting = await restAtEdge(page, list, 14)
  const over = await page.evaluate(
    ({ x, y }) =>
      document.elementFromPoint(x, y)?.closest('[data-card]')?.getAttribute('data-card'),
    resting,
  )
  const card = must(over, 'the hand is over a card')
  await vi.waitFor(async () => {
    const [line, edge] = await Promise.all([
      page.locator('.drop-line').boundingBox(),
      page.locator(`.board [data-card="${card}"]`).boundingBox(),
    ])
    if (!line || !edge) throw new Error('the line and the card are there')
    const from = Math.min(
      Math.abs(line.y - edge.y + 2),
      Math.abs(line.y - edge.y - edge.height - 1),
    )
    expect(from).toBeLessThan(1)
  })
  await page.keyboard.press('Escape')
  await page.locator('.drop-line').waitFor({ state: 'detached' })
  await page.mouse.up()
  expect(await placeKept(at.server(), mine)).toMatchObject({ stage: 'received' })
})

test('several cards go to the end and are shown no line; put down where they stand, that is said', async () => {
  const [one, two] = await cardsOf('a0', 'a1')
  const [over] = await at.cards(waiting)
  const page = await at.open(world.coordinator, { query: byHand })
  for (const card of [one, two]) {
    await cardOn(page, must(card, 'two cards')).focus()
    await page.keyboard.press('x')
  }
  await page.getByText('2 fiches sélectionnées').waitFor()
  await carryOver(page, [one, over], 'lower')
  await page.locator('.ghost-count').waitFor()
  await page.locator('.cell-aimed').waitFor()
  expect(await page.locator('.drop-line').count()).toBe(0)
  const home = must(
    await cell(page, 'dispatched', world.north).boundingBox(),
    'their own cell is in sight',
  )
  await page.mouse.move(home.x + home.width / 2, home.y + 90, { steps: 3 })
  await page.mouse.up()
  await page
    .locator('output')
    .getByText('Les fiches sont déjà à cette place')
    .waitFor({ state: 'attached' })
  expect(await orderKept()).toEqual([one, two])
})
