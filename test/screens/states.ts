// How a page is brought into the states that are kept as pictures.
import type { Page } from 'playwright-core'
import { must } from '#shared/assert.ts'
import { cell, dragOver } from '#test/support/board-page.ts'
import { laneId, type LaneId } from '#shared/domain/ids.ts'
import type { Opening, World } from './world.ts'

export const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} as const
export const dark = { colorScheme: 'dark' } as const
export const english = { locale: 'en-GB' } as const

export const coordinator = (options: Opening, act: (page: Page) => Promise<unknown> = nothing) =>
  async function take(world: World): Promise<Page> {
    const page = await world.open('coordinator', options)
    await act(page)
    return page
  }
const nothing = () => Promise.resolve()

async function firstLane(page: Page) {
  const lane = await page
    .locator('.lane[data-lane]:not([data-lane=""])')
    .first()
    .getAttribute('data-lane')
  return laneId.parse(lane)
}

export async function lift(page: Page): Promise<void> {
  const lane = await firstLane(page)
  const card = cell(page, 'dispatched', lane).locator('[data-card]').nth(1)
  await dragOver(page, card, page.locator(`[data-lane="${lane}"] .officer`).last())
}

export const openCard = (page: Page) =>
  page.locator('.cell.stage-dispatched [data-card]').first().click()
export const search = async (page: Page) => {
  await page.keyboard.press('Control+k')
  await page.locator('.palette input').fill('ben')
}
export const moveMenu = async (page: Page) => {
  await page.locator('.cell.stage-dispatched [data-card]').first().focus()
  await page.keyboard.press('m')
  await page.getByRole('dialog').waitFor()
}
export const lane = async (page: Page) => {
  await page.locator('.lane-open').first().click()
  await page.locator('.lane-row').nth(1).waitFor()
}
export const offline = async (page: Page) => {
  await page.context().setOffline(true)
  await page.locator('[data-connection="offline"]').waitFor()
  for (let i = 0; i < 3; i += 1) {
    await page
      .locator('.cell.stage-received .card-list[data-columns="1"] [data-card]')
      .nth(i)
      .focus()
    await page.keyboard.press('.')
  }
}

/** A colleague reads one card, another carries one. */
export async function together(world: World): Promise<Page> {
  const page = await world.open('coordinator')
  const [manager, officer] = await Promise.all([world.open('manager'), world.open('officer')])
  const north = await firstLane(manager)
  await cell(officer, 'first_contact', north).locator('[data-card]').nth(1).click()
  await dragOver(
    manager,
    cell(manager, 'dispatched', north).locator('[data-card]').nth(2),
    cell(manager, 'registered', north),
  )
  await page.locator('.card-hole').waitFor()
  await page.locator('.card-seen').first().waitFor()
  return page
}

/** Held over a cell of the next lane, by who may not drop there: why is said before the drop. */
export async function barred(world: World): Promise<Page> {
  const page = await world.open('officer')
  const [north, next] = await laneIds(page)
  await dragOver(
    page,
    cell(page, 'dispatched', north).locator('[data-card]').nth(1),
    page.locator(`[data-lane="${next}"] .lane-head`),
  )
  await page.locator('.ghost-why').waitFor()
  return page
}

/** The lane aimed at counts before and after the drop. */
export async function toNextLane(page: Page): Promise<void> {
  const [north, next] = await laneIds(page)
  await dragOver(
    page,
    cell(page, 'dispatched', north).locator('[data-card]').first(),
    page.locator(`[data-lane="${next}"] .lane-head`),
  )
  await page.locator('.lane-total-after').waitFor()
}

async function laneIds(page: Page): Promise<[LaneId, LaneId]> {
  const names = await page
    .locator('.lane[data-lane]:not([data-lane=""])')
    .evaluateAll((lanes) => lanes.map((one) => one.getAttribute('data-lane')))
  return [laneId.parse(names[0]), laneId.parse(names[1])]
}

