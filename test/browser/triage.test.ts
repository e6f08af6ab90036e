// Triage in real browsers: two coordinators and an RS at one list, by keyboard alone, in both themes, on a phone.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Page, Route } from 'playwright-core'
import { must } from '#shared/assert.ts'
import type { Relance } from '#server/relance.ts'
import {
  expectAccessible,
  expectNoSidewaysScroll,
  expectShown,
  openBrowser,
  type TestBrowser,
} from '#test/support/browser.ts'
import { startServer } from '#test/support/server.ts'
import { decideByKeys, openTriageAs, rowOf, untilReady } from '#test/support/triage-page.ts'
import {
  aminataFile,
  anExtract,
  aTriage,
  nearLeoFile,
  someYouths,
  type TriageWorld,
} from '#test/support/triage.ts'

vi.setConfig({ testTimeout: 300_000 })

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

const fixture = (name: string, receivedOn?: string) => ({
  name,
  bytes: readFileSync(`test/fixtures/lists/${name}`),
  ...(receivedOn === undefined ? {} : { receivedOn }),
})
const solene = (world: TriageWorld) => world.coordinator.person.id

/** Standing decisions a card, and how many there are. */
async function standing(world: TriageWorld) {
  return server.sql<{ cardId: string; n: number; by: string }[]>`
    select card_id, count(*)::int as n, min(by_user_id) as by
    from triage_decision
    where campaign_id = ${world.campaign} and ended_at is null
    group by card_id`
}

test('[2] two coordinators triage the lists of two weeks at once while an RS dispatches: each row is decided once', async () => {
  const world = await aTriage(server, {
    lists: [
      fixture('operateur_2020-S15.csv', '2020-04-10'),
      fixture('operateur_2020-S16.csv', '2020-04-16'),
    ],
  })
  await world.load(fixture('imilo_extrait.csv'))
  const queue = await world.matched()
  const total = queue.waiting.length
  expect(total).toBeGreaterThanOrEqual(60)

  const seat = { server, browser, world }
  const first = await openTriageAs(seat, solene(world))
  const second = await openTriageAs(seat, world.people.ines)
  const rs = await openTriageAs(seat, world.people.manager, { path: '' })

  // The certain ones together, after a look at some of them.
  await untilReady(first)
  await first.keyboard.press('b')
  const panel = first.getByRole('dialog', { name: /^Confirmer \d+ fiches certaines$/ })
  await panel.getByText('Exemples, au hasard').waitFor()
  await panel.getByRole('button', { name: /^Confirmer \d+ fiches$/ }).click()
  await first
    .getByText(/^\d+.fiches confirmées/)
    .first()
    .waitFor()

  const given: string[] = []
  const dispatch = async () => {
    for (let n = 0; n < 3; n++) given.push(await giveByKeys(rs))
  }
  const [mine, hers] = await Promise.all([sort(first), sort(second), dispatch()])

  for (const page of [first, second]) {
    await page.getByRole('heading', { level: 1, name: 'Tout est réparti' }).waitFor()
    await page.locator('.triage-progress b', { hasText: String(total) }).waitFor()
  }
  const decided = await standing(world)
  expect(decided).toHaveLength(total)
  expect(decided.every((one) => one.n === 1)).toBe(true)
  const everBy = (user: string) => decided.filter((one) => one.by === user).length
  expect(everBy(solene(world)) + everBy(world.people.ines)).toBe(total)
  expect(mine.size).toBeGreaterThan(5)
  expect(hers.size).toBeGreaterThan(5)
  const twice = await server.sql`
    select 1 from triage_decision where campaign_id = ${world.campaign} and ended_how = 'replaced'`
  expect(twice).toHaveLength(0)
  const waiting = await server.sql`
    select 1
    from card
    where campaign_id = ${world.campaign} and stage = 'received' and lane_id is null and not closed`
  expect(waiting).toHaveLength(0)
  const held = await server.sql<{ id: string }[]>`
    select id from card where officer_id = ${world.people.officer} and id in ${server.sql(given)}`
  expect(held).toHaveLength(3)
})

/** Decides until nothing is left; answers the rows that were on screen. */
async function sort(page: Page): Promise<ReadonlySet<string>> {
  const cards = new Set<string>()
  for (;;) {
    const card = await decideByKeys(page)
    if (card === null) return cards
    cards.add(card)
  }
}

