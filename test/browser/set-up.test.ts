import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '#shared/assert.ts'
import { campaignAnswer, campaignsAnswer } from '#shared/contracts/campaigns.ts'
import { issueSetupToken } from '#server/auth/setup-token.ts'
import {
  expectAccessible,
  expectNoSidewaysScroll,
  expectShown,
  openBrowser,
} from '#test/support/browser.ts'
import { startServer, startServerForTest } from '#test/support/server.ts'
import type { Page } from 'playwright-core'
import type { Relance } from '#server/relance.ts'
import type { TestBrowser } from '#test/support/browser.ts'

let server: Relance
let browser: TestBrowser

beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function openSetUp(page: Page, at: Relance): Promise<void> {
  const token = must(await issueSetupToken(at.sql), 'a fresh service has no user')
  await page.goto(`${at.url}/mise-en-route#${token}`)
  await page.getByRole('heading', { level: 1, name: 'Votre structure' }).waitFor()
}

const advance = (page: Page) => page.getByRole('button', { name: 'Continuer' }).click()

async function fillAccount(page: Page): Promise<void> {
  await page.getByLabel('Votre nom').fill('Solène Maury')
  await page.getByLabel('Votre e-mail').fill('solene.maury@exemple.fr')
  await page.getByLabel('Mot de passe', { exact: true }).fill('une phrase assez longue')
  await advance(page)
}

async function fillLane(
  page: Page,
  lane: { row: number; name: string; manager: string; codes: string },
) {
  const row = page.locator('.lane-rows tbody tr').nth(lane.row)
  await row.locator('input').nth(0).fill(lane.name)
  await row.locator('input').nth(1).fill(lane.manager)
  await row.locator('input').nth(2).fill(`lane${lane.row}@exemple.fr`)
  await row.getByLabel('Ajouter des codes').fill(lane.codes)
  await row.getByLabel('Ajouter des codes').press('Enter')
}

test('a mission locale is set up in five steps, and hands out its links once', async () => {
  const page = await browser.openPage()
  await openSetUp(page, server)
  await expectAccessible(page)
  await advance(page)
  await page.getByText('Il manque 12').waitFor()
  await fillAccount(page)

  await page.getByRole('heading', { name: 'Secteurs et responsables' }).waitFor()
  await fillLane(page, { row: 0, name: 'Est', manager: 'Sandrine Poirier', codes: '75011, 75020' })
  await page.getByRole('button', { name: 'Ajouter un secteur' }).click()
  await fillLane(page, { row: 1, name: 'Centre', manager: 'Nadia Ferrand', codes: '75001 à 75004' })
  await page.getByText('6 arrondissements sur 20 couverts.').waitFor()
  await expectAccessible(page)
  await advance(page)

  const team = page.getByLabel('Conseillers (CISP)')
  await team.fill(
    'Camille Aubry; camille.aubry@exemple.fr; Est\nInès Tavares; ines@exemple; Centre',
  )
  await page.getByText('Ligne 2 : « ines@exemple » n’est pas une adresse complète.').waitFor()
  await expectAccessible(page)
  await team.fill(
    'Camille Aubry; camille.aubry@exemple.fr; Est\nInès Tavares\tines@exemple.fr\tcentre',
  )
  await page.getByText('2 personnes prêtes').waitFor()
  await advance(page)

  await page.getByLabel('Nom de la campagne').fill('RIO mars 2026')
  await page.getByLabel(/Premier contact/).fill('10')
  await expectAccessible(page)
  await advance(page)
  await page.getByText('2 secteurs').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Créer la campagne' }).click()

  await page.getByRole('heading', { name: 'RIO mars 2026 est ouverte' }).waitFor()
  expect(await page.locator('.created-link-url').count()).toBe(4)
  await expectAccessible(page)

  const campaigns = campaignsAnswer.parse(await readJson(page, '/api/campaigns'))
  const id = must(campaigns.campaigns[0], 'one campaign was created').id
  const created = campaignAnswer.parse(await readJson(page, `/api/campaigns/${id}`))
  expect(created.campaign.settings.firstContactDays).toBe(10)
  expect(created.lanes.map((lane) => [lane.name, lane.postCodes])).toEqual([
    ['Est', ['75011', '75020']],
    ['Centre', ['75001', '75002', '75003', '75004']],
  ])
  await page.getByRole('link', { name: /Importer la première liste/ }).click()
  await expectShown(page.getByRole('heading', { level: 1, name: 'Quel fichier ?' }))
})

test('what is typed survives a reload, the password does not, and the page says so', async () => {
  const fresh = await startServerForTest()
  const page = await browser.openPage()
  await openSetUp(page, fresh)
  await page.getByRole('radio', { name: /Plateforme téléphonique/ }).check()
  await fillAccount(page)
  await page.getByRole('heading', { name: 'PSAD et correspondants' }).waitFor()
  await page.getByRole('button', { name: 'Plus tard' }).click()
  await page.getByRole('button', { name: 'Plus tard' }).click()
  await page.getByLabel('Nom de la campagne').fill('Plateforme 13')
  expect(await page.getByLabel('Joints').inputValue()).toBe('60')
  await page.reload()
  expect(await page.getByLabel('Nom de la campagne').inputValue()).toBe('Plateforme 13')
  const kept = await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]))
  expect(kept).not.toContain('une phrase assez longue')
  await advance(page)
  await page.getByText('Le mot de passe n’est pas gardé au rechargement').waitFor()
  await page.getByRole('button', { name: 'Ouvrir « Structure »' }).click()
  await expectShown(page.getByLabel('Mot de passe', { exact: true }))
})

test('every step stands within 320 pixels, in English', async () => {
  const fresh = await startServerForTest()
  const page = await browser.openPage({ viewport: { width: 320, height: 640 }, locale: 'en-GB' })
  const token = must(await issueSetupToken(fresh.sql), 'a fresh service has no user')
  for (const [step, title] of [
    ['structure', 'Your organisation'],
    ['lanes', 'Sectors and managers'],
    ['team', 'The team'],
    ['campaign', 'Campaign, time limits and targets'],
    ['ready', 'Ready for the first list'],
  ] as const) {
    await page.goto(`${fresh.url}/mise-en-route?etape=${step}#${token}`)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await expectNoSidewaysScroll(page)
  }
})

test('without the key of the console the page says where to find it', async () => {
  const fresh = await startServerForTest()
  const page = await browser.openPage()
  await page.goto(`${fresh.url}/mise-en-route`)
  await expectShown(page.getByRole('heading', { name: 'Ce lien est incomplet.' }))
})

function readJson(page: Page, path: string): Promise<unknown> {
  return page.evaluate(async (at): Promise<unknown> => (await fetch(at)).json(), path)
}
