// Keys that must end what they began, on every keyboard; and what a drag leaves to them.
import { afterEach, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import {
  cardIn,
  cardOn,
  cell,
  drag,
  dragOver,
  placeKept,
  untilSaved,
} from '#test/support/board-page.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { expectAccessible } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Page } from 'playwright-core'

const at = peopleAtBoard()
afterEach(() => at.clear())

/** A key as another keyboard than the test's sends it. */
function pressAs(
  page: Page,
  on: string,
  key: Pick<KeyboardEventInit, 'key' | 'code' | 'ctrlKey' | 'altKey'>,
): Promise<void> {
  return page.locator(on).dispatchEvent('keydown', { ...key, bubbles: true, cancelable: true })
}

const ranked = (rank: string) => ({ ...places.free, rank })

function cardsInOrder(page: Page): Promise<(string | undefined)[]> {
  return page
    .locator(`.board [data-cell="dispatched|${world.north}"] .card-slot`)
    .evaluateAll((slots) =>
      slots
        .toSorted(
          (a, b) =>
            Number(a.getAttribute('aria-posinset')) - Number(b.getAttribute('aria-posinset')),
        )
        .map((slot) => slot.querySelector<HTMLElement>('[data-card]')?.dataset['card']),
    )
}

test('a card lifted by the keyboard is put back, and said to be, when the focus leaves it', async () => {
  const [card, other] = await at.cards(places.free, places.free)
  const page = await at.open(world.coordinator)
  const lifted = page.locator('.board-dragging')
  const ways = {
    'the search': () => page.keyboard.press('Control+k'),
    'another card': () => cardOn(page, must(other, 'two cards')).focus(),
    'nothing at all': () => page.locator('.cell').last().click(),
  }
  for (const leave of Object.values(ways)) {
    await cardOn(page, card).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await lifted.waitFor()
    await leave()
    await lifted.waitFor({ state: 'detached' })
    await page
      .getByText(/Déplacement annulé/)
      .first()
      .waitFor({ state: 'attached' })
    await page.keyboard.press('Escape')
    await page.locator('.palette').waitFor({ state: 'detached' })
    // The next one is lifted again as if nothing had been.
    await cardOn(page, card).focus()
    await page.keyboard.press('Space')
    await lifted.waitFor()
    await page.keyboard.press('Escape')
    await lifted.waitFor({ state: 'detached' })
  }
  expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'dispatched' })
})

test('[W5] a lifted card that a colleague moves stays in the hand', async () => {
  const [card] = await at.cards(places.free)
  const page = await at.open(world.coordinator)
  await cardOn(page, card).focus()
  await page.keyboard.press('Space')
  await page.locator('.board-dragging').waitFor()
  await at.server().rooms.execute(board, {
    user: world.manager,
    edit: (doc) =>
      boardTypes(doc)
        .cards.get(card)
        ?.set('at', { ...places.free, stage: 'received' }),
  })
  await cardIn(page, card, { stage: 'received', lane: world.north }).waitFor({ state: 'attached' })
  expect(await page.locator('.board-dragging').count()).toBe(1)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await cardIn(page, card, { stage: 'dispatched', lane: world.north }).waitFor()
})

test('the first Enter after a drag opens the card', async () => {
  const [card] = await at.cards(places.free)
  const page = await at.open(world.coordinator)
  await drag(page, cardOn(page, card), cell(page, 'received', world.north))
  await cardIn(page, card, { stage: 'received', lane: world.north }).waitFor()
  await cardOn(page, card).focus()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary')
  await drawer.waitFor()
  expect(await drawer.getByRole('heading', { level: 2 }).textContent()).toMatch(/^Prénom/)
})

