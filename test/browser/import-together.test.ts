import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { cardsAnswer } from '#shared/contracts/cards.ts'
import type { Relance } from '#server/relance.ts'
import {
  expectAccessible,
  expectShown,
  openBrowser,
  signInAs,
  type TestBrowser,
} from '#test/support/browser.ts'
import { startServer } from '#test/support/server.ts'
import { setUpService, type FirstCampaign } from '#test/support/set-up.ts'

// Two people: one imports, the other watches and works.

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

async function open(path: string): Promise<Page> {
  const page = await browser.openPage({ tolerate: /ERR_INTERNET_DISCONNECTED/ })
  await signInAs(page, { base: server.url, ...service })
  await page.goto(`${server.url}/c/${service.campaign.id}${path}`)
  return page
}

interface File {
  readonly name: string
  readonly rows: readonly string[]
}

async function check(page: Page, { name, rows }: File): Promise<void> {
  await page.goto(`${server.url}/c/${service.campaign.id}/imports`)
  const text = `Nom;Prénom;Date de naissance;Code postal;Téléphone;Accord\r\n${rows.join('\r\n')}\r\n`
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: 'Lire la liste' }).click()
  await page.getByRole('button', { name: 'Vérifier les lignes' }).click()
  await page.getByRole('heading', { level: 1, name: /lignes? lues?/ }).waitFor()
}

async function apply(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Importer \d+ lignes?$/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Import terminé' }).waitFor()
}

const week15: File = {
  name: 'S15.csv',
  rows: [
    'DIALLO;Aminata;04/05/2001;75019;0639980011;Oui',
    'MERCIER;Léo;30/06/2002;75018;0639980012;Oui',
    'KONÉ;Fatou;05/06/2002;75019;0639980013;Oui',
    'ROUX;Loïc;29/06/2002;75020;0639980014;Oui',
  ],
}
const week16: File = {
  name: 'S16.csv',
  rows: [
    'DIALLO;Aminata;04/05/2001;75011;0639980099;Oui',
    'NOUVEAU;Tom;01/02/2002;75020;0639980015;Oui',
  ],
}

test('[1] the cards of a list come to a colleague’s board as they are written; the same list again changes nothing', async () => {
  const colleague = await open('')
  await colleague.locator('[data-connection="live"]').waitFor()
  const importer = await open('/imports')
  await check(importer, week15)
  await apply(importer)
  await colleague.locator('[data-card]').nth(3).waitFor()
  await expectShown(colleague.getByText('Fatou Koné').first())

  await check(importer, week15)
  await expectShown(importer.getByRole('button', { name: 'Rien de nouveau à importer' }))
  expect(await colleague.locator('[data-card]').count()).toBe(4)
})

test('[1] next week’s list shows old and new values, and the update reaches the board', async () => {
  const importer = await open('/imports')
  await check(importer, week16)
  await importer.getByRole('button', { name: /^Toutes/ }).click()
  await importer
    .getByRole('button', { name: /ligne 2/ })
    .first()
    .click()
  const dialog = importer.getByRole('dialog')
  await dialog.getByText('75019').first().waitFor()
  await dialog.getByText('75011').first().waitFor()
  await expectAccessible(importer)
  await importer.keyboard.press('Escape')
  await apply(importer)
  expect(await cardOf('DIALLO')).toBeDefined()
  expect((await cards()).length).toBe(5)
})

test('[1] taking a list back after half of its cards were worked keeps and lists those, also the day after', async () => {
  const colleague = await open('')
  await colleague.locator('[data-connection="live"]').waitFor()
  for (const lastName of ['MERCIER', 'ROUX']) {
    const card = colleague.locator(`[data-card="${(await cardOf(lastName))?.id ?? ''}"]`).first()
    await card.focus()
    // To the first sector, as the key says.
    await colleague.keyboard.press(']')
    await colleague.locator('[data-cell]:not([data-cell$="|"])', { has: card }).first().waitFor()
  }
  await colleague.locator('[data-connection="live"][data-unsent="0"]').waitFor()

  const importer = await open('/imports')
  await importer
    .getByRole('link', { name: /S15\.csv/ })
    .last()
    .click()
  await importer.getByRole('button', { name: 'Annuler cet import' }).click()
  await importer.getByRole('button', { name: 'Annuler l’import', exact: true }).click()
  await importer.getByRole('heading', { level: 1, name: 'Import annulé' }).waitFor()
  await expectShown(importer.getByRole('link', { name: /Mercier/ }))
  await importer.reload()
  await expectShown(importer.getByRole('link', { name: /Mercier/ }))
  await expectShown(importer.getByRole('link', { name: /Roux/ }))
  await expectAccessible(importer)
  expect(await cardOf('KONÉ')).toBeUndefined()
  expect(await cardOf('MERCIER')).toBeDefined()
})

test('offline, the wizard says at once that nothing can be imported', async () => {
  const page = await open('/imports')
  await page.getByRole('heading', { level: 1, name: 'Quel fichier ?' }).waitFor()
  await page.context().setOffline(true)
  await expectShown(page.getByText(/Import impossible hors ligne/))
  await page.context().setOffline(false)
  await page.getByText(/Import impossible hors ligne/).waitFor({ state: 'detached' })
})

async function cards() {
  const page = await open('')
  const url = `/api/campaigns/${service.campaign.id}/cards?limit=500`
  const body: unknown = await page.evaluate(async (at) => (await fetch(at)).json(), url)
  await page.close()
  return cardsAnswer.parse(body).cards.filter((card) => !card.closed)
}

async function cardOf(lastName: string) {
  return (await cards()).find((card) => card.lastName === lastName)
}