/** An RS gives a card that arrived in their lane to an officer, by keyboard. */
async function giveByKeys(page: Page): Promise<string> {
  const arrived = page.locator('[data-cell^="received|"]:not([data-cell="received|"]) [data-card]')
  await arrived.first().waitFor({ timeout: 120_000 })
  const card = must(await arrived.first().getAttribute('data-card'), 'a card')
  await page.locator(`.board [data-card="${card}"]`).focus()
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog', { name: /^Confier/ })
  await dialog.getByRole('button', { name: /Nawel/ }).click()
  await page
    .locator(`[data-cell^="received|"] [data-card="${card}"]`)
    .waitFor({ state: 'detached' })
  return card
}

test('[W5] what a colleague decides disappears from what is to sort, and my place and focus stay; her row is outlined and skipped', async () => {
  const world = await aTriage(server, { lists: [someYouths] })
  await world.load(anExtract(aminataFile, nearLeoFile))
  await world.matched()
  const seat = { server, browser, world }
  const me = await openTriageAs(seat, solene(world))
  const mine = must(await untilReady(me), 'a row')
  const her = await openTriageAs(seat, world.people.ines)
  const hers = must(await untilReady(her), 'a row')
  expect(hers, 'two do not begin on one row').not.toBe(mine)

  await rowOf(me, hers).locator('.avatar').waitFor()
  expect(await rowOf(me, hers).textContent()).toContain('Inès Tavares est sur cette ligne')
  await expectAccessible(me)
  const name = await me.locator('h1').textContent()
  await me.locator('h1').focus()
  await me.getByRole('button', { name: /^À trier/ }).click()
  await me.locator('h1').focus()
  await her.keyboard.press('i')
  await her.keyboard.press('1')
  await rowOf(me, hers).waitFor({ state: 'detached' })
  expect(await me.locator('h1').textContent()).toBe(name)
  expect(await me.evaluate(() => document.activeElement?.tagName)).toBe('H1')

  // She stands on another row by now: what comes next for me is not hers.
  const next = must(await untilReady(her), 'a row')
  await rowOf(me, next).locator('.avatar').waitFor()
  await me.keyboard.press('Space')
  expect(await untilReady(me)).not.toBe(next)
  await expectShown(rowOf(me, mine).getByText('plus tard'))
})

test('[W2] two decide one row in the same moment: one is kept, the other hears who, what and where', async () => {
  const world = await aTriage(server, { lists: [someYouths] })
  await world.load(anExtract(aminataFile, nearLeoFile))
  await world.matched()
  const seat = { server, browser, world }
  const me = await openTriageAs(seat, solene(world))
  const card = must(await untilReady(me), 'a row')
  const name = must(await me.locator('h1').textContent(), 'a name')
  const her = await openTriageAs(seat, world.people.ines)
  await untilReady(her)
  await rowOf(her, card).click()
  await untilReady(her)
  await her.getByText('Solène Maury est sur cette ligne').first().waitFor()

  // My decision is on its way when hers is kept.
  const held: Route[] = []
  await me.route('**/triage/decisions', (route) => {
    held.push(route)
  })
  await me.keyboard.press('i')
  await me.keyboard.press('2')
  await her.keyboard.press('c')
  await her.keyboard.press('1')
  await vi.waitFor(async () => expect(await standing(world)).toHaveLength(1))
  await held[0]?.continue()
  await me
    .getByText(
      `Inès Tavares a trié ${name} avant vous : connu·e, Nord. Votre choix n’a pas été retenu.`,
    )
    .first()
    .waitFor()
  expect(await standing(world)).toMatchObject([{ cardId: card, n: 1, by: world.people.ines }])
  await expectAccessible(me)
})

