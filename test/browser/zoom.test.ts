// Larger text and narrower windows: everything stays whole, and nothing scrolls sideways (WCAG 1.4.4, 1.4.10).
import { beforeAll, expect, test, vi } from 'vitest'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { cell } from '#test/support/board-page.ts'
import { expectAccessible, expectNoSidewaysScroll } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Page } from 'playwright-core'

const at = peopleAtBoard()
beforeAll(async () => {
  const many = Array.from({ length: 9 }, () => places.free)
  const cards = await at.cards(...many, places.own, places.received, places.south)
  await at.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      for (const [i, card] of cards.entries()) {
        const map = boardTypes(doc).cards.get(card)
        const name = { firstName: 'Rodolphe-Alexandre', lastName: 'Benslimane-Kanouté' }
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test's world wrote it
        const who = { ...(map?.get('who') as object), qpv: true, ...(i % 2 === 0 ? {} : name) }
        map?.set('who', who)
      }
    },
  })
})

const pages = ['', '?view=lines', `/couloir/${world.north}`, '?view=table'] as const

/** The browser's own setting for the size of text: 16 is what everybody has at first. */
async function setTextSize(page: Page, px: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: px, fixed: px } })
  await vi.waitFor(async () =>
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe(
      `${px}px`,
    ),
  )
}

/** Cards and rows whose text does not fit into their height, and those that lie over each other. */
function squeezed(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    for (const list of document.querySelectorAll('.card-list, .card-table tbody')) {
      const tiles = [...list.querySelectorAll<HTMLElement>('a.card, tr:not(.table-gap)')]
      const columns = Number(list.getAttribute('data-columns') ?? 1)
      for (const [i, tile] of tiles.entries()) {
        if (tile.scrollHeight > tile.clientHeight + 1)
          found.push(`${tile.textContent} needs ${tile.scrollHeight} of ${tile.clientHeight}`)
        const above = tiles[i - columns]?.getBoundingClientRect()
        if (above && tile.getBoundingClientRect().top < above.bottom - 0.5)
          found.push(`${tile.textContent} lies over the one above`)
        for (const line of tile.querySelectorAll('.card-line')) {
          const box = line.getBoundingClientRect()
          const text = line.querySelector('.card-name, .card-meta')?.getBoundingClientRect()
          if (box.height > 0 && text && text.height > box.height + 1)
            found.push(`${line.textContent} is higher than its line`)
        }
      }
    }
    return found
  })
}

test.each(pages)('text of one and a half and of twice its size is whole, on %s', async (query) => {
  const page = await at.open(world.coordinator, { query })
  for (const px of [20, 24, 32]) {
    await setTextSize(page, px)
    await page.locator('.board [data-card]').first().waitFor()
    await vi.waitFor(async () => expect(await squeezed(page)).toEqual([]))
    await expectNoSidewaysScroll(page)
  }
  await expectAccessible(page)
})

test.each(pages)(
  'a window of 761 to 1,280 px shows all columns and scrolls down only, on %s',
  async (query) => {
    const page = await at.open(world.coordinator, { query })
    for (const [width, height] of [
      [761, 600],
      [800, 600],
      [960, 540],
      [1024, 768],
      [1280, 720],
    ] as const) {
      await page.setViewportSize({ width, height })
      await vi.waitFor(async () => expect(await squeezed(page)).toEqual([]))
      await expectNoSidewaysScroll(page)
    }
  },
)

test('a name has the first line of a narrow card to itself', async () => {
  const page = await at.open(world.coordinator, { viewport: { width: 1024, height: 768 } })
  const tile = cell(page, 'dispatched', world.north).locator('[data-card]', {
    has: page.getByText('Prénom Nom0', { exact: true }),
  })
  const cut = await tile
    .locator('.card-name')
    .evaluate((name) => name.scrollWidth > name.clientWidth + 1)
  expect(cut).toBe(false)
  const [name, due] = [
    await tile.locator('.card-name').boundingBox(),
    await tile.locator('.due').boundingBox(),
  ]
  expect(due?.y).toBeGreaterThan(name?.y ?? Infinity)
})

test('while a filter keeps cards back, both numbers of a stage stand on its line, beside its whole name', async () => {
  const page = await at.open(world.coordinator, {
    query: '?q=Nom0',
    locale: 'en-GB',
    viewport: { width: 1024, height: 768 },
  })
  await page.locator('.stage-count .count-total').first().waitFor()
  const heads = await page.locator('.stage-title').evaluateAll((titles) =>
    titles.map((title) => {
      const name = title.querySelector('.stage-name')
      const count = title.querySelector<HTMLElement>('.stage-count')
      return {
        nameCut: (name?.scrollWidth ?? 0) - (name?.clientWidth ?? 0),
        isOneLine: (count?.offsetHeight ?? 0) < 32,
      }
    }),
  )
  expect(heads).toHaveLength(6)
  for (const head of heads) expect(head).toEqual({ nameCut: 0, isOneLine: true })
})

test.each([1440, 1100, 960])(
  'every filter is within reach at %i px: in the row as a whole, or in the menu after it',
  async (width) => {
    const page = await at.open(world.coordinator, {
      query: '?f=unknown',
      viewport: { width, height: 800 },
    })
    await page.getByRole('button', { name: 'Retirer les filtres' }).waitFor()
    await page
      .getByRole('button', { name: /Filtres|Inconnus/ })
      .last()
      .click()
    await page.getByRole('menu').waitFor()
    const row = await page.locator('.filter-chips').evaluate((element) => {
      const end = element.parentElement?.querySelector('.filter-further')?.getBoundingClientRect()
      return [...element.querySelectorAll('button')].flatMap((one) => {
        const box = one.getBoundingClientRect()
        const seen = getComputedStyle(one).visibility === 'visible'
        return seen && end && box.right <= end.left ? [one.textContent?.trim() ?? ''] : []
      })
    })
    const menu = await page
      .getByRole('menu')
      .locator('[role^="menuitem"], .menu-heading')
      .allTextContents()
    for (const word of [
      'En retard',
      'À rappeler',
      'À compléter',
      'Connus',
      'Inconnus',
      'QPV',
      'Mineurs',
      'Conseiller',
      'Commune',
    ]) {
      expect([...row, ...menu]).toContainEqual(expect.stringMatching(new RegExp(`^${word}`)))
    }
    // One that stands in the menu works as it does in the row, and the menu says what is chosen in it.
    const chosen = page.getByRole('menuitemcheckbox').first()
    await chosen.waitFor()
    await expectAccessible(page)
    const before = await chosen.getAttribute('aria-checked')
    await chosen.press('Enter')
    await vi.waitFor(async () => expect(await chosen.getAttribute('aria-checked')).not.toBe(before))
    expect(await chosen.evaluate((item) => item === document.activeElement)).toBe(true)
  },
)
