// Lists that share what scrolls: all of them are drawn where they come into sight, and none moves what one looks at.
import { afterEach, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { editCards, moveCard } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { cardOn, cell, untilLive } from '#test/support/board-page.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { phone } from '#test/support/finger.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Locator, Page } from 'playwright-core'
import type { CardId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Stage } from '#shared/domain/stages.ts'

const at = peopleAtBoard()
afterEach(() => at.clear())

const received: Place = { ...places.free, stage: 'received' }
const seated = (stage: Stage, officer = world.officer): Place => ({
  stage,
  lane: world.north,
  officer,
  rank: 'a0',
})
const many = (count: number, place: Place) => Array.from({ length: count }, () => place)

/** A colleague's work, as the server hands it on. */
function remotely(cards: readonly CardId[], to: Place): Promise<unknown> {
  return at.server().rooms.execute(board, {
    user: world.manager,
    edit: (doc) => {
      for (const card of cards) moveCard(doc, card, to)
    },
  })
}

async function openLane(height: number): Promise<Page> {
  const page = await at.open(world.coordinator, { viewport: { width: 1440, height } })
  await page.goto(`${at.server().url}/c/${world.campaign}/couloir/${world.north}`)
  await untilLive(page)
  return page
}

const seat = (page: Page, officer: string, stage: Stage) =>
  page.locator(`.lane-row[data-row="${officer}"] .seat.stage-${stage}`)
const top = async (of: Locator) => must(await of.boundingBox(), 'it is on the page').y

async function expectToStand(of: Locator, y: number): Promise<void> {
  await vi.waitFor(async () => expect(await top(of)).toBeCloseTo(y, 0))
}

test('a seat below « À attribuer » is drawn when a filter or a colleague empties that one, with nothing scrolled', async () => {
  const waiting = await at.cards(...many(120, received))
  const known = await at.cards(...many(4, seated('registered')))
  await at.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => editCards(doc, known, { known: 'known_active' }),
  })
  const page = await openLane(800)
  const drawn = seat(page, world.officer, 'registered').locator('[data-card]')
  // Far from sight: only the way in by keyboard.
  await vi.waitFor(async () => expect(await drawn.count()).toBe(1))
  const filter = page.getByRole('button', { name: /^Connus/ })
  await filter.click()
  await vi.waitFor(async () => expect(await drawn.count()).toBe(4))
  await filter.click()
  await vi.waitFor(async () => expect(await drawn.count()).toBe(1))
  await remotely(waiting, { ...received, lane: world.south })
  await vi.waitFor(async () => expect(await drawn.count()).toBe(4))
  expect(await page.locator('.lane-rows').evaluate((box) => box.scrollTop)).toBe(0)
})

test('the last group of « Tout voir » is drawn when the one above it goes, with nothing scrolled', async () => {
  const late = await at.cards(...many(80, places.free))
  const others = await at.cards(...many(7, places.free))
  const today = new Date().toISOString().slice(0, 10)
  await at.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      for (const card of others) {
        const map = boardTypes(doc).cards.get(card)
        map?.set('received', { on: today, source: 'operator_list', list: null })
      }
    },
  })
  const page = await at.open(world.coordinator)
  await cell(page, 'dispatched', world.north).locator('.cell-all').click()
  const dialog = page.getByRole('dialog', { name: 'Transmis, North' })
  const last = dialog.locator('.see-all-group').last().locator('[data-card]')
  await vi.waitFor(async () => expect(await last.count()).toBe(1))
  await remotely(late, places.south)
  await dialog.getByRole('heading', { name: /En retard/ }).waitFor({ state: 'detached' })
  await vi.waitFor(async () => expect(await last.count()).toBe(7))
})

