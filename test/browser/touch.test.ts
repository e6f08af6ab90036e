// The board under a finger: scenario 14, and what a phone and a tablet need besides.
import { expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { moveCard } from '#shared/documents/board-edits.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { expectAccessible, expectNoSidewaysScroll } from '#test/support/browser.ts'
import {
  cardIn,
  cardOn,
  cell,
  placeKept,
  stageShown,
  untilSaved,
} from '#test/support/board-page.ts'
import { fingerOn, middleOf, phone, smallTargets } from '#test/support/finger.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'

const at = peopleAtBoard()
const wideTablet = { ...phone, viewport: { width: 1366, height: 1024 } }

test('scenario 14: a finger that scrolls never lifts a card, forty times, on a phone and on a tablet', async () => {
  const cards = await at.cards(...Array.from({ length: 14 }, () => places.free))
  // Enough below for a phone to have something to scroll.
  await at.cards(...Array.from({ length: 14 }, () => places.south))
  for (const device of [phone, { ...phone, viewport: { width: 1024, height: 768 } }]) {
    const page = await at.open(world.coordinator, device)
    const finger = await fingerOn(page)
    const scroller =
      device === phone
        ? page.locator('.board')
        : cell(page, 'dispatched', world.north).locator('.cell-scroll')
    const seen = page.locator(`[data-cell="dispatched|${world.north}"] [data-card]`)
    await seen.first().waitFor()
    for (let round = 0; round < 20; round += 1) {
      const from = await middleOf(seen.nth(2))
      const by = round % 2 === 0 ? -120 : 120
      await finger.down(from)
      await finger.moveTo({ x: from.x + (round % 5), y: from.y + by })
      expect(await page.locator('.ghost-mine, .drag-hint').count()).toBe(0)
      await finger.up()
    }
    await finger.down(await middleOf(seen.nth(2)))
    await finger.moveTo({ x: 200, y: 120 })
    await finger.up()
    await vi.waitFor(async () =>
      expect(await scroller.evaluate((element) => element.scrollTop)).toBeGreaterThan(20),
    )
    expect(await page.locator('.drawer, .dialog').count()).toBe(0)
  }
  for (const card of cards)
    expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'dispatched' })
}, 120_000)

test('scenario 14: on a phone a card is moved with taps alone, and taken back', async () => {
  const [card] = await at.cards({ ...places.own, rank: 'a1' })
  const page = await at.open(world.coordinator, phone)
  await page
    .locator('.stages')
    .getByRole('button', { name: /1er contact/ })
    .tap()
  await cardOn(page, card).tap()
  await page.getByRole('button', { name: 'Déplacer vers…' }).tap()
  const sheet = page.getByRole('dialog')
  await expectAccessible(page)
  expect(await smallTargets(page)).toEqual([])
  await sheet.getByRole('button', { name: /^Transmis/ }).tap()
  await sheet.waitFor({ state: 'detached' })
  await untilSaved(page)
  expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'dispatched' })
  await page
    .locator('.toast')
    .getByRole('button', { name: /Annuler/ })
    .tap()
  await untilSaved(page)
  await vi.waitFor(async () =>
    expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'first_contact' }),
  )
})

test('a finger that rests opens the sheet on a phone, and carries the card on a tablet', async () => {
  const [card, other] = await at.cards(
    { ...places.south, stage: 'registered' },
    { ...places.south, stage: 'registered' },
  )
  const page = await at.open(world.coordinator, phone)
  await page
    .locator('.stages')
    .getByRole('button', { name: /Inscrit/ })
    .tap()
  const finger = await fingerOn(page)
  await cardOn(page, card).scrollIntoViewIfNeeded()
  await finger.down(await middleOf(cardOn(page, card)))
  await page.getByRole('dialog', { name: /^Déplacer/ }).waitFor()
  await finger.up()
  // Some phones make a click of the finger that goes up: it opens nothing behind the sheet.
  await cardOn(page, card).evaluate((link) =>
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 })),
  )
  expect(await page.getByRole('dialog', { name: /^Déplacer/ }).count()).toBe(1)
  expect(page.url()).not.toContain('card=')
  await page.keyboard.press('Escape')
  const tablet = await at.open(world.coordinator, wideTablet)
  const hand = await fingerOn(tablet)
  const carried = must(other, 'two cards')
  await cardOn(tablet, carried).scrollIntoViewIfNeeded()
  await hand.down(await middleOf(cardOn(tablet, carried)))
  await tablet.locator('.ghost-mine').waitFor()
  await hand.moveTo(await middleOf(cell(tablet, 'followed_up', world.south)))
  await tablet.locator('.cell-aimed').waitFor()
  await hand.up()
  await cardIn(tablet, carried, { stage: 'followed_up', lane: world.south }).waitFor()
  await untilSaved(tablet)
  expect(await placeKept(at.server(), carried)).toMatchObject({ stage: 'followed_up' })
})

