import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { startServer } from '#test/support/server.ts'
import { day } from '#shared/domain/day.ts'
import { editCards } from '#shared/documents/board-edits.ts'
import { addCards, board, buildWorld, places, world } from '#test/support/board-world.ts'
import { expectAccessible, openBrowser } from '#test/support/browser.ts'
import {
  cardIn,
  cardOn,
  cell,
  drag,
  openBoardAs,
  placeKept,
  untilSaved,
} from '#test/support/board-page.ts'
import type { Relance } from '#server/relance.ts'
import type { TestBrowser } from '#test/support/browser.ts'
import type { CardId } from '#shared/domain/ids.ts'

let server: Relance
let browser: TestBrowser
let from = 0

beforeAll(async () => {
  server = await startServer()
  await buildWorld(server)
  await server.sql`update app_user set name = 'Karim Bensaïd' where id = ${world.manager}`
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function aCard(at: Parameters<typeof addCards>[1][number] = places.free): Promise<CardId> {
  const [card] = await addCards(server, [at], from)
  from += 1
  return must(card, 'a card was asked for')
}

const open = (user: Parameters<typeof openBoardAs>[1], options = {}) =>
  openBoardAs({ browser, server }, user, options)

/** Facts of a card as the database keeps them. */
async function factsKept(card: CardId): Promise<Record<string, unknown>> {
  const [row] = await server.sql<{ fields: Record<string, unknown> }[]>`
    select fields from card where id = ${card}`
  return must(row, 'the card is kept').fields
}

test('[S4] a drop on "Inscrit" takes effect at once and asks, beside the card, for the registration', async () => {
  const card = await aCard()
  const page = await open(world.manager)
  await drag(page, cardOn(page, card), cell(page, 'registered', world.north))
  const form = page.getByRole('dialog', { name: /^Inscription/ })
  await form.waitFor()
  await untilSaved(page)
  expect(await placeKept(server, card)).toMatchObject({ stage: 'registered' })
  await expectAccessible(page)
  await form.getByRole('radio', { name: 'saisie faite' }).check()
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.waitFor({ state: 'detached' })
  await untilSaved(page)
  await vi.waitFor(async () => {
    expect(await factsKept(card)).toMatchObject({
      registration: { kind: 'registered', imilo: 'recorded' },
      appointment: { status: 'planned' },
    })
  })
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-card'))).toBe(card)
})

test('[S4] by keyboard alone: the form waits, Tab goes to it, and a first contact writes an attempt', async () => {
  const card = await aCard()
  const page = await open(world.coordinator)
  await cardOn(page, card).focus()
  await page.keyboard.press('.')
  const form = page.getByRole('dialog', { name: /^Premier contact/ })
  await form.waitFor()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-card'))).toBe(card)
  await page.keyboard.press('Tab')
  expect(await form.getByLabel('Par').evaluate((one) => one === document.activeElement)).toBe(true)
  await form.getByLabel('Résultat').selectOption('appointment_made')
  await form.getByLabel('Résultat').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await form.waitFor({ state: 'detached' })
  await untilSaved(page)
  await vi.waitFor(async () => {
    const attempts = await server.sql`
      select outcome, channel from attempt where card_id = ${card}`
    expect(attempts).toEqual([{ outcome: 'appointment_made', channel: 'phone' }])
  })
})

test('[S4] Escape leaves the card to be completed, and its drawer asks again', async () => {
  const card = await aCard()
  const page = await open(world.coordinator)
  await cardOn(page, card).focus()
  await page.keyboard.press('.')
  const form = page.getByRole('dialog', { name: /^Premier contact/ })
  await form.waitFor()
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
  await cardIn(page, card, { stage: 'first_contact', lane: world.north }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Compléter', exact: true }).click()
  await form.waitFor()
  await expectAccessible(page)
})

test('[S4] [W5] what is typed stays when a colleague moves the card, and says where it went', async () => {
  const card = await aCard()
  const karim = await open(world.manager)
  const solene = await open(world.coordinator)
  await drag(karim, cardOn(karim, card), cell(karim, 'followed_up', world.north))
  const form = karim.getByRole('dialog', { name: /^Suite du rendez-vous/ })
  await form.getByRole('radio', { name: 'est venu', exact: true }).check()
  await drag(solene, cardOn(solene, card), cell(solene, 'not_reached', world.north))
  await form.getByText(/La fiche est maintenant ici : Non joint/).waitFor()
  expect(await form.getByRole('radio', { name: 'est venu', exact: true }).isChecked()).toBe(true)
  await form.getByRole('button', { name: 'Plus tard' }).click()
  await form.waitFor({ state: 'detached' })
})

test('[W2] [S4] an answer that a colleague gave meanwhile is shown, and replaced only by who saves once more', async () => {
  const card = await aCard({ ...places.free, stage: 'registered' })
  const karim = await open(world.manager)
  const solene = await open(world.coordinator)
  const form = solene.getByRole('dialog', { name: /^Inscription/ })
  const theirs = karim.getByRole('dialog', { name: /^Inscription/ })
  for (const page of [solene, karim]) {
    await cardOn(page, card).focus()
    await page.keyboard.press('c')
  }
  await form.getByLabel('C’est').selectOption('re_engaged')
  await theirs.getByRole('radio', { name: 'saisie faite' }).check()
  await theirs.getByRole('button', { name: 'Enregistrer' }).click()
  await untilSaved(karim)
  await form.getByText(/Karim Bensaïd a répondu entre-temps : .*i-milo saisie faite/).waitFor()
  await expectAccessible(solene)
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.getByText(/« Remplacer » mettra la vôtre à la place/).waitFor()
  await untilSaved(solene)
  expect(await factsKept(card)).toMatchObject({ registration: { imilo: 'recorded' } })
  expect(await form.getByLabel('C’est').inputValue()).toBe('re_engaged')
  await form.getByRole('button', { name: 'Remplacer' }).click()
  await form.waitFor({ state: 'detached' })
  await untilSaved(solene)
  await vi.waitFor(async () => {
    expect(await factsKept(card)).toMatchObject({ registration: { kind: 're_engaged' } })
  })
})

test('[P4] [P5] [S4] who may not answer is not asked, and is told why', async () => {
  const card = await aCard({ ...places.own, officer: world.otherOfficer })
  for (const [user, why] of [
    [world.observer, 'lecture seule'],
    [world.officer, 'cette fiche est à un autre conseiller'],
  ] as const) {
    const page = await open(user)
    await cardOn(page, card).focus()
    await page.keyboard.press('c')
    await page.locator('.toast').getByText(why).waitFor()
    expect(await page.locator('.facts').count()).toBe(0)
    await cardOn(page, card).click()
    await page.locator('.drawer-missing').waitFor()
    expect(await page.getByRole('button', { name: 'Compléter', exact: true }).count()).toBe(0)
    await page.context().close()
  }
})

test('[S5] "Non joint" before the policy is met asks for a reason and says what is missing', async () => {
  const card = await aCard()
  const page = await open(world.manager, { viewport: { width: 390, height: 844 } })
  await cardOn(page, card).focus()
  await page.keyboard.press('m')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Non joint/ })
    .click()
  const form = page.getByRole('dialog', { name: /^Non joint/ })
  await form
    .getByText(/Il manque encore.*3.appels espacés, 2.autres jours et 2.autres moments/)
    .waitFor()
  await expectAccessible(page)
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.getByText('À choisir').waitFor()
  await form.getByRole('radio', { name: 'a déménagé' }).check()
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.waitFor({ state: 'detached' })
  await untilSaved(page)
  await vi.waitFor(async () => {
    expect(await factsKept(card)).toMatchObject({ notReached: { reason: 'moved_away' } })
  })
})

test('[P3] [S4] a manager who sends a card back is asked why, and the reason is kept', async () => {
  const card = await aCard()
  const page = await open(world.manager)
  await cardOn(page, card).focus()
  await page.keyboard.press('m')
  const menu = page.getByRole('dialog')
  await menu.getByRole('button', { name: 'À répartir' }).click()
  await menu.getByRole('button', { name: /^Reçu/ }).click()
  const form = page.getByRole('dialog', { name: /^Renvoi/ })
  await form.getByRole('radio', { name: 'pas le bon secteur' }).check()
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await untilSaved(page)
  await vi.waitFor(async () => {
    expect(await factsKept(card)).toMatchObject({
      sentBack: { reason: 'wrong_lane', by: world.manager },
    })
  })
})

test('[P3] [S4] the reason of a card that was sent back is asked again until it is given', async () => {
  const cards = [await aCard(), await aCard()] as const
  const earlier = {
    reason: 'overload',
    by: world.otherManager,
    on: day.parse('2026-11-02'),
  } as const
  await server.rooms.execute(board, {
    user: world.otherManager,
    edit: (doc) => editCards(doc, [cards[0]], { sentBack: earlier }),
  })
  const page = await open(world.manager)
  for (const card of cards) {
    await cardOn(page, card).focus()
    await page.keyboard.press('x')
  }
  await page.keyboard.press('m')
  const menu = page.getByRole('dialog')
  await menu.getByRole('button', { name: 'À répartir' }).click()
  await menu.getByRole('button', { name: /^Reçu/ }).click()
  await page.locator('.toast').getByText('2 à compléter').waitFor()
  // A manager cannot take cards out of there again: nothing promises it.
  expect(
    await page
      .locator('.toast')
      .getByRole('button', { name: /^Annuler/ })
      .count(),
  ).toBe(0)
  await page.getByRole('button', { name: 'Ne s’annule pas : renvoyer 2 fiches' }).waitFor()
  await untilSaved(page)
  // What was said of an earlier return is not this one's reason.
  expect(await factsKept(cards[0])).toMatchObject({ sentBack: { by: world.manager } })
  expect(await factsKept(cards[0])).not.toMatchObject({ sentBack: { reason: 'overload' } })
  await page.goto(`${page.url().split('?')[0]}?f=incomplete`)
  for (const card of cards) await cardIn(page, card, { stage: 'received', lane: null }).waitFor()
  await cardOn(page, cards[0]).focus()
  await page.keyboard.press('c')
  const form = page.getByRole('dialog', { name: /^Renvoi/ })
  await form.getByRole('radio', { name: 'pas le bon secteur' }).check()
  await expectAccessible(page)
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await cardOn(page, cards[0]).waitFor({ state: 'detached' })
  await untilSaved(page)
  await vi.waitFor(async () => {
    expect(await factsKept(cards[0])).toMatchObject({ sentBack: { reason: 'wrong_lane' } })
  })
})
