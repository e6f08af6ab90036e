// Several moves that were not kept at once: one notice, the list, and the way to make them again.
import { afterEach, expect, test } from 'vitest'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { cardIn, cardOn, placeKept, untilLive, untilSaved } from '#test/support/board-page.ts'
import { expectAccessible } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Page } from 'playwright-core'
import type { CardId } from '#shared/domain/ids.ts'

const at = peopleAtBoard()
afterEach(() => at.clear())

const notReached = { stage: 'not_reached', lane: world.north } as const
const received = { stage: 'received', lane: world.north } as const

/** Solène moves them while nobody hears of it. */
function overtake(cards: readonly CardId[]) {
  return at.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      for (const card of cards) {
        boardTypes(doc)
          .cards.get(card)
          ?.set('at', { ...places.free, ...notReached })
      }
    },
  })
}

/** Cuts the line, chooses the cards and moves them to the first stage, as one act that waits. */
async function moveWithoutLine(page: Page, cards: readonly CardId[]): Promise<void> {
  await page.context().setOffline(true)
  await page.locator('[data-connection="offline"]').waitFor()
  for (const card of cards) {
    await cardOn(page, card).focus()
    await page.keyboard.press('x')
  }
  await page.keyboard.press('m')
  await page.locator('.dialog:focus-within').waitFor()
  await page.keyboard.press('1')
  await page.locator('[data-unsent="1"]').waitFor()
}

/** One more, by itself. */
async function moveOneMore(page: Page, card: CardId): Promise<void> {
  await cardOn(page, card).focus()
  await page.keyboard.press(',')
  await page.locator('[data-unsent="2"]').waitFor()
}

/** Three of four cards, which Karim has moved as one act while his line is cut. */
async function threeMovedWithoutLine() {
  const [first, ...rest] = await at.cards(...Array.from({ length: 4 }, () => places.free))
  const [second, third, other] = rest.map((card) => must(card, 'four cards'))
  const lost = [first, must(second, 'a second'), must(third, 'a third')] as const
  const karim = await at.open(world.manager)
  await cardOn(karim, first).waitFor()
  await moveWithoutLine(karim, lost)
  return { lost, other: must(other, 'a fourth'), karim }
}

test('[W2] of several moves that were overtaken at once one is told once, and each can be taken again until it is answered', async () => {
  const { lost, other, karim } = await threeMovedWithoutLine()
  await overtake(lost)
  // Nobody is here who could be known by their presence: the server says who it was.
  const tag = karim.getByText('Solène l’a déplacée').first().waitFor()
  await karim.context().setOffline(false)
  await tag
  await untilSaved(karim)
  const notice = karim
    .locator('.toast')
    .getByText('Solène Maury a déplacé 3 fiches avant vous. Vos choix n’ont pas été retenus.')
  await notice.waitFor()
  // What was said of the move is not true any more; what is said of a later one does not drive the notice out.
  expect(await karim.locator('.toast').count()).toBe(1)
  await cardOn(karim, other).focus()
  await karim.keyboard.press(',')
  await karim
    .locator('.toast')
    .getByText(/: Reçu, North/)
    .waitFor()
  expect(await notice.isVisible()).toBe(true)
  await karim.getByRole('button', { name: 'Voir la liste' }).click()
  const list = karim.getByRole('dialog', { name: 'Déplacements non retenus' })
  await list
    .getByText('Solène Maury l’a déplacée vers Non joint, North avant vous')
    .first()
    .waitFor()
  expect(await list.getByRole('listitem').count()).toBe(3)
  await expectAccessible(karim)
  await list
    .getByRole('button', { name: /^Reprendre Prénom/ })
    .first()
    .click()
  await cardIn(karim, lost[0], received).waitFor({ state: 'attached' })
  expect(await list.getByRole('listitem').count()).toBe(2)
  await karim.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  expect(await notice.count()).toBe(0)
  await untilSaved(karim)
  // The others wait on their cards, through a reload.
  await karim.reload()
  await untilLive(karim)
  const drawer = karim.getByRole('complementary')
  await cardOn(karim, lost[1]).click()
  await drawer.getByText('Vous vouliez : Reçu, North.').waitFor()
  await expectAccessible(karim)
  await drawer.getByRole('button', { name: 'Reprendre' }).click()
  await cardIn(karim, lost[1], received).waitFor()
  await drawer.getByText('Vous vouliez').waitFor({ state: 'detached' })
  await drawer.getByRole('button', { name: 'Fermer' }).click()
  await karim.locator(`.card-conflict[data-card="${lost[2]}"]`).click()
  await drawer.getByRole('button', { name: 'Laisser ainsi' }).click()
  await drawer.getByText('Vous vouliez').waitFor({ state: 'detached' })
  await drawer.locator('#drawer-name:focus').waitFor()
  await karim.locator('.card-conflict').waitFor({ state: 'detached' })
  await untilSaved(karim)
  const stages = await Promise.all(lost.map((card) => placeKept(at.server(), card)))
  expect(stages.map((one) => one?.stage)).toEqual(['received', 'received', 'not_reached'])
})