test('[2] by keyboard alone: candidates, refusal, aside, duplicate, undo; every state passes axe in both themes', async () => {
  const world = await aTriage(server, { lists: [someYouths] })
  const page = await openTriageAs({ server, browser, world }, solene(world))
  await untilReady(page)
  await page.getByText('Pas d’extrait i-milo').waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Charger un extrait' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Extrait i-milo' }).waitFor()
  await expectAccessible(page)
  const send = (file: { name: string; bytes: Uint8Array }) =>
    page
      .locator('.dialog input[type=file]')
      .setInputFiles({ name: file.name, mimeType: 'text/csv', buffer: Buffer.from(file.bytes) })
  await send({ name: 'photo.csv', bytes: Buffer.from([137, 80, 78, 71, 0]) })
  await page.getByText('Ce n’est pas une liste').first().waitFor()
  await send(anExtract(aminataFile, nearLeoFile))
  await page.locator('.dialog').waitFor({ state: 'detached' })

  // Aminata is certain, and pre-ticked.
  const table = page.locator('table.match')
  await table.getByText('Certain').waitFor()
  await page.locator('.triage-decision[aria-pressed="true"]', { hasText: 'Connu' }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('n')
  await page.getByText(/1.dossier écarté/).waitFor()
  await page.getByRole('button', { name: 'Proposer à nouveau' }).focus()
  await page.keyboard.press('Enter')
  await table.getByText('Certain').waitFor()
  await page.locator('h1').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Léo Mercier' }).waitFor()
  await page.getByText('connu·e, Nord').first().waitFor()

  // To check: nothing is pre-ticked, and a number alone decides nothing.
  await table.getByText('À vérifier').waitFor()
  expect(await page.locator('.triage-decision[aria-pressed="true"]').count()).toBe(0)
  await page.keyboard.press('1')
  await page.getByText('Choisissez d’abord').first().waitFor()
  await expectShown(table.locator('.match-near u').first())
  await page.keyboard.press('c')
  await page.keyboard.press('1')

  await page.getByRole('heading', { level: 1, name: 'Fatou Traoré' }).waitFor()
  await untilReady(page)
  await page.keyboard.press('d')
  const dialog = page.getByRole('dialog', { name: /doublon de quelle fiche/ })
  await dialog.getByRole('button', { name: /C’est la même personne/ }).waitFor()
  await expectAccessible(page)
  // The hand is on it already.
  await dialog.locator('button:focus', { hasText: 'C’est la même personne' }).waitFor()
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await untilReady(page)
  await page.keyboard.press('z')
  await page
    .getByText(/revient dans le tri/)
    .first()
    .waitFor()
  await page.getByRole('heading', { level: 1, name: 'Fatou Traoré' }).waitFor()

  await page.keyboard.press('p')
  await page.getByRole('dialog', { name: /Que manque-t-il/ }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('4')
  await untilReady(page)
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Raccourcis du tri' }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.locator('.dialog').waitFor({ state: 'detached' })

  while ((await decideByKeys(page)) !== null);
  await page.getByRole('heading', { level: 1, name: 'Tout est réparti' }).waitFor()
  await expectAccessible(page)
  await page.getByText(/1.fiche reste de côté/).waitFor()
  await page.getByRole('button', { name: 'Voir ce qui reste' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Mis de côté : Adresse ou secteur.').waitFor()
})

test('[S6] a decision that somebody has worked since is not undone, and who it was is said', async () => {
  const world = await aTriage(server, { lists: [someYouths] })
  await world.load(anExtract(aminataFile, nearLeoFile))
  await world.matched()
  const seat = { server, browser, world }
  const page = await openTriageAs(seat, solene(world))
  await untilReady(page)
  await page.keyboard.press('i')
  await page.keyboard.press('1')
  const rs = await openTriageAs(seat, world.people.manager, { path: '' })
  await giveByKeys(rs)
  await page.keyboard.press('z')
  await expectShown(
    page
      .getByText('Non annulé : Hélène Garnier a travaillé la fiche de Aminata Diallo depuis.')
      .first(),
  )
})

test('on a phone of 390 pixels and one of 320: read, decide and send by touch, nothing beside the window', async () => {
  const world = await aTriage(server, { lists: [someYouths] })
  await world.load(anExtract(aminataFile, nearLeoFile))
  await world.matched()
  const page = await openTriageAs({ server, browser, world }, solene(world), {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    locale: 'en-GB',
  })
  await untilReady(page)
  await page.getByRole('heading', { level: 1, name: 'Aminata Diallo' }).waitFor()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Unknown' }).tap()
  await page.locator('.triage-lane-proposed').tap()
  await page.getByRole('heading', { level: 1, name: 'Léo Mercier' }).waitFor()
  await page.getByRole('button', { name: 'Show the queue' }).tap()
  await expectShown(page.locator('.triage-row').first())
  await page.setViewportSize({ width: 320, height: 640 })
  await expectNoSidewaysScroll(page)
})