test('on an AZERTY keyboard digits choose the stage without Shift, and lanes have keys without AltGr', async () => {
  const [card] = await at.cards(places.free)
  const page = await at.open(world.coordinator)
  const on = `.board [data-card="${card}"]`
  await cardOn(page, card).focus()
  await page.keyboard.press('m')
  await page.locator('.dialog :focus').waitFor()
  // The lane the card is in, not the way out.
  expect(await page.locator('.dialog :focus').textContent()).toBe('North')
  await pressAs(page, '.dialog :focus', { key: '&', code: 'Digit1' })
  await cardIn(page, card, { stage: 'received', lane: world.north }).waitFor()
  await page.locator('.dialog').waitFor({ state: 'detached' })
  // AltGr as Windows reports it, as Linux does, and the keys that need none.
  await pressAs(page, on, { key: ']', code: 'Minus', ctrlKey: true, altKey: true })
  await cardIn(page, card, { stage: 'received', lane: world.south }).waitFor()
  await pressAs(page, on, { key: '[', code: 'Digit5' })
  await cardIn(page, card, { stage: 'received', lane: world.north }).waitFor()
  await cardOn(page, card).focus()
  await page.keyboard.press('>')
  await cardIn(page, card, { stage: 'received', lane: world.south }).waitFor()
  await page.keyboard.press('<')
  await cardIn(page, card, { stage: 'received', lane: world.north }).waitFor()
  // Ctrl alone is the browser's.
  await pressAs(page, on, { key: ']', code: 'BracketRight', ctrlKey: true })
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Touches du clavier' })
  await keys.getByText('Page préc.').waitFor()
  await expectAccessible(page)
  await untilSaved(page)
  expect(await placeKept(at.server(), card)).toMatchObject({ lane: world.north })
})

test('J and K go down and up the list, to its ends and no further', async () => {
  const cards = await at.cards(places.free, places.free, places.free)
  const page = await at.open(world.coordinator)
  await cardOn(page, cards[0]).waitFor()
  const order = await cardsInOrder(page)
  await page.locator(`.board [data-card="${order[0]}"]`).focus()
  const walked = []
  for (const key of ['j', 'J', 'j', 'k', 'K', 'k']) {
    await page.keyboard.press(key)
    walked.push(
      await page.evaluate(() => document.activeElement?.getAttribute('data-card') ?? undefined),
    )
  }
  expect(walked).toEqual([1, 2, 2, 1, 0, 0].map((place) => order[place]))
})

test('the order by hand is changed by keys and in the card’s dialog, said, and taken back', async () => {
  const cards = await at.cards(ranked('a0'), ranked('a1'), ranked('a2'))
  const page = await at.open(world.coordinator, { query: '?sort=rank' })
  await cardOn(page, cards[0]).waitFor()
  const before = await cardsInOrder(page)
  const [first, second, third] = before
  const expectOrder = (...order: (string | undefined)[]) =>
    vi.waitFor(async () => expect(await cardsInOrder(page)).toEqual(order))
  const say = (text: RegExp) =>
    page.locator('output').getByText(text).waitFor({ state: 'attached' })
  await page.locator(`.board [data-card="${first}"]`).focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expectOrder(second, first, third)
  await say(/: 2 sur 3/)
  // The focus has gone along.
  await page.keyboard.press('Alt+ArrowDown')
  await expectOrder(second, third, first)
  await say(/: 3 sur 3/)
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowUp')
  await expectOrder(second, first, third)
  await page.keyboard.press('Control+z')
  await expectOrder(second, third, first)
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Ordre manuel : 3 sur 3').waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Monter' }).click()
  await dialog.getByText('Ordre manuel : 2 sur 3').waitFor()
  await dialog.getByRole('button', { name: 'Monter' }).click()
  await page.keyboard.press('Escape')
  await expectOrder(first, second, third)
  await untilSaved(page)
  const { sql } = at.server()
  const kept = await sql<{ id: string }[]>`
    select id from card where id in ${sql(before.flatMap((id) => id ?? []))} order by rank collate "C"`
  expect(kept.map((row) => row.id)).toEqual(before)
})

