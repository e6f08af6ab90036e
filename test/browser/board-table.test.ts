import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { startServer } from '#test/support/server.ts'
import { moveCard } from '#shared/documents/board-edits.ts'
import { addCards, board, buildWorld, places, world } from '#test/support/board-world.ts'
import { expectAccessible, expectNoSidewaysScroll, openBrowser } from '#test/support/browser.ts'
import { openBoardAs, placeKept, untilSaved } from '#test/support/board-page.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Relance } from '#server/relance.ts'
import type { TestBrowser } from '#test/support/browser.ts'
import type { Page } from 'playwright-core'

let server: Relance
let browser: TestBrowser
let cards: readonly CardId[]

beforeAll(async () => {
  server = await startServer()
  await buildWorld(server)
  cards = await addCards(
    server,
    Array.from({ length: 120 }, () => places.free),
  )
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const openTable = (more = '', options = {}) =>
  openBoardAs({ browser, server }, world.coordinator, { query: `?view=table${more}`, ...options })
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('data-card') ?? null)
const rowOf = (page: Page, card: CardId) => page.locator(`tr:has([data-card="${card}"])`)

test('the table is worked by the keyboard alone: walked, chosen, moved together, with one undo', async () => {
  const page = await openTable('&sort=name')
  const grid = page.getByRole('grid', { name: 'Jeunes, un par ligne' })
  expect(await grid.getAttribute('aria-rowcount')).toBe('121')
  // Only the rows near what is in sight exist.
  expect(await grid.locator('[data-card]').count()).toBeLessThan(60)
  await grid.locator('[data-card]').first().focus()
  await page.keyboard.press('End')
  await vi.waitFor(async () => expect(await focused(page)).toBe(cards[99]))
  await page.keyboard.press('Home')
  const [first, second] = [must(cards[0], 'a card'), must(cards[1], 'a card')]
  expect(await focused(page)).toBe(first)
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  expect(await rowOf(page, second).getAttribute('aria-selected')).toBe('true')
  await page.getByText('2 fiches sélectionnées').first().waitFor()
  await expectAccessible(page)
  await page.keyboard.press('m')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Inscrit/ })
    .click()
  await untilSaved(page)
  for (const card of [first, second]) {
    expect(await placeKept(server, card)).toMatchObject({ stage: 'registered' })
  }
  await rowOf(page, first).getByText('Inscrit').waitFor()
  await page.keyboard.press('Control+z')
  await rowOf(page, second).getByText('Transmis').waitFor()
  await untilSaved(page)
  expect(await placeKept(server, first)).toMatchObject({ stage: 'dispatched' })
})

test('the order of the table is in the address, and a head sorts up, then down', async () => {
  const page = await openTable()
  const head = page.getByRole('columnheader', { name: 'Nom' })
  await head.getByRole('button').click()
  expect(await head.getAttribute('aria-sort')).toBe('ascending')
  await head.getByRole('button').click()
  expect(await head.getAttribute('aria-sort')).toBe('descending')
  expect(page.url()).toContain('sort=name&desc=1')
  const top = page.locator('tbody [data-card]').first()
  expect(await top.getAttribute('data-card')).toBe(cards[99])
  await page.reload()
  await vi.waitFor(async () => expect(await top.getAttribute('data-card')).toBe(cards[99]))
})

test('[W5] a colleague’s move leaves the focus of the table where it is', async () => {
  const page = await openTable('&sort=stage&desc=1')
  const [mine, other] = [must(cards[10], 'a card'), must(cards[11], 'a card')]
  await page.locator(`[data-card="${mine}"]`).focus()
  const colleague = await openTable('&sort=name')
  await colleague.locator(`[data-card="${other}"]`).focus()
  await colleague.keyboard.press('.')
  await untilSaved(colleague)
  const top = page.locator('tbody [data-card]').first()
  await vi.waitFor(async () => expect(await top.getAttribute('data-card')).toBe(other))
  await vi.waitFor(async () => {
    expect(await placeKept(server, other)).toMatchObject({ stage: 'first_contact' })
  })
  expect(await focused(page)).toBe(mine)
})

test('[W5] a row that comes in above leaves the one under the pointer where it is', async () => {
  const page = await openTable('&sort=stage&desc=1')
  await page.locator('tbody [data-card]').first().focus()
  await page.locator('.card-table-box').evaluate((box) => box.scrollTo({ top: 36 * 60 }))
  const under = page.locator('tbody tr[aria-rowindex="66"] [data-card]')
  await under.hover()
  const name = must(await under.getAttribute('data-card'), 'a card')
  const before = await under.boundingBox()
  const coming = must(cards[99], 'a card')
  await server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => moveCard(doc, coming, { ...places.free, stage: 'followed_up' }),
  })
  const row = page.locator(`tbody tr[aria-rowindex="67"] [data-card="${name}"]`)
  await row.waitFor()
  await vi.waitFor(async () => {
    expect((await row.boundingBox())?.y).toBeCloseTo(before?.y ?? -1, 0)
  })
})

test('[W1] the row that a colleague is on carries their colour', async () => {
  const page = await openTable('&sort=name')
  const colleague = await openBoardAs({ browser, server }, world.manager, {
    query: '?view=table&sort=name',
  })
  await colleague.locator('tbody [data-card]').nth(2).focus()
  const row = page.locator('tr.row-seen')
  await row.waitFor()
  const [shadow, own, accent] = await row.evaluate((element) => {
    const probe = document.createElement('i')
    element.querySelector('.cell-name')?.append(probe)
    const colourOf = (value: string) => {
      probe.style.color = value
      return getComputedStyle(probe).color
    }
    const cell = element.querySelector('.cell-name') ?? element
    return [getComputedStyle(cell).boxShadow, colourOf('var(--pc)'), colourOf('var(--accent)')]
  })
  expect(shadow).toContain(own)
  expect(own).not.toBe(accent)
})

test('everything that the address keeps is chosen at once', async () => {
  const page = await openTable('&q=nom1')
  // Nom1, Nom10 to Nom19, Nom100 to Nom119, and the head.
  const grid = page.getByRole('grid')
  await vi.waitFor(async () => expect(await grid.getAttribute('aria-rowcount')).toBe('32'))
  await page.getByRole('checkbox', { name: 'Sélectionner tout ce qui est affiché' }).click()
  await page.getByText('31 fiches sélectionnées').first().waitFor()
})

test('the table fits a window of 320 px', async () => {
  const page = await openTable('', { viewport: { width: 320, height: 640 } })
  await page.getByRole('grid').waitFor()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})