/** Moved without the network, and by a colleague meanwhile: who lost is told, the card carries two versions. */
export async function overtaken(world: World): Promise<Page> {
  const page = await world.open('manager')
  const colleague = await world.open('coordinator')
  const north = await firstLane(page)
  const cards = cell(page, 'dispatched', north).locator('[data-card]')
  const card = must(await cards.nth(1).getAttribute('data-card'), 'a card')
  await page.context().setOffline(true)
  await page.locator('[data-connection="offline"]').waitFor()
  await page.locator(`.board [data-card="${card}"]`).focus()
  await page.keyboard.press(',')
  await colleague.locator(`.board [data-card="${card}"]`).focus()
  await colleague.keyboard.press('.')
  await colleague.keyboard.press('Escape')
  await colleague.locator('[data-connection="live"][data-unsent="0"]').waitFor()
  await page.context().setOffline(false)
  await page.locator('[data-connection="live"][data-unsent="0"]').waitFor()
  await page.getByText('avant vous').first().waitFor()
  return page
}

/** The line is cut, and the one that takes its place is open and silent. */
export async function reconnecting(page: Page): Promise<void> {
  const lines: { close: (options: { code: number }) => Promise<void> }[] = []
  await page.routeWebSocket(/\/sync\//, (line) => {
    if (lines.length === 0) line.connectToServer()
    lines.push(line)
  })
  await page.reload()
  await page.locator('[data-connection="live"]').waitFor()
  await must(lines[0], 'the page has a line').close({ code: 1012 })
  // The world's clock goes on from its hour.
  await page.locator('[data-connection="reconnecting"]').waitFor()
}

export async function following(world: World): Promise<Page> {
  const page = await world.open('coordinator')
  const leader = await world.open('manager')
  const north = await firstLane(leader)
  await cell(leader, 'first_contact', north).locator('[data-card]').nth(2).focus()
  await page.getByRole('button', { name: /En ligne/ }).click()
  await page.getByRole('button', { name: /^Suivre / }).click()
  await page.locator('.follow-bar').waitFor()
  await page.locator('.card-seen').first().waitFor()
  return page
}

export const share = async (page: Page) => {
  await lane(page)
  await page.locator('.lane-share').click()
  await page.getByRole('complementary').getByRole('combobox').first().waitFor()
}

export const lifted = async (page: Page) => {
  await page.locator('.cell.stage-dispatched [data-card]').first().focus()
  for (const key of ['Space', 'ArrowRight']) await page.keyboard.press(key)
  await page.locator('.cell-aimed').waitFor()
}

export const assign = async (page: Page) => {
  await page.locator('.cell.stage-dispatched [data-card]').first().focus()
  await page.keyboard.press('a')
  await page.getByRole('dialog').waitFor()
}

export const select = async (page: Page) => {
  await page.locator('.cell.stage-dispatched [data-card]').first().focus()
  for (const key of ['x', 'ArrowDown', 'x', 'ArrowDown', 'x']) await page.keyboard.press(key)
  await page.locator('.selection-bar').waitFor()
}

/** The list of who is at this board, with two colleagues. */
export async function people(world: World): Promise<Page> {
  const page = await world.open('coordinator')
  const [manager, officer] = await Promise.all([world.open('manager'), world.open('officer')])
  await cell(officer, 'first_contact', await firstLane(officer))
    .locator('[data-card]')
    .nth(1)
    .click()
  await manager.locator('.board [data-card]').first().focus()
  await page.locator('.card-seen').first().waitFor()
  await page.getByRole('button', { name: /En ligne/ }).click()
  await page
    .getByRole('button', { name: /^Suivre / })
    .first()
    .waitFor()
  return page
}

/** What waits for the line, act by act. */
export async function waiting(page: Page): Promise<void> {
  await offline(page)
  await page.getByRole('button', { name: /^Voir les/ }).click()
  await page.getByRole('dialog').waitFor()
}

/** The server ends the line of the next load for good. */
export const endedWith = (code: number) => async (page: Page) => {
  await page.routeWebSocket(/\/sync\//, (line) => void line.close({ code }))
  await page.reload()
  await page.locator('.board-state').waitFor()
}

export const views = (page: Page) => page.getByRole('button', { name: /^Vue/ }).click()