test('cards that share a rank are passed together, never stood before', async () => {
  const cards = await at.cards(places.free, places.free, { ...places.free, rank: 'a1' })
  const page = await at.open(world.coordinator, { query: '?sort=rank' })
  await cardOn(page, cards[0]).waitFor()
  const [first, second, third] = await cardsInOrder(page)
  await page.locator(`.board [data-card="${third}"]`).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await vi.waitFor(async () => expect(await cardsInOrder(page)).toEqual([third, first, second]))
  await page.keyboard.press('Alt+ArrowDown')
  await vi.waitFor(async () => expect(await cardsInOrder(page)).toEqual([first, second, third]))
})

test('where the board is sorted otherwise, the order by hand is not changed and why is said', async () => {
  const [card] = await at.cards(places.free, places.free)
  const page = await at.open(world.coordinator)
  await cardOn(page, card).focus()
  const before = await placeKept(at.server(), card)
  await page.keyboard.press('Alt+ArrowDown')
  await page
    .locator('output')
    .getByText('triez d’abord par ordre manuel')
    .waitFor({ state: 'attached' })
  await page.keyboard.press('m')
  await page.locator('.dialog:focus-within').waitFor()
  expect(await page.getByRole('button', { name: 'Monter' }).count()).toBe(0)
  await untilSaved(page)
  expect(await placeKept(at.server(), card)).toEqual(before)
})

test('a drag goes on when another finger’s touch is cancelled, ends with its own, and its card stays in the window', async () => {
  const [card] = await at.cards(places.free)
  const page = await at.open(world.coordinator)
  await dragOver(page, cardOn(page, card), cell(page, 'received', world.north))
  const cancelled = (id: number) =>
    page.evaluate(
      (pointerId) => globalThis.dispatchEvent(new PointerEvent('pointercancel', { pointerId })),
      id,
    )
  await cancelled(77)
  expect(await page.locator('.ghost-mine').count()).toBe(1)
  const size = must(page.viewportSize(), 'a window of a size')
  await page.mouse.move(size.width - 3, size.height - 3, { steps: 3 })
  await vi.waitFor(async () => {
    const box = must(await page.locator('.ghost-mine').boundingBox(), 'it is in sight')
    expect(box.x + box.width).toBeLessThanOrEqual(size.width)
    expect(box.y + box.height).toBeLessThanOrEqual(size.height)
    expect(box.x).toBeGreaterThan(size.width / 2)
  })
  await cancelled(1)
  await page.locator('.ghost-mine').waitFor({ state: 'detached' })
  await page.mouse.up()
})

test('a card is put back when the button goes up, or the window is left, where the page does not hear it', async () => {
  const [card] = await at.cards(places.free)
  const page = await at.open(world.coordinator)
  const karim = await at.open(world.manager)
  await cardOn(karim, card).waitFor()
  // The first move back over the page tells that no button is held.
  const unheld = () =>
    page.evaluate(() =>
      globalThis.dispatchEvent(
        new PointerEvent('pointermove', {
          pointerId: 1,
          pointerType: 'mouse',
          clientX: 600,
          clientY: 400,
        }),
      ),
    )
  const ways = {
    'the button': unheld,
    'another window': () => page.evaluate(() => globalThis.dispatchEvent(new Event('blur'))),
    'the pointer is taken': () =>
      page.locator('.drag-hand').evaluate((hand) => hand.releasePointerCapture(1)),
  }
  for (const leave of Object.values(ways)) {
    await dragOver(page, cardOn(page, card), cell(page, 'registered', world.north))
    await karim.locator('.card-hole').waitFor()
    await leave()
    await page.mouse.move(640, 420)
    await page.locator('.ghost-mine').waitFor({ state: 'detached' })
    await karim.locator('.card-hole').waitFor({ state: 'detached' })
    await page.mouse.up()
  }
  // A press that was not yet a drag is none afterwards.
  const box = must(await cardOn(page, card).boundingBox(), 'it is in sight')
  await page.mouse.move(box.x + 40, box.y + 20)
  await page.mouse.down()
  await unheld()
  await page.mouse.move(box.x + 240, box.y + 120, { steps: 3 })
  expect(await page.locator('.ghost-mine').count()).toBe(0)
  await page.mouse.up()
  await untilSaved(page)
  expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'dispatched' })
})