test('[W2] what was overtaken is taken again all at once, and taken back as one act', async () => {
  const cards = await at.cards(places.free, places.free)
  const karim = await at.open(world.manager)
  await cardOn(karim, cards[0]).waitFor()
  await moveWithoutLine(karim, cards)
  await overtake(cards)
  await karim.context().setOffline(false)
  await karim.getByRole('button', { name: 'Voir la liste' }).click()
  await karim.getByRole('button', { name: 'Reprendre les 2' }).click()
  for (const card of cards) await cardIn(karim, card, received).waitFor()
  await karim.locator('.toast').getByText('2 fiches reprises').waitFor()
  await karim.getByRole('dialog').waitFor({ state: 'detached' })
  await karim.keyboard.press('Control+z')
  await karim.locator('.toast').getByText('Annulé : reprendre 2 fiches').waitFor()
  for (const card of cards) await cardIn(karim, card, notReached).waitFor()
  await untilSaved(karim)
  const stages = await Promise.all(cards.map((card) => placeKept(at.server(), card)))
  expect(stages.map((one) => one?.stage)).toEqual(['not_reached', 'not_reached'])
})

test('[P8] moves that were refused one after the other are told in one notice, with the list', async () => {
  const cards = await at.cards(places.free, places.free)
  const karim = await at.open(world.manager)
  await cardOn(karim, cards[0]).waitFor()
  const { sql } = at.server()
  await sql`delete from lane_manager where user_id = ${world.manager}`
  try {
    for (const card of cards) {
      await cardOn(karim, card).focus()
      await karim.keyboard.press(',')
    }
    await karim
      .locator('.toast')
      .getByText('2 fiches non déplacées : ce n’est pas votre secteur')
      .waitFor()
    expect(await karim.locator('.toast').count()).toBe(1)
    await karim.getByRole('button', { name: 'Voir la liste' }).click()
    const list = karim.getByRole('dialog', { name: 'Déplacements non retenus' })
    expect(await list.getByText('refusé : ce n’est pas votre secteur').count()).toBe(2)
    await karim.keyboard.press('Escape')
    await karim.locator('.toast').waitFor({ state: 'detached' })
  } finally {
    await sql`
      insert into lane_manager (lane_id, user_id) values (${world.north}, ${world.manager})`
  }
})

test('[W2] [W3] of an act of several cards done without the network each card that was lost is listed, and taken again', async () => {
  const { lost, other, karim } = await threeMovedWithoutLine()
  await moveOneMore(karim, other)
  await overtake(lost)
  await karim.context().setOffline(false)
  await untilSaved(karim)
  const bar = karim.locator('.back-bar')
  await bar.getByText('1 changement enregistré, 3 non retenus').waitFor()
  await bar.getByRole('button', { name: 'Voir la liste' }).click()
  const list = karim.getByRole('dialog', { name: 'De retour en ligne' })
  const takes = list.getByRole('button', { name: /^Reprendre Prénom/ })
  await takes.first().waitFor()
  expect(await list.getByText('Solène Maury l’a déplacée vers Non joint').count()).toBe(3)
  expect(await takes.count()).toBe(3)
  expect(await list.getByRole('listitem').count()).toBe(4)
  await expectAccessible(karim)
  await takes.nth(1).click()
  await cardIn(karim, lost[1], received).waitFor()
  await bar.getByRole('button', { name: 'Voir la liste' }).click()
  await takes.first().waitFor()
  expect(await takes.count()).toBe(2)
  await karim.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  await untilSaved(karim)
  const stages = await Promise.all(lost.map((card) => placeKept(at.server(), card)))
  expect(stages.map((one) => one?.stage)).toEqual(['not_reached', 'received', 'not_reached'])
})

test('[P8] [W3] of an act of several cards done without the network each card that was refused is listed', async () => {
  const [first, second, other] = await at.cards(places.free, places.free, places.free)
  const karim = await at.open(world.manager)
  await cardOn(karim, first).waitFor()
  await moveWithoutLine(karim, [first, must(second, 'a second')])
  await moveOneMore(karim, must(other, 'a third'))
  const { sql } = at.server()
  await sql`delete from lane_manager where user_id = ${world.manager}`
  try {
    await karim.context().setOffline(false)
    await untilSaved(karim)
    await karim.getByRole('button', { name: 'Voir la liste' }).click()
    const list = karim.getByRole('dialog', { name: 'De retour en ligne' })
    await list.getByText('refusé : ce n’est pas votre secteur').first().waitFor()
    expect(await list.getByText('refusé : ce n’est pas votre secteur').count()).toBe(3)
    await karim.keyboard.press('Escape')
  } finally {
    await sql`
      insert into lane_manager (lane_id, user_id) values (${world.north}, ${world.manager})`
  }
})
