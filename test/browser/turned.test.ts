// A phone or a tablet that is turned: what the board makes of the room there is.
import { expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { cardOn, cell, stageShown } from '#test/support/board-page.ts'
import { places, world } from '#test/support/board-world.ts'
import { expectAccessible, expectNoSidewaysScroll } from '#test/support/browser.ts'
import { phone, smallTargets } from '#test/support/finger.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'

const at = peopleAtBoard()

test('a tablet held upright shows one stage at a time, two cards beside each other, and all six when it is turned', async () => {
  await at.cards(...Array.from({ length: 4 }, () => places.free))
  const page = await at.open(world.coordinator, {
    ...phone,
    viewport: { width: 768, height: 1024 },
  })
  expect(await stageShown(page)).toBe('Transmis')
  const list = cell(page, 'dispatched', world.north)
  const boxes = await Promise.all(
    [1, 2].map((i) => list.locator(`[aria-posinset="${i}"] [data-card]`).boundingBox()),
  )
  expect(boxes[0]?.y).toBe(boxes[1]?.y)
  expect(boxes[1]?.x).toBeGreaterThan((boxes[0]?.x ?? 0) + (boxes[0]?.width ?? 0))
  expect(await smallTargets(page)).toEqual([])
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.setViewportSize({ width: 1024, height: 768 })
  await cell(page, 'not_reached', world.north).waitFor()
  expect(await page.locator('.stages button').count()).toBe(0)
})

test('a phone held sideways shows one stage at a time too, with two cards beside each other, and nothing cut off', async () => {
  await at.cards(...Array.from({ length: 4 }, () => places.free))
  const page = await at.open(world.coordinator, {
    ...phone,
    viewport: { width: 844, height: 390 },
  })
  expect(await stageShown(page)).toBe('Transmis')
  await expectNoSidewaysScroll(page)
  expect(await smallTargets(page)).toEqual([])
  await expectAccessible(page)
  // Half of the screen at least is for the cards.
  const [top, bottom] = await Promise.all([
    page.locator('.stages').boundingBox(),
    page.locator('.bottom-nav').boundingBox(),
  ])
  expect((bottom?.y ?? 0) - (top?.y ?? 0) - (top?.height ?? 0)).toBeGreaterThan(195)
  await page.goto(`${at.server().url}/c/${world.campaign}/couloir/${world.north}`)
  await page.locator('.lane-row').first().waitFor()
  await expectNoSidewaysScroll(page)
  expect(await smallTargets(page)).toEqual([])
  await expectAccessible(page)
  const rows = must(await page.locator('.lane-rows').boundingBox(), 'the rows are there')
  expect((bottom?.y ?? 0) - rows.y).toBeGreaterThan(100)
})

test('[S4] the form that a stage asks becomes a sheet when the tablet is turned upright', async () => {
  await at.clear()
  const [card] = await at.cards(places.free)
  const page = await at.open(world.coordinator, {
    ...phone,
    viewport: { width: 1024, height: 768 },
  })
  // What one cannot hover over takes no tap either: the whole card opens.
  const box = must(await cardOn(page, card).boundingBox(), 'it is in sight')
  await page.touchscreen.tap(box.x + box.width - 14, box.y + box.height - 14)
  await page.getByRole('complementary').waitFor()
  await page.getByRole('complementary').getByRole('button', { name: 'Fermer' }).tap()
  await cardOn(page, card).focus()
  await page.keyboard.press('.')
  const form = page.getByRole('dialog', { name: /^Premier contact/ })
  await form.waitFor()
  await page.setViewportSize({ width: 768, height: 1024 })
  await vi.waitFor(async () => {
    const sheet = must(await form.boundingBox(), 'the form is there')
    expect([sheet.x, sheet.width, sheet.y + sheet.height]).toEqual([0, 768, 1024])
  })
})