test('[W1] of two fingers that rest on cards one carries, and all of it ends when they go up', async () => {
  const [one, two] = await at.cards(
    { ...places.south, stage: 'followed_up' },
    { ...places.south, stage: 'followed_up' },
  )
  const karim = await at.open(world.manager)
  const tablet = await at.open(world.coordinator, wideTablet)
  const fingers = await fingerOn(tablet)
  await cardOn(tablet, must(two, 'two cards')).scrollIntoViewIfNeeded()
  await fingers.down(
    await middleOf(cardOn(tablet, one)),
    await middleOf(cardOn(tablet, must(two, 'two cards'))),
  )
  await tablet.locator('.ghost-mine').waitFor()
  await karim.locator(`.card-hole[data-card="${two}"]`).waitFor({ state: 'attached' })
  // A card that only the other finger rests on stays where it is, however long.
  await fingers.moveTo(await middleOf(cell(tablet, 'registered', world.south)))
  expect(await tablet.locator('.card-origin').count()).toBe(1)
  await fingers.up()
  await tablet.locator('.ghost-mine').waitFor({ state: 'detached' })
  await karim.locator('.card-hole').waitFor({ state: 'detached' })
  expect(await tablet.locator('.board-dragging').count()).toBe(0)
  // The page scrolls again.
  const isKept = await tablet.locator('.board').evaluate((element) => {
    const move = new TouchEvent('touchmove', { bubbles: true, cancelable: true })
    element.dispatchEvent(move)
    return move.defaultPrevented
  })
  expect(isKept).toBe(false)
  for (const card of [one, two])
    expect(await placeKept(at.server(), must(card, 'a card'))).toMatchObject({
      stage: 'followed_up',
    })
})

test('[W5] a finger keeps the card it carries when a colleague moves it, and drops it where it likes', async () => {
  const [card] = await at.cards({ ...places.south, stage: 'registered' })
  // Not high enough for both lanes: what a finger may scroll it would take from the hand.
  const tablet = await at.open(world.coordinator, {
    ...wideTablet,
    viewport: { width: 1366, height: 560 },
  })
  const finger = await fingerOn(tablet)
  await tablet.locator('.board').evaluate((element) => element.scrollTo({ top: 10_000 }))
  await cardOn(tablet, card).scrollIntoViewIfNeeded()
  const from = await middleOf(cardOn(tablet, card))
  await finger.down(from)
  await tablet.locator('.ghost-mine').waitFor()
  await at.server().rooms.execute(board, {
    user: world.manager,
    edit: (doc) => moveCard(doc, card, { ...places.south, stage: 'first_contact', rank: 'a0' }),
  })
  await cardIn(tablet, card, { stage: 'first_contact', lane: world.south }).waitFor({
    state: 'attached',
  })
  await finger.moveTo({ x: from.x, y: from.y + 60 })
  await finger.moveTo(await middleOf(cell(tablet, 'not_reached', world.south)))
  await tablet.locator('.cell-aimed').waitFor()
  await finger.up()
  await cardIn(tablet, card, { stage: 'not_reached', lane: world.south }).waitFor()
  await untilSaved(tablet)
  expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'not_reached' })
})

