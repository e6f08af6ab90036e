import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { boardTypes, laneEntry } from '#shared/documents/board-shape.ts'
import { startServer } from '#test/support/server.ts'
import { addCards, board, buildWorld, places, signIn, world } from '#test/support/board-world.ts'
import { expectAccessible, expectNoSidewaysScroll, openBrowser } from '#test/support/browser.ts'
import {
  cardIn,
  cardOn,
  drag,
  openBoardAs,
  placeKept,
  untilLive,
  untilSaved,
} from '#test/support/board-page.ts'
import { laneId, type CardId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Relance } from '#server/relance.ts'
import type { TestBrowser } from '#test/support/browser.ts'
import type { Page } from 'playwright-core'

let server: Relance
let browser: TestBrowser
let from = 0

beforeAll(async () => {
  server = await startServer()
  await buildWorld(server)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function someCards(at: readonly Place[]): Promise<[CardId, ...CardId[]]> {
  const [first, ...others] = await addCards(server, at, from)
  from += at.length
  return [must(first, 'a card was asked for'), ...others]
}

const received: Place = { stage: 'received', lane: world.north, officer: null, rank: 'a0' }

async function openLaneAs(user: typeof world.manager, options = {}): Promise<Page> {
  const page = await openBoardAs({ browser, server }, user, options)
  await page.goto(`${server.url}/c/${world.campaign}/couloir/${world.north}`)
  await untilLive(page)
  return page
}

const row = (page: Page, officer: string) => page.locator(`.lane-row[data-row="${officer}"]`)

test('a lane opens over the whole page and back, with the filters, and without leaving the line', async () => {
  await someCards([received, places.own])
  const page = await openBoardAs({ browser, server }, world.manager, { query: '?f=unknown' })
  let opened = 0
  page.on('websocket', () => (opened += 1))
  await page.getByRole('link', { name: 'Ouvrir North en plein écran' }).click()
  await page.getByRole('heading', { name: 'North', level: 2 }).waitFor()
  expect(page.url()).toContain(`/couloir/${world.north}?f=unknown`)
  for (const name of ['À attribuer', 'Name officer', 'Name otherOfficer']) {
    await page.getByRole('heading', { name, level: 3, exact: true }).waitFor()
  }
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Tableau', exact: true }).last().click()
  await page.getByRole('link', { name: 'Ouvrir North en plein écran' }).waitFor()
  expect(opened).toBe(0)
})

test('[P3] in an open lane a card goes to an officer and a stage at once, by drag', async () => {
  const [card] = await someCards([received])
  const page = await openLaneAs(world.manager)
  await drag(
    page,
    cardOn(page, card),
    row(page, world.otherOfficer).locator('.cell.stage-first_contact'),
  )
  await row(page, world.otherOfficer).locator(`[data-card="${card}"]`).waitFor()
  await untilSaved(page)
  expect(await placeKept(server, card)).toEqual({
    stage: 'first_contact',
    lane: world.north,
    officer: world.otherOfficer,
  })
})

test('an open lane is worked by the keyboard alone: seat by seat, in words, and taken back', async () => {
  const [card] = await someCards([received])
  const page = await openLaneAs(world.manager)
  await cardOn(page, card).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.getByText('Transmis, North, Name officer').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await row(page, world.otherOfficer).locator(`[data-card="${card}"]`).waitFor()
  await untilSaved(page)
  expect((await placeKept(server, card))?.officer).toBe(world.otherOfficer)
  // The focus went along, and undo puts the card back.
  await page.waitForFunction(
    (id) => document.activeElement?.getAttribute('data-card') === id,
    String(card),
  )
  await page.keyboard.press('Control+z')
  await cardIn(page, card, { stage: 'received', lane: world.north }).waitFor()
})

test('a seat with many cards shows the first, the rest on demand, and never hides the card one is on', async () => {
  const own: Place = { stage: 'registered', lane: world.north, officer: world.officer, rank: 'a0' }
  await someCards(Array.from({ length: 9 }, () => own))
  const page = await openLaneAs(world.manager)
  const seat = row(page, world.officer).locator('.cell.stage-registered')
  await seat.locator('[data-card]').nth(2).waitFor()
  expect(await seat.locator('[data-card]').count()).toBe(3)
  await seat.getByRole('button', { name: /6 autres/ }).click()
  await vi.waitFor(async () => expect(await seat.locator('[data-card]').count()).toBe(9))
  await seat.locator('[data-card]').last().focus()
  await expectAccessible(page)
  await seat.getByRole('button', { name: /Réduire/ }).click()
  await vi.waitFor(async () => expect(await seat.locator('[data-card]').count()).toBe(3))
})

test('the open lane fits a window of 320 px, and a phone’s rows name their stages', async () => {
  await someCards([received, places.own])
  const page = await openLaneAs(world.manager, { viewport: { width: 320, height: 640 } })
  await row(page, world.officer)
    .getByText(/1er contact :/)
    .first()
    .waitFor()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('a folded lane names each of its counts for who hears it', async () => {
  await someCards([places.south, places.south])
  const page = await openBoardAs({ browser, server }, world.coordinator)
  await page.getByRole('button', { name: 'South', exact: true }).click()
  const names = page.locator(`[data-lane="${world.south}"] .lane-folded-row h3`)
  await vi.waitFor(async () =>
    expect((await names.allTextContents()).map((text) => text.replaceAll('\u00A0', ' '))).toEqual([
      'Reçu : 0 jeune',
      'Transmis : 2 jeunes',
      '1er contact : 0 jeune',
      'Inscrit : 0 jeune',
      'Suivi : 0 jeune',
      'Non joint : 0 jeune',
    ]),
  )
  await expectAccessible(page)
  await page.getByRole('button', { name: 'South', exact: true }).click()
})

test('a territory is said as people of that language say it', async () => {
  await server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      const { lanes } = boardTypes(doc)
      const south = laneEntry.parse(lanes.get(world.south))
      lanes.set(world.south, { ...south, postCodes: ['75001', '75018'] })
    },
  })
  for (const [locale, text] of [
    ['fr-FR', '1er 18e'],
    ['en-GB', '1st 18th'],
  ] as const) {
    const page = await openBoardAs({ browser, server }, world.coordinator, { locale })
    const territory = page.locator(`[data-lane="${world.south}"] .lane-territory`)
    await vi.waitFor(async () => expect(await territory.textContent()).toBe(text))
  }
})

test('a lane that does not exist says so and leads back', async () => {
  const page = await openBoardAs({ browser, server }, world.manager)
  await page.goto(`${server.url}/c/${world.campaign}/couloir/nobody01`)
  await page.getByText('Ce secteur n’existe pas').waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Tableau' }).click()
  await page.getByRole('link', { name: 'Ouvrir North en plein écran' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/c/${world.campaign}`)
})

test('folded lanes stay folded in another browser, and a card may be dropped on a folded one', async () => {
  const [card] = await someCards([received])
  const page = await openBoardAs({ browser, server }, world.coordinator)
  await page.getByRole('button', { name: 'South', exact: true }).click()
  await vi.waitFor(async () => {
    const [kept] = await server.sql<{ value: unknown }[]>`
      select value from preference where user_id = ${world.coordinator}`
    expect(kept?.value).toMatchObject({ foldedLanes: [world.south] })
  })
  const elsewhere = await openBoardAs({ browser, server }, world.coordinator)
  const fold = elsewhere.getByRole('button', { name: 'South', exact: true })
  await vi.waitFor(async () => expect(await fold.getAttribute('aria-expanded')).toBe('false'))
  await drag(
    elsewhere,
    cardOn(elsewhere, card),
    elsewhere.locator(`.lane-folded-cell[data-drop="cell dispatched ${world.south}"]`),
  )
  await untilSaved(elsewhere)
  expect(await placeKept(server, card)).toMatchObject({ stage: 'dispatched', lane: world.south })
  await expectAccessible(elsewhere)
  // Who is led to a card in it sees it there, and has wished nothing about the lane.
  const led = await openBoardAs({ browser, server }, world.coordinator, { query: `?card=${card}` })
  await cardIn(led, card, { stage: 'dispatched', lane: world.south }).waitFor()
  await led.reload()
  await untilLive(led)
  const [kept] = await server.sql<{ value: unknown }[]>`
    select value from preference where user_id = ${world.coordinator}`
  expect(kept?.value).toMatchObject({ foldedLanes: [world.south] })
})

test('an archived lane keeps its cards within reach, takes none, and is gone once it is empty', async () => {
  const lane = laneId.parse('lane_old')
  const entry = { name: 'Old', position: 9, postCodes: [], managers: [], officers: [] }
  const setLane = (archived: boolean) =>
    server.rooms.execute(board, {
      user: world.coordinator,
      edit: (doc) => boardTypes(doc).lanes.set(lane, { ...entry, archived }),
      also: async () => {},
    })
  await setLane(false)
  const [card] = await someCards([{ ...received, lane }])
  await setLane(true)
  // High enough for every lane: what is dragged and where to are in sight at once.
  const viewport = { width: 1440, height: 1700 }
  const page = await openBoardAs({ browser, server }, world.coordinator, { viewport })
  const section = page.locator(`[data-lane="${lane}"]`)
  await section.getByText('archivé').waitFor()
  const [other] = await someCards([received])
  await drag(page, cardOn(page, other), section.locator('.cell.stage-dispatched'))
  await page.getByText('ce secteur n’existe plus').first().waitFor()
  expect(await placeKept(server, other)).toMatchObject({ lane: world.north })
  await drag(
    page,
    cardOn(page, card),
    page.locator(`.cell[data-drop="cell dispatched ${world.north}"]`),
  )
  await section.waitFor({ state: 'detached' })
  await untilSaved(page)
  expect(await placeKept(server, card)).toMatchObject({ lane: world.north })
})

test('what the filters keep is counted beside all, kept as a view by name, and sent as a link', async () => {
  const other = await openBoardAs({ browser, server }, world.manager)
  const page = await openBoardAs({ browser, server }, world.manager, { query: '?f=minor' })
  await page.getByRole('button', { name: 'Filtres', exact: true }).click()
  await page.getByRole('menuitemradio', { name: /Lille \(/ }).click()
  await page.keyboard.press('Escape')
  expect(page.url()).toContain('commune=Lille')
  await page.getByRole('button', { name: /^Inconnus/ }).click()
  await page.getByRole('button', { name: /^En retard/ }).click()
  await page.getByRole('button', { name: 'Vue', exact: true }).click()
  await expectAccessible(page)
  await page.getByRole('menuitem', { name: 'Enregistrer cette vue…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Enregistrer cette vue' })
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await dialog.getByText('Donnez un nom à la vue').waitFor()
  await dialog.getByLabel('Nom de la vue').fill('Mineurs de Lille')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  const asked = new URL(page.url()).search
  await page.getByRole('button', { name: 'Retirer les filtres' }).first().click()
  await page.getByRole('button', { name: 'Vue', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Mineurs de Lille' }).click()
  await page.waitForFunction(
    (search) =>
      [...new URLSearchParams(search)].every(
        ([key, value]) => new URLSearchParams(location.search).get(key) === value,
      ),
    asked,
  )
  // Another tab that was open before adds its own view to this one.
  await other.getByRole('button', { name: 'Vue', exact: true }).click()
  await other.getByRole('menuitem', { name: 'Enregistrer cette vue…' }).click()
  await other.getByLabel('Nom de la vue').fill('Toutes')
  await other.keyboard.press('Enter')
  await other.getByRole('dialog').waitFor({ state: 'detached' })
  await other.getByRole('button', { name: 'Vue', exact: true }).click()
  for (const name of ['Mineurs de Lille', 'Toutes']) {
    await other.getByRole('menuitem', { name }).waitFor()
  }
  // A colleague who opens the link sees the same choice.
  const colleague = await openBoardAs({ browser, server }, world.coordinator, { query: asked })
  await colleague.getByRole('button', { name: /^Mineurs/, pressed: true }).waitFor()
  await colleague.getByRole('button', { name: 'Lille' }).waitFor()
})

test('[P1] the link of a lane opens nothing for who is not of the campaign', async () => {
  const page = await browser.openPage()
  const [name = '', value = ''] = (await signIn(server.sql, world.stranger)).split('=')
  await page.context().addCookies([{ name, value, url: server.url }])
  await page.goto(`${server.url}/c/${world.campaign}/couloir/${world.north}`)
  await page.getByText('Il n’y a pas de tableau ici').waitFor()
  expect(await page.getByText('North').count()).toBe(0)
})
