// The board and the lane on paper.
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { places, world } from '#test/support/board-world.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'

const at = peopleAtBoard()

async function asPrinted(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' })
  await page.locator('.print-sheet').waitFor()
  return page.locator('body').innerText()
}

/** Pages of a PDF made by Chromium. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}

test('[P7] the board is printed as lists by lane and stage, with counts, date and filters, and no contact detail', async () => {
  await at.cards(
    ...Array.from({ length: 70 }, () => places.free),
    ...Array.from({ length: 3 }, () => places.south),
    places.own,
    places.received,
  )
  const solene = await at.open(world.coordinator, { query: '?f=unknown&sort=name' })
  const shown = Number(
    await solene
      .locator('.filter-shown')
      .textContent()
      .then((text) => /\d+/.exec(text ?? '')?.[0]),
  )
  const text = await asPrinted(solene)
  for (const said of [
    /Tableau/,
    /Imprimé le \S+ \d\d\/\d\d\/\d{4}, \d\d:\d\d/,
    /Filtres : Inconnus/,
    /triés par nom/,
    /North\s+Name manager\s+71\sjeunes/,
    /South/,
    /Transmis 70\sjeunes/,
    /1er contact 1\sjeune/,
    /À répartir\s+1\sjeune/,
    /sans coordonnées/,
  ])
    expect(text).toMatch(said)
  // Every card, not those in sight; and nothing of the screen around them.
  expect(await solene.locator('.print-sheet tbody tr').count()).toBe(shown)
  expect(
    await solene
      .locator('.top-bar, .filter-bar, .board, .bottom-nav')
      .locator('visible=true')
      .count(),
  ).toBe(0)
  expect(text).not.toMatch(/06 ?39|@example|Rechercher/)
  // Black on white in the dark theme too, a lane to a page, and the names of the columns on each.
  await solene.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'))
  const ink = await solene
    .locator('.print-list tbody th')
    .first()
    .evaluate((cell) => getComputedStyle(cell).color)
  expect(ink).toBe('rgb(0, 0, 0)')
  const pdf = await solene.pdf({ preferCSSPageSize: true })
  expect(pagesOf(pdf)).toBeGreaterThanOrEqual(4)
  // A dialog that is open stays on the screen.
  await solene.emulateMedia({ media: 'screen' })
  await solene.keyboard.press('?')
  await solene.getByRole('dialog').waitFor()
  await solene.emulateMedia({ media: 'print' })
  await solene.locator('.print-sheet').waitFor()
  expect(await solene.getByRole('dialog').count()).toBe(0)
  await solene.emulateMedia({ media: 'screen' })
  await solene.keyboard.press('Escape')
  await solene.getByRole('dialog').waitFor({ state: 'detached' })
  // Back on the screen, the sheet is gone and the board is as it was.
  await solene.emulateMedia({ media: 'screen' })
  await solene.locator('.print-sheet').waitFor({ state: 'detached' })
  await solene.locator('.board [data-card]').first().waitFor()
})

test('a lane that is open is printed alone, in English too, and the menu asks the browser', async () => {
  const karim = await at.open(world.manager, { locale: 'en-GB' })
  await karim.evaluate(() => {
    Object.assign(globalThis, { asked: 0, print: () => (Object(globalThis).asked += 1) })
  })
  await karim.getByRole('button', { name: 'View', exact: true }).click()
  await karim.getByRole('menuitem', { name: 'Print…' }).click()
  await karim.waitForFunction('asked === 1')
  await karim.goto(`${at.server().url}/c/${world.campaign}/couloir/${world.north}`)
  await karim.locator('.lane-row').first().waitFor()
  const text = await asPrinted(karim)
  expect(text).toMatch(/Sector North/)
  expect(text).toMatch(/No filter/)
  expect(text).toMatch(/Printed on \S+ \d+ \w+ \d{4}, \d\d:\d\d/)
  expect(text).toMatch(/Dispatched 70\syoung people/)
  expect(text).not.toMatch(/South/)
})
