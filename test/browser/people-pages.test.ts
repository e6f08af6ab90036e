import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  expectAccessible,
  expectNoSidewaysScroll,
  expectShown,
  openBrowser,
} from '#test/support/browser.ts'
import { untilLive } from '#test/support/board-page.ts'
import { world } from '#test/support/board-world.ts'
import {
  administrator,
  buildPeopleWorld,
  openAs,
  otherCampaign,
  partner,
  referredCards,
} from '#test/support/people-world.ts'
import { startServer } from '#test/support/server.ts'
import type { Relance } from '#server/relance.ts'
import type { TestBrowser } from '#test/support/browser.ts'

const phone = { viewport: { width: 390, height: 844 } }

let server: Relance
let browser: TestBrowser
const home = `/c/${world.campaign}`
const team = `${home}/equipe`

beforeAll(async () => {
  server = await startServer()
  await buildPeopleWorld(server)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test('[P5] a partner arrives at the young people referred to them, as coded facts, and opens no board', async () => {
  const page = await browser.openPage()
  const sockets: string[] = []
  page.on('websocket', (socket) => sockets.push(socket.url()))
  await openAs(page, { server, user: partner })
  await page.waitForURL(`**${home}`)
  await expectShown(page.getByRole('heading', { level: 1, name: 'Jeunes qui vous sont orientés' }))
  const row = page.getByRole('row', { name: /Nom0 Prénom/ })
  await row.waitFor()
  expect(await row.getByRole('cell').allTextContents()).toEqual([
    '17 ans',
    'Lille',
    'non connu',
    'Transmis',
    '0',
    'lun. 09/11/2026',
    'En attente',
  ])
  expect(await page.locator('body').textContent()).not.toMatch(/secret@example|06 12 34|\+336/)
  expect(await page.getByRole('link', { name: 'Tableau' }).count()).toBe(0)
  expect(sockets).toEqual([])
  await expectAccessible(page)
})

test('[P5] the list is turned by keyboard and holds nobody who was not referred', async () => {
  const page = await browser.openPage()
  await openAs(page, { server, user: partner, path: home })
  await expectShown(page.getByText(`1 à 50 sur ${referredCards}`))
  const next = page.getByRole('button', { name: 'Suivants' })
  await next.focus()
  await page.keyboard.press('Enter')
  await expectShown(page.getByText(`51 à 52 sur ${referredCards}`))
  expect(await page.locator('tbody tr').count()).toBe(2)
  // The end is said, and the focus is not lost with it.
  expect(await next.getAttribute('aria-disabled')).toBe('true')
  expect(await next.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expectShown(page.getByText(`1 à 50 sur ${referredCards}`))
  const names = await page.locator('tbody th').allTextContents()
  expect(names).not.toContain('Nom52 Prénom')
})

test('[P5] a search says how many match, and says so when nobody does', async () => {
  const page = await browser.openPage(phone)
  await openAs(page, { server, user: partner, path: home })
  const search = page.getByRole('searchbox', { name: 'Rechercher un nom' })
  await search.fill('nom51')
  await expectShown(page.getByText(/^1\sjeune pour « nom51 »$/))
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  // On the board, and another's: the search tells nothing of it.
  await search.fill('nom52')
  await expectShown(page.getByText('Aucun nom ne correspond'))
  await search.fill('')
  await expectShown(page.getByText(/^52\sjeunes$/))
})

test('[P5] a partner to whom nobody is referred reads that, in English too', async () => {
  const page = await browser.openPage({ locale: 'en-GB' })
  await page.route('**/cards?**', (route) =>
    route.fulfill({ json: { cards: [], total: 0, next: null } }),
  )
  await openAs(page, { server, user: partner, path: home })
  await expectShown(page.getByText('Nobody is referred to you for now'))
  expect(await page.getByRole('searchbox').count()).toBe(0)
  await expectAccessible(page)
})

test('[P1] an administrator chooses a campaign and arrives at its team, never at a board', async () => {
  const page = await browser.openPage(phone)
  await openAs(page, { server, user: administrator })
  await expectShown(page.getByRole('heading', { level: 1, name: 'Vos campagnes' }))
  expect(await page.locator(`a[href$="${otherCampaign}/equipe"]`).count()).toBe(1)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.goto(`${server.url}${home}`)
  await page.waitForURL(`**${team}`)
  await expectShown(page.getByRole('heading', { level: 1, name: 'Équipe' }))
  await expectShown(page.getByRole('heading', { level: 2, name: /Conseillers/ }))
  expect(await page.getByRole('link', { name: 'Tableau' }).count()).toBe(0)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('[P2] a coordinator gives a new link to somebody without a password, by keyboard, and sees it once', async () => {
  const page = await browser.openPage({ permissions: ['clipboard-read', 'clipboard-write'] })
  await openAs(page, { server, user: world.coordinator, path: home })
  await untilLive(page)
  await page.getByRole('link', { name: 'Équipe' }).click()
  await page.waitForURL(`**${team}`)
  const line = page.getByRole('listitem').filter({ hasText: 'Name officer' }).first()
  await expectShown(line.getByText('Pas encore de mot de passe'))
  await expectShown(line.getByText('North'))
  // Only an administrator may open the account of somebody who has a password.
  expect(await page.getByRole('button', { name: /pour Name observer/ }).count()).toBe(0)
  const opener = page.getByRole('button', {
    name: 'Nouveau lien d’invitation pour Name officer',
    exact: true,
  })
  await opener.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Nouveau lien d’invitation' })
  await expectShown(dialog.getByText('Name officer n’a pas encore de mot de passe'))
  await expectAccessible(page)
  expect(await invitations()).toBe(0)
  await dialog.getByRole('button', { name: 'Créer le lien' }).press('Enter')
  const link = page.getByRole('textbox', { name: 'Nouveau lien d’invitation' })
  const url = await link.inputValue()
  expect(await link.evaluate((field) => field === document.activeElement)).toBe(true)
  expect(await invitations()).toBe(1)
  await expectAccessible(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expectShown(page.getByRole('button', { name: 'Copié' }))
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await page.content()).not.toContain(url)

  const invited = await browser.openPage()
  await invited.goto(url)
  await expectShown(invited.getByText('Name officer, choisissez un mot de passe'))
})

test('[P2] a link refused because the person has come in meanwhile is said in words', async () => {
  const page = await browser.openPage()
  await openAs(page, { server, user: world.coordinator, path: team })
  const name = 'Nouveau lien d’invitation pour Name southOfficer'
  await page.getByRole('button', { name }).click()
  await server.sql`update app_user set password_hash = 'theirs' where id = ${world.southOfficer}`
  await page.getByRole('button', { name: 'Créer le lien' }).click()
  await expectShown(page.getByRole('alert').filter({ hasText: 'a déjà un mot de passe' }))
})

test('[P2] the team is shown in English, and those without a password alone', async () => {
  const page = await browser.openPage({ locale: 'en-GB' })
  await openAs(page, { server, user: administrator, path: team })
  const all = page.getByRole('listitem').filter({ has: page.locator('.team-who') })
  await all.first().waitFor()
  const only = page.getByRole('button', { name: 'Without a password only' })
  await only.press('Space')
  expect(await only.getAttribute('aria-pressed')).toBe('true')
  expect(await all.filter({ hasNotText: 'No password yet' }).count()).toBe(0)
  expect(await all.count()).toBeGreaterThan(0)
})

test('[P2] an officer who opens the team by its address reads that it is not theirs', async () => {
  const page = await browser.openPage()
  await openAs(page, { server, user: world.officer, path: team })
  await expectShown(page.getByText('Cette page n’est pas ouverte à votre rôle'))
  expect(await page.getByRole('link', { name: 'Équipe' }).count()).toBe(0)
  await expectAccessible(page)
})

test('[P5] a board that one’s role never opened is not said to have been open', async () => {
  const page = await browser.openPage()
  // The page took this person for an officer; the server knows better.
  await page.route('**/api/campaigns', async (route) => {
    const answer = await (await route.fetch()).text()
    await route.fulfill({
      body: answer.replace('"partner"', '"officer"'),
      contentType: 'application/json',
    })
  })
  await openAs(page, { server, user: partner, path: home })
  await expectShown(page.getByText('Votre rôle n’ouvre pas ce tableau'))
  expect(await page.getByText('ont changé').count()).toBe(0)
  await expectAccessible(page)
})

test('[P9] a board that is taken away while it is open is said to be open no more', async () => {
  const page = await browser.openPage()
  await openAs(page, { server, user: world.observer, path: home })
  await untilLive(page)
  await server.sql`
    update membership set role = 'admin'
    where campaign_id = ${world.campaign} and user_id = ${world.observer}`
  await server.rooms.membershipChanged(world.campaign, world.observer)
  await expectShown(page.getByText('Vos droits dans cette campagne ont changé.'))
})

async function invitations(): Promise<number> {
  const [row] = await server.sql<{ count: number }[]>`
    select count(*)::int as count from invitation where user_id = ${world.officer}`
  return row?.count ?? 0
}