test('a finger scrolls the table both ways on a phone, and the bar of what is chosen there stays in the window', async () => {
  await at.cards(places.received, places.received)
  const page = await at.open(world.coordinator, { ...phone, query: '?view=table' })
  await page.locator('.card-table [data-card]').first().waitFor()
  const finger = await fingerOn(page)
  await finger.down({ x: 330, y: 420 })
  await finger.moveTo({ x: 60, y: 420 })
  await finger.up()
  const box = page.locator('.card-table-box')
  await vi.waitFor(async () => expect(await box.evaluate((e) => e.scrollLeft)).toBeGreaterThan(50))
  await box.evaluate((e) => e.scrollTo({ left: 0 }))
  await page.locator('.card-table thead input').tap()
  const bar = page.locator('.selection-bar')
  await bar.getByRole('button', { name: 'Transmettre aux secteurs' }).waitFor()
  await bar.getByRole('button', { name: 'Désélectionner' }).waitFor()
  await expectNoSidewaysScroll(page)
  const buttons = (await smallTargets(page)).filter((one) => one.startsWith('button'))
  expect(buttons).toEqual([])
  await expectAccessible(page)
  await bar.getByRole('button', { name: 'Désélectionner' }).tap()
  await bar.waitFor({ state: 'detached' })
})

test('[W1] [W4] what a wide screen has beside the filters is in « Vue » on a phone: undo and redo by name, order, legend, who is here and following them', async () => {
  const [card] = await at.cards({ ...places.own, rank: 'a2' })
  const karim = await at.open(world.manager)
  const page = await at.open(world.coordinator, phone)
  const menu = () => page.getByRole('button', { name: 'Vue', exact: true }).tap()
  const item = (name: string | RegExp) => page.getByRole('menuitem', { name })
  await menu()
  expect(await item('Rien à annuler').getAttribute('aria-disabled')).toBe('true')
  await expectAccessible(page)
  expect(await smallTargets(page)).toEqual([])
  await page.getByRole('menuitemradio', { name: 'nom' }).tap()
  expect(page.url()).toContain('sort=name')
  await page.keyboard.press('Escape')

  await page
    .locator('.stages')
    .getByRole('button', { name: /1er contact/ })
    .tap()
  await cardOn(page, card).tap()
  await page.getByRole('button', { name: 'Déplacer vers…' }).tap()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Transmis/ })
    .tap()
  await page.getByRole('complementary').getByRole('button', { name: 'Fermer' }).tap()
  await untilSaved(page)
  await menu()
  await item(/^Annuler : déplacer Prénom Nom0/).tap()
  await vi.waitFor(async () =>
    expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'first_contact' }),
  )
  await menu()
  await item(/^Rétablir : déplacer Prénom Nom0/).tap()
  await vi.waitFor(async () =>
    expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'dispatched' }),
  )

  await menu()
  await item('Légende du tableau').tap()
  const legend = page.getByRole('dialog', { name: 'Légende du tableau' })
  await expectAccessible(page)
  await legend.getByRole('button', { name: 'Fermer' }).tap()

  await menu()
  await item(/^En ligne/).tap()
  const people = page.getByRole('dialog', { name: 'En ligne' })
  await people.locator('b', { hasText: 'Karim Bensaïd' }).waitFor()
  await expectAccessible(page)
  expect(await smallTargets(page)).toEqual([])
  await people.getByRole('button', { name: /^Suivre Karim/ }).tap()
  await page.getByText('Vous suivez Karim').first().waitFor()
  await cardOn(karim, card).focus()
  await vi.waitFor(async () => expect(await stageShown(page)).toBe('Transmis'))
  await expectAccessible(page)
  expect(await smallTargets(page)).toEqual([])
})

