// The bell: what one is told, live, in every tab, and the cards it leads to. [3]
import { expect, test, vi } from 'vitest'
import { noticesAnswer } from '#shared/contracts/notices.ts'
import { cardOn, untilLive, untilSaved } from '#test/support/board-page.ts'
import { places, world } from '#test/support/board-world.ts'
import { expectAccessible, expectNoSidewaysScroll } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Page } from 'playwright-core'

const people = peopleAtBoard()

const bell = (page: Page) => page.getByRole('button', { name: /^Avis,/ })
/** Sends the card that has the focus to the lane below: from "À répartir" to the north. */
async function sendNorth(page: Page, card: string): Promise<void> {
  await page.locator(`.board [data-card="${card}"]`).focus()
  await page.keyboard.press(']')
  await untilSaved(page)
}

test('[3] [W5] the bell shows live what arrives, in every tab, takes no focus, and leads to exactly those cards', async () => {
  const [first, second, other] = await people.cards(places.received, places.received, places.own)
  const [solene, karim] = [await people.open(world.coordinator), await people.open(world.manager)]
  await bell(karim).waitFor()
  expect(await bell(karim).getAttribute('aria-label')).toBe('Avis, tout est lu')
  // A second tab, on a page that has no line to the board.
  const tab = await karim.context().newPage()
  await tab.goto(`${people.server().url}/?choix=1`)
  await bell(tab).waitFor()
  if (!second || !other) throw new Error('Three cards were made.')
  await cardOn(karim, other).focus()

  await sendNorth(solene, first)
  await karim.getByRole('button', { name: /^Avis, 1/ }).waitFor()
  await karim.locator('[aria-live="polite"]', { hasText: 'à attribuer dans North' }).waitFor({
    state: 'attached',
  })
  await tab.getByRole('button', { name: /^Avis, 1/ }).waitFor()
  expect(await karim.evaluate(() => document.activeElement?.getAttribute('data-card'))).toBe(other)
  await sendNorth(solene, second)

  // By keys: open, go down to the notice, follow it.
  await bell(karim).focus()
  await karim.keyboard.press('Enter')
  const list = karim.getByRole('dialog', { name: 'Avis' })
  await list.getByRole('link', { name: /2\sjeunes à attribuer dans North/ }).waitFor()
  await list.getByText('nouveau').first().waitFor()
  await expectAccessible(karim)
  await vi.waitFor(async () => {
    expect(await bell(karim).getAttribute('aria-label')).toBe('Avis, tout est lu')
    expect(await bell(tab).getAttribute('aria-label')).toBe('Avis, tout est lu')
  })
  await list.getByRole('link').first().focus()
  await karim.keyboard.press('Enter')
  await karim.waitForURL(/notice=\d+/)
  await cardOn(karim, other).waitFor({ state: 'detached' })
  expect(await karim.locator('.board [data-card]').count()).toBe(2)
  await karim.getByRole('button', { name: /^Avis 2/ }).click()
  await cardOn(karim, other).waitFor()
})

test('[3] who opens the bell and closes it before the list has come has read nothing', async () => {
  const [card] = await people.cards(places.received)
  const [solene, karim] = [await people.open(world.coordinator), await people.open(world.manager)]
  await sendNorth(solene, card)
  await karim.getByRole('button', { name: /^Avis, 1/ }).waitFor()
  let answer: (() => void) | undefined
  const marked: string[] = []
  await karim.route('**/api/notices', async (route) => {
    await new Promise<void>((resolve) => {
      answer = resolve
    })
    await route.continue()
  })
  karim.on('request', (request) => request.url().endsWith('/read') && marked.push(request.url()))
  await bell(karim).click()
  await vi.waitFor(() => expect(answer).toBeDefined())
  await karim.keyboard.press('Escape')
  await karim.getByRole('dialog', { name: 'Avis' }).waitFor({ state: 'detached' })
  const come = karim.waitForResponse('**/api/notices')
  answer?.()
  await come
  await karim.unroute('**/api/notices')
  // The next reading finds it unread still: nothing was said to the server in between.
  await karim.reload()
  await karim.getByRole('button', { name: /^Avis, 1/ }).waitFor()
  expect(marked).toEqual([])
})

test('[3] the cards of a notice that cannot be read are not taken for the whole board', async () => {
  const [card] = await people.cards(places.own)
  const page = await people.open(world.manager, { tolerate: /ERR_FAILED/ })
  await page.route('**/api/notices/12', (route) => route.abort())
  await page.goto(`${people.server().url}/c/${world.campaign}?notice=12`)
  await page.getByText('Les fiches de cet avis n’ont pas pu être lues').first().waitFor()
  await cardOn(page, card).waitFor()
  expect(new URL(page.url()).search).toBe('')
  expect(await page.getByRole('button', { name: /^Avis 0/ }).count()).toBe(0)
})

test('the first link of a page leads past its bar', async () => {
  const page = await people.open(world.manager)
  await page.keyboard.press('Tab')
  await page.getByRole('link', { name: 'Aller au contenu' }).press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
})

test('[3] on a phone a notice shows the stage of its cards once, and no filter leads back to it', async () => {
  const [card] = await people.cards(places.received)
  const solene = await people.open(world.coordinator)
  await sendNorth(solene, card)
  const phone = await people.open(world.manager, { viewport: { width: 390, height: 844 } })
  const answer = await phone.request.get(`${people.server().url}/api/notices`)
  const [newest] = noticesAnswer.parse(await answer.json()).notices
  await phone.goto(`${people.server().url}/c/${world.campaign}?notice=${newest?.id}`)
  await untilLive(phone)
  const stage = (name: string, pressed: boolean) =>
    phone.locator(`.stages [aria-pressed="${pressed}"] .stage-name`, { hasText: name })
  await stage('Reçu', true).waitFor()
  await stage('Inscrit', false).click()
  await stage('Inscrit', true).waitFor()
  await phone.getByRole('button', { name: /^En retard/ }).click()
  await phone.waitForURL(/f=overdue/)
  await stage('Inscrit', true).waitFor()
  expect(await stage('Reçu', true).count()).toBe(0)
})

test('[3] mails are written in the language that somebody chose, not in the one of each browser', async () => {
  const page = await people.open(world.manager, { locale: 'en-GB' })
  const said: (string | null)[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/session/language')) said.push(request.postData())
  })
  await page.getByRole('button', { name: /^Notices,/ }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: /^Notices,/ }).waitFor()
  expect(said).toEqual([])
  await page.locator('.top-bar-me').click()
  for (const name of ['Français', 'English']) {
    await page.getByRole('menuitemradio', { name }).click()
  }
  await vi.waitFor(() => expect(said).toEqual(['{"language":"en"}']))
})

test('[P1] [3] a notice of somebody else, or gone, shows the whole board and says so', async () => {
  const [card] = await people.cards(places.own)
  const page = await people.open(world.manager, { query: '?notice=999999' })
  await page.getByText('Cet avis n’existe plus').first().waitFor()
  await cardOn(page, card).waitFor()
  expect(new URL(page.url()).search).toBe('')
})

test('[3] on a phone the bell opens within the screen, and is empty for who was told nothing', async () => {
  const page = await people.open(world.southOfficer, { viewport: { width: 390, height: 844 } })
  await untilLive(page)
  await bell(page).click()
  await page.getByText('Rien pour l’instant').waitFor()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.keyboard.press('Escape')
  await page.getByText('Rien pour l’instant').waitFor({ state: 'detached' })
})
