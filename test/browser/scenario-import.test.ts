// The acceptance scenario about lists: the same file twice, with a day's work between.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser, signInAs, type TestBrowser } from '#test/support/browser.ts'
import { untilLive, untilSaved } from '#test/support/board-page.ts'
import { startServer } from '#test/support/server.ts'
import { setUpService, type FirstCampaign } from '#test/support/set-up.ts'
import type { Page } from 'playwright-core'
import type { Relance } from '#server/relance.ts'

let server: Relance
let browser: TestBrowser
let service: FirstCampaign

beforeAll(async () => {
  server = await startServer()
  service = await setUpService(server)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function openAt(path: string): Promise<Page> {
  const page = await browser.openPage()
  await signInAs(page, { base: server.url, ...service })
  await page.goto(`${server.url}/c/${service.campaign.id}${path}`)
  return page
}

/** The list read and checked; answers the page at its third step. */
async function checkList(): Promise<Page> {
  const page = await openAt('/imports')
  await page.locator('input[type=file]').setInputFiles('test/fixtures/lists/operateur_2020-S15.csv')
  await page.getByRole('button', { name: 'Lire la liste' }).click()
  await page.getByRole('heading', { level: 1, name: 'Les colonnes' }).waitFor()
  await page.getByRole('button', { name: 'Vérifier les lignes' }).click()
  await page.getByRole('heading', { level: 1, name: /lignes lues/ }).waitFor()
  return page
}

async function kept(): Promise<{ id: string; stage: string; lane: string | null }[]> {
  return server.sql<{ id: string; stage: string; lane: string | null }[]>`
    select id, stage, lane_id as lane from card where campaign_id = ${service.campaign.id} order by id`
}

test('[1] scenario 13: the same file imported four times, with cards moved between: nobody twice, nothing undone', async () => {
  const board = await openAt('')
  await board.locator('[data-connection="live"]').waitFor()
  const first = await checkList()
  await first.getByRole('button', { name: /^Importer \d+ lignes/ }).click()
  await first.getByRole('heading', { level: 1, name: 'Import terminé' }).waitFor()
  await untilLive(board)
  await board.locator('.board [data-card]').first().waitFor()
  const before = await kept()
  expect(before.length).toBeGreaterThan(30)
  for (const day of [1, 2, 3]) {
    // A colleague's day: three cards go to a sector and on.
    for (let i = 0; i < 3; i += 1) {
      await board.locator('.lane-to-dispatch [data-card]').first().focus()
      await board.keyboard.press(']')
      await board.keyboard.press('.')
      await untilSaved(board)
    }
    const worked = await kept()
    expect(worked.filter((card) => card.stage !== 'received')).toHaveLength(3 * day)
    const second = await checkList()
    await second.getByText('Rien de nouveau à importer').waitFor()
    expect(
      await second
        .locator('.will-happen-line')
        .filter({ hasText: /déjà à jour/ })
        .count(),
    ).toBe(1)
    await vi.waitFor(async () => expect(await kept()).toEqual(worked))
    expect(new Set((await kept()).map((card) => card.id)).size).toBe(before.length)
    await second.close()
  }
}, 120_000)