test('a swipe goes from stage to stage and, in an open lane, from lane to lane; a slow or slanted finger goes nowhere', async () => {
  await at.cards(places.free)
  const page = await at.open(world.coordinator, phone)
  const finger = await fingerOn(page)
  const swipe = async (by: number, down = 0) => {
    const from = { x: by < 0 ? 320 : 70, y: 420 }
    await finger.down(from)
    await finger.moveTo({ x: from.x + by, y: from.y + down })
    await finger.up()
  }
  expect(await stageShown(page)).toBe('Transmis')
  await swipe(-220)
  await vi.waitFor(async () => expect(await stageShown(page)).toBe('1er contact'))
  await page
    .getByRole('status')
    .getByText(/^1er contact : /)
    .waitFor()
  // The tab one has come to is in sight.
  await swipe(-220)
  await vi.waitFor(async () => expect(await stageShown(page)).toBe('Inscrit'))
  const tab = await page.locator('.stages [aria-pressed="true"]').boundingBox()
  expect(tab?.x).toBeGreaterThanOrEqual(0)
  await swipe(220)
  await vi.waitFor(async () => expect(await stageShown(page)).toBe('1er contact'))
  await swipe(-120, 160)
  expect(await stageShown(page)).toBe('1er contact')
  expect(await page.locator('.ghost-mine, .dialog').count()).toBe(0)

  await page.goto(`${at.server().url}/c/${world.campaign}/couloir/${world.north}`)
  await page.getByRole('heading', { name: 'North', level: 2 }).waitFor()
  await page.locator('.lane-row').first().waitFor()
  await swipe(-220)
  await page.getByRole('heading', { name: 'South', level: 2 }).waitFor()
  await swipe(220)
  await page.getByRole('heading', { name: 'North', level: 2 }).waitFor()
  // The first touch of glass that still glides from the throw only stops it, as everywhere on a phone.
  await vi.waitFor(
    async () => {
      await page
        .locator('.lane-tabs')
        .getByRole('link', { name: /^South/ })
        .tap()
      await page.getByRole('heading', { name: 'South', level: 2 }).waitFor({ timeout: 1000 })
    },
    { timeout: 15_000 },
  )
})

test('a page that two fingers have drawn nearer moves under one, and is not swiped away', async () => {
  await at.cards(places.free)
  const page = await at.open(world.coordinator, phone)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 })
  await page.locator('[data-nearer]').waitFor()
  const finger = await fingerOn(page)
  await finger.down({ x: 150, y: 300 })
  await finger.moveTo({ x: 30, y: 300 })
  await finger.up()
  await vi.waitFor(async () =>
    expect(await page.evaluate(() => globalThis.visualViewport?.offsetLeft)).toBeGreaterThan(20),
  )
  expect(await stageShown(page)).toBe('Transmis')
  await devtools.send('Emulation.setPageScaleFactor', { pageScaleFactor: 1 })
  await page.locator('[data-nearer]').waitFor({ state: 'detached' })
})

test('nothing to press on a phone is smaller than 44 px, and nothing is lost at 320 px or at 200 %', async () => {
  await at.cards(places.free, places.own, places.received)
  for (const viewport of [phone.viewport, { width: 320, height: 640 }]) {
    const page = await at.open(world.coordinator, { ...phone, viewport })
    expect(await smallTargets(page)).toEqual([])
    await expectNoSidewaysScroll(page)
    await page.getByRole('button', { name: 'Vue', exact: true }).tap()
    await page.getByRole('menu').waitFor()
    expect(await smallTargets(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('.cell-all').first().tap()
    await page.getByRole('dialog').waitFor()
    expect(await smallTargets(page)).toEqual([])
    await expectNoSidewaysScroll(page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.goto(`${at.server().url}/c/${world.campaign}/couloir/${world.north}`)
    await page.locator('.lane-row').first().waitFor()
    expect(await smallTargets(page)).toEqual([])
    await expectNoSidewaysScroll(page)
    await page.goto(`${at.server().url}/c/${world.campaign}?view=table`)
    await page.locator('.card-table [data-card]').first().waitFor()
    await expectNoSidewaysScroll(page)
  }
  // A desktop window at 200 %: half as many pixels to lay out.
  const zoomed = await at.open(world.coordinator, {
    viewport: { width: 640, height: 400 },
    deviceScaleFactor: 2,
  })
  await expectNoSidewaysScroll(zoomed)
  // Seen, not only there to be heard: where a word has no room, its sign stands, under the same name.
  for (const seen of [
    zoomed.getByText('En retard').first(),
    zoomed.getByRole('button', { name: 'Rechercher un jeune' }),
    zoomed.locator('.pill .icon'),
    zoomed.locator('.stages [aria-pressed="true"] .stage-name'),
    zoomed.locator('.board .card-name').first(),
  ]) {
    const box = must(await seen.boundingBox(), 'it is on the page')
    expect(Math.min(box.width, box.height)).toBeGreaterThan(10)
    const isOnTop = await seen.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      const met = document.elementFromPoint(x + width / 2, y + height / 2)
      return met !== null && (element.contains(met) || met.contains(element))
    })
    expect(isOnTop).toBe(true)
  }
  await expectNoSidewaysScroll(zoomed)
  await expectAccessible(zoomed)
}, 120_000)
