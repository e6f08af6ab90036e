import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '#shared/assert.ts'
import { dossierTypes } from '#shared/documents/dossier-shape.ts'
import { editCards } from '#shared/documents/board-edits.ts'
import { day } from '#shared/domain/day.ts'
import { dossierOf, type CardId } from '#shared/domain/ids.ts'
import type { Relance } from '#server/relance.ts'
import { cardOn, openBoardAs } from '#test/support/board-page.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { expectAccessible, openBrowser, type TestBrowser } from '#test/support/browser.ts'
import { startServer } from '#test/support/server.ts'

// The telephone rings: whose number is it?

let server: Relance
let browser: TestBrowser
let caller: CardId
let gone: CardId

beforeAll(async () => {
  server = await startServer()
  await buildWorld(server)
  const cards = await addCards(server, [places.own, places.south, places.own])
  caller = must(cards[1], 'three cards')
  gone = must(cards[2], 'three cards')
  await server.rooms.execute(dossierOf(caller), {
    user: world.coordinator,
    edit(doc) {
      const { numbers, person } = dossierTypes(doc)
      const written = { raw: '06 39 98 47 11', owner: 'youth', status: 'untried' }
      numbers.set('number01', { ...written, e164: '+33639984711' })
      person.set('imiloFile', '1010004')
    },
  })
  await server.rooms.execute(dossierOf(gone), {
    user: world.coordinator,
    edit: (doc) => dossierTypes(doc).person.set('imiloFile', '1010777'),
  })
  await server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) =>
      editCards(doc, [gone], {
        closed: { situation: 'training', by: world.coordinator, on: day.parse('2026-11-20') },
      }),
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test('[4] who calls is found by some digits of the number, by keyboard alone, and opened', async () => {
  const page = await openBoardAs({ browser, server }, world.coordinator)
  await page.keyboard.press('/')
  const startedAt = performance.now()
  await page.keyboard.type('06.39.98.47.11')
  const option = page.getByRole('option', { name: /téléphone/ })
  await option.waitFor()
  // A second on a machine of its own; others work on this one.
  expect(performance.now() - startedAt).toBeLessThan(5000)
  expect(await option.getAttribute('aria-selected')).toBe('true')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await page.getByRole('complementary').getByRole('heading').first().waitFor()
  await cardOn(page, caller).waitFor()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('1010004')
  await page.getByRole('option', { name: /n° i-milo/ }).waitFor()
  await page.getByRole('combobox').fill('0699 88 77')
  await page.getByText('Aucune fiche que vous pouvez ouvrir n’a ce numéro').first().waitFor()
})

test('[P7] a number that is typed and entered at once opens who has it, and is in no address', async () => {
  const page = await openBoardAs({ browser, server }, world.coordinator)
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  page.on('framenavigated', (frame) => addresses.push(frame.url()))
  await page.keyboard.press('/')
  await page.keyboard.type('1010004')
  // Before the server has answered: it waits for the answer.
  await page.keyboard.press('Enter')
  await page.getByRole('complementary').getByRole('heading').first().waitFor()
  expect(new URL(page.url()).searchParams.get('card')).toBe(caller)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('0699 88 77')
  await page.getByText('Aucune fiche que vous pouvez ouvrir n’a ce numéro').first().waitFor()
  expect(await page.getByRole('option').count()).toBe(0)
  await page.keyboard.press('Enter')
  expect(addresses.filter((url) => /1010004|0699/.test(url))).toEqual([])
})

test('[S7] who left the board is found too, and shown beside it; filters and page stay', async () => {
  const page = await openBoardAs({ browser, server }, world.coordinator, {
    query: `/couloir/${world.north}?f=unknown`,
    tolerate: /404/,
  })
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('1010777')
  await page.getByRole('option', { name: /hors du tableau/ }).click()
  const drawer = page.getByRole('complementary')
  await drawer.getByText('Hors du tableau').waitFor()
  await drawer.getByText(/Fiche close le .* : formation/).waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'drawer-name')
  await expectAccessible(page)
  const { pathname, searchParams } = new URL(page.url())
  expect(pathname).toContain(`/couloir/${world.north}`)
  expect(searchParams.get('f')).toBe('unknown')
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  // A link to a card that is no more says so.
  await page.goto(`${server.url}/c/${world.campaign}?card=card_erased`)
  await drawer.getByText('Cette fiche n’existe plus').waitFor()
})

test('[P7] an officer of another sector is not told that the number is known', async () => {
  const page = await openBoardAs({ browser, server }, world.officer)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('0639984711')
  await page.getByText('Aucune fiche que vous pouvez ouvrir n’a ce numéro').first().waitFor()
  expect(await page.getByRole('option', { name: /téléphone/ }).count()).toBe(0)
})

test('offline, the search by number says that it waits, and goes on when the line is back', async () => {
  const page = await openBoardAs({ browser, server }, world.coordinator, {
    locale: 'en-GB',
    tolerate: /ERR_INTERNET_DISCONNECTED|WebSocket/,
  })
  await page.context().setOffline(true)
  await page.locator('[data-connection="offline"]').waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('0639984711')
  await page
    .getByText(/Offline: the search by number waits|Hors ligne : la recherche/)
    .first()
    .waitFor()
  await page.context().setOffline(false)
  await page.getByRole('option', { name: /phone/ }).first().waitFor()
  expect(await page.getByText(/Offline/).count()).toBe(0)
})

test('[P5] an observer’s search asks the server for no number', async () => {
  const page = await openBoardAs({ browser, server }, world.observer)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('0639984711')
  await page.getByText('Personne de ce nom sur le tableau').first().waitFor()
  expect(asked.filter((url) => url.endsWith('/find'))).toEqual([])
  const cookie = await signIn(server.sql, world.observer)
  const answer = await fetch(`${server.url}/api/campaigns/${world.campaign}/find`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ number: '0639984711' }),
  })
  expect(answer.status).toBe(403)
})