test('[W5] a card under the pointer stays where it is, whichever seat beside or above it grows', async () => {
  const [beside] = await at.cards(received)
  const [above] = await at.cards(received)
  await at.cards(...many(12, seated('dispatched')), ...many(12, seated('first_contact')))
  await at.cards(...many(3, seated('followed_up', world.officer)))
  await at.cards(...many(8, seated('registered', world.otherOfficer)))
  const page = await openLane(520)
  for (const stage of ['dispatched', 'first_contact'] as const) {
    await seat(page, world.officer, stage)
      .getByRole('button', { name: /9 autres/ })
      .click()
  }
  // Beside: the seats are long, and both are scrolled.
  const under = seat(page, world.officer, 'first_contact').locator('[data-card]').nth(5)
  await under.scrollIntoViewIfNeeded()
  await under.hover()
  let y = await top(under)
  const name = must(await under.getAttribute('data-card'), 'a card')
  await remotely([beside], seated('dispatched'))
  await cardOn(page, beside).waitFor({ state: 'attached' })
  await vi.waitFor(async () =>
    expect(await seat(page, world.officer, 'dispatched').locator('h4').textContent()).toMatch(/13/),
  )
  await expectToStand(page.locator(`.seat [data-card="${name}"]`), y)
  // Above: « À attribuer » loses its last row, and the row of another officer grows by one card.
  const below = seat(page, world.otherOfficer, 'registered').locator('[data-card]').first()
  await below.scrollIntoViewIfNeeded()
  await below.hover()
  y = await top(below)
  await remotely([above], seated('dispatched'))
  await vi.waitFor(async () =>
    expect(await seat(page, world.officer, 'dispatched').locator('h4').textContent()).toMatch(/14/),
  )
  await expectToStand(below, y)
})

test('[W5] on a phone a card that comes in higher up moves nothing under the finger', async () => {
  const [coming] = await at.cards(received)
  await at.cards(...many(2, places.free))
  await at.cards(...many(5, places.south))
  const page = await at.open(world.coordinator, { ...phone, viewport: { width: 390, height: 500 } })
  const under = cell(page, 'dispatched', world.south).locator('[data-card]').first()
  await under.focus()
  const y = await top(under)
  await remotely([coming], places.free)
  await cardOn(page, coming).waitFor({ state: 'attached' })
  await expectToStand(under, y)
})

test('[W5] lanes stay where they are when the last card leaves « À répartir »', async () => {
  const [only] = await at.cards(places.received)
  await at.cards(places.free)
  const page = await at.open(world.coordinator)
  const lane = page.locator(`[data-lane="${world.north}"] .lane-head`)
  await cardOn(page, only).waitFor()
  const y = await top(lane)
  await remotely([only], places.free)
  await page.locator('[data-lane=""]').getByText('Aucun jeune ici').waitFor()
  expect(await top(lane)).toBe(y)
})

test('arrows keep the card that has the focus in sight, in a lane below the fold and on a phone', async () => {
  await at.cards(...many(12, places.free), ...many(12, places.south))
  for (const options of [
    { viewport: { width: 1440, height: 620 } },
    { ...phone, viewport: { width: 390, height: 420 } },
  ]) {
    const page = await at.open(world.coordinator, options)
    const lane = options.viewport.width > 400 ? world.south : world.north
    const first = cell(page, 'dispatched', lane).locator('[data-card]').first()
    await first.focus()
    for (let step = 0; step < 4; step += 1) {
      await page.keyboard.press('ArrowDown')
      // The whole of it, neither below the fold nor under what stays above the lists.
      expect(await page.evaluate(isWholeInSight), `step ${step}`).toBe(true)
    }
    expect(await first.evaluate((element) => element === document.activeElement)).toBe(false)
  }
})

test('a list that was scrolled far is still come to with Tab', async () => {
  const cards = await at.cards(...many(60, places.free))
  const page = await at.open(world.coordinator)
  const list = cell(page, 'dispatched', world.north)
  await list.locator('[data-card]').first().waitFor()
  await list.locator('.cell-scroll').evaluate((box) => box.scrollTo({ top: box.scrollHeight }))
  await vi.waitFor(async () =>
    expect(await list.locator(`[aria-posinset="${cards.length}"]`).count()).toBe(1),
  )
  await page.getByRole('link', { name: 'Ouvrir North en plein écran' }).focus()
  await page.keyboard.press('Tab')
  expect(
    await list.evaluate((element) => {
      const active = document.activeElement
      return element.contains(active) && (active?.hasAttribute('data-card') ?? false)
    }),
  ).toBe(true)
})

function isWholeInSight(): boolean {
  const active = document.activeElement
  const box = active?.getBoundingClientRect()
  if (!active || !box || !active.hasAttribute('data-card')) return false
  return [box.top + 2, box.bottom - 2].every((y) => {
    const under = document.elementFromPoint(box.left + box.width / 2, y)
    return under !== null && active.contains(under)
  })
}
