import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '#shared/assert.ts'
import {
  expectAccessible,
  expectNoSidewaysScroll,
  expectShown,
  openBrowser,
  signInAs,
} from '#test/support/browser.ts'
import { startServer } from '#test/support/server.ts'
import { setUpService } from '#test/support/set-up.ts'
import type { Relance } from '#server/relance.ts'
import type { TestBrowser } from '#test/support/browser.ts'
import type { FirstCampaign } from '#test/support/set-up.ts'

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

test('somebody who is not signed in signs in first and comes back to the page they asked for', async () => {
  const page = await browser.openPage()
  await page.goto(`${server.url}/c/${service.campaign.id}/imports`)
  await page.waitForURL(/\/connexion\?retour=/)
  await page.getByLabel('E-mail professionnel').fill(service.email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(service.password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL(`**/c/${service.campaign.id}/imports`)
  await expectShown(page.getByRole('heading', { level: 1, name: 'Quel fichier ?' }))
})

test('[P7] a name in a link is not carried on to the page where one signs in', async () => {
  const page = await browser.openPage()
  await page.goto(`${server.url}/c/${service.campaign.id}?q=benali&f=overdue`)
  await page.waitForURL(/\/connexion\?retour=/)
  expect(new URL(page.url()).searchParams.get('retour')).toBe(`/c/${service.campaign.id}?f=overdue`)
})

test('a wrong password is said in words, and the page is accessible in both themes before and after', async () => {
  const page = await browser.openPage()
  await page.goto(`${server.url}/connexion`)
  await page.getByRole('heading', { name: 'Se connecter' }).waitFor()
  await expectAccessible(page)
  await page.getByLabel('E-mail professionnel').fill('personne@exemple.fr')
  await page.getByLabel('Mot de passe', { exact: true }).fill('faux')
  await page.getByRole('button', { name: 'Se connecter' }).click()
  const refusal = page.getByRole('alert').filter({ hasText: 'E-mail ou mot de passe incorrect.' })
  await refusal.waitFor()
  await expectAccessible(page)
})

test('after too many tries the page says how long to wait', async () => {
  const page = await browser.openPage()
  await page.goto(`${server.url}/connexion`)
  await page.getByLabel('E-mail professionnel').fill('trop.vite@exemple.fr')
  await page.getByLabel('Mot de passe', { exact: true }).fill('faux')
  const button = page.getByRole('button', { name: 'Se connecter' })
  await page.waitForFunction(() => document.querySelector('[type=submit]') !== null)
  for (let tries = 0; tries < 12; tries += 1) {
    if (await page.getByRole('timer').isVisible()) break
    const answer = page.waitForResponse('**/api/session')
    await button.click()
    await answer
    await page.locator('[type=submit]:not([aria-busy])').waitFor()
  }
  expect(await page.getByRole('timer').textContent()).toMatch(/Vous pourrez réessayer dans \d+\s/)
})

test('the password can be shown, by keyboard too', async () => {
  const page = await browser.openPage()
  await page.goto(`${server.url}/connexion`)
  const field = page.getByLabel('Mot de passe', { exact: true })
  await field.fill('visible')
  await field.press('Tab')
  await page.keyboard.press('Enter')
  expect(await field.getAttribute('type')).toBe('text')
})

test('the page speaks English to those who ask, remembers it, and stands within 320 pixels', async () => {
  const page = await browser.openPage({ viewport: { width: 320, height: 640 } })
  await page.goto(`${server.url}/connexion`)
  await page.getByRole('button', { name: 'Read this page in English' }).click()
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  await expectNoSidewaysScroll(page)
})

test('a person who was invited chooses a password and is in; the link works once', async () => {
  const invitation = must(
    service.invitations.find((one) => one.name === 'Camille Aubry'),
    'Camille was invited',
  )
  const page = await browser.openPage()
  await page.goto(invitation.url)
  await page.getByText('Camille Aubry, choisissez un mot de passe').waitFor()
  await expectAccessible(page)
  const field = page.getByLabel('Nouveau mot de passe')
  await field.fill('court')
  await page.getByRole('button', { name: 'Ouvrir mon espace' }).click()
  await page.getByText('Il manque 7').waitFor()
  await field.fill('un mot de passe bien long')
  await page.getByRole('button', { name: 'Ouvrir mon espace' }).click()
  await page.waitForURL(`**/c/${service.campaign.id}`)

  const other = await browser.openPage()
  await other.goto(invitation.url)
  await expectShown(other.getByRole('heading', { name: 'Ce lien ne s’ouvre plus' }))
})

test('the account menu changes the theme, keeps it, and signs out', async () => {
  const page = await browser.openPage()
  await signInAs(page, { base: server.url, ...service })
  await page.goto(`${server.url}/c/${service.campaign.id}/imports`)
  await page.getByRole('button', { name: /Compte et réglages/ }).click()
  await page.getByRole('menuitemradio', { name: 'Sombre' }).click()
  expect(await page.getAttribute('html', 'data-theme')).toBe('dark')
  await page.reload()
  expect(await page.getAttribute('html', 'data-theme')).toBe('dark')
  await page.getByRole('button', { name: /Compte et réglages/ }).click()
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click()
  await expectShown(page.getByRole('heading', { name: 'Se connecter' }))
})
