// The board as a test's people use it: a page each, signed in, live.
import { must } from '#shared/assert.ts'
import type { Locator, Page } from 'playwright-core'
import type { CardId, LaneId, UserId } from '#shared/domain/ids.ts'
import type { Stage } from '#shared/domain/stages.ts'
import type { Relance } from '#server/relance.ts'
import { signIn, world } from './board-world.ts'
import type { PersonOptions, TestBrowser } from './browser.ts'

export interface BoardOptions extends PersonOptions {
  readonly query?: string
  /** The page's clock can be moved on. */
  readonly clock?: boolean
}

/** Opens the board of the test's campaign as `user`, and waits until it is live. */
export async function openBoardAs(
  parts: { browser: TestBrowser; server: Relance },
  user: UserId,
  options: BoardOptions = {},
): Promise<Page> {
  const { query = '', clock = false, ...person } = options
  const page = await parts.browser.openPage(person)
  if (clock) await page.clock.install()
  const [name = '', value = ''] = (await signIn(parts.server.sql, user)).split('=')
  await page.context().addCookies([{ name, value, url: parts.server.url }])
  await page.goto(`${parts.server.url}/c/${world.campaign}${query}`)
  await untilLive(page)
  return page
}

export async function untilLive(page: Page): Promise<void> {
  await page.locator('[data-connection="live"]').waitFor()
  await page.locator('[data-drop], .card-table [data-card]').first().waitFor()
}

/** Everything this page wrote is kept by the database, and the page says so. [W3] */
export async function untilSaved(page: Page): Promise<void> {
  await page.locator('[data-connection="live"][data-unsent="0"]').waitFor()
}

export function cardOn(page: Page, card: CardId): Locator {
  return page.locator(`.board [data-card="${card}"]`)
}

/** The card inside one cell: present only when it stands there. */
export function cardIn(page: Page, card: CardId, at: { stage: Stage; lane: LaneId | null }) {
  return page.locator(`.board [data-cell="${at.stage}|${at.lane ?? ''}"] [data-card="${card}"]`)
}

export function cell(page: Page, stage: Stage, lane: LaneId | null): Locator {
  return page.locator(`.cell[data-drop="cell ${stage} ${lane ?? ''}"]`)
}

/** The stage that a phone shows, of the six. */
export function stageShown(page: Page): Promise<string | null> {
  return page.locator('.stages [aria-pressed="true"] .stage-name').textContent()
}

/** Presses, moves and aims with the mouse; `drop` lets go. */
export async function dragOver(page: Page, from: Locator, to: Locator): Promise<void> {
  // A colleague's hand has let go of it, and this page has heard so.
  await from.and(page.locator('.card-hole')).waitFor({ state: 'detached' })
  // Both have to be in sight together: what is dragged is looked for last, and neither is scrolled after it.
  await to.scrollIntoViewIfNeeded()
  const start = await boxOf(from)
  const end = must(await to.boundingBox(), 'where to is in sight')
  await page.mouse.move(start.x + 40, start.y + 20)
  await page.mouse.down()
  await page.mouse.move(start.x + 52, start.y + 26, { steps: 2 })
  await page.mouse.move(end.x + end.width / 2, end.y + Math.min(end.height / 2, 80), { steps: 4 })
  await page.locator('.drag-hint').waitFor()
}

export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await dragOver(page, from, to)
  await page.mouse.up()
}

async function boxOf(locator: Locator) {
  await locator.scrollIntoViewIfNeeded()
  const box = await locator.boundingBox()
  return must(box, 'what is dragged and where to are both in sight')
}

/** The place that the database holds for a card. */
export async function placeKept(server: Relance, card: CardId) {
  const [row] = await server.sql<
    { stage: Stage; laneId: LaneId | null; officerId: UserId | null }[]
  >`
    select stage, lane_id, officer_id from card where id = ${card}`
  return row && { stage: row.stage, lane: row.laneId, officer: row.officerId }
}
