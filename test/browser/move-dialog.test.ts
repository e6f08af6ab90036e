// "Déplacer vers…" and "Confier à…" while the board changes under them.
import { afterEach, expect, test } from 'vitest'
import { must } from '#shared/assert.ts'
import { editCards } from '#shared/documents/board-edits.ts'
import { day } from '#shared/domain/day.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { cardOn } from '#test/support/board-page.ts'
import { expectAccessible } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { CardId } from '#shared/domain/ids.ts'

const at = peopleAtBoard()
afterEach(() => at.clear())

function close(card: CardId, isClosed: boolean) {
  const closed = { situation: 'not_known', by: world.manager, on: day.parse('2026-11-20') } as const
  return at.server().rooms.execute(board, {
    user: world.manager,
    edit: (doc) => editCards(doc, [card], { closed: isClosed ? closed : null }),
  })
}

test('[W5] the dialog of a card that leaves the board goes with it, and does not come back with it', async () => {
  const [card] = await at.cards(places.free)
  const solene = await at.open(world.coordinator)
  await cardOn(solene, card).focus()
  await solene.keyboard.press('m')
  const dialog = solene.getByRole('dialog', { name: /^Déplacer/ })
  await dialog.waitFor()
  await close(card, true)
  await dialog.waitFor({ state: 'detached' })
  await solene
    .locator('.toast')
    .getByText(/n’est plus sur le tableau/)
    .waitFor()
  await close(card, false)
  await cardOn(solene, card).waitFor()
  expect(await solene.getByRole('dialog').count()).toBe(0)
})

test('"Confier à…" for cards of several lanes asks for the lane, and says how many leave theirs', async () => {
  const [north, south] = await at.cards(places.free, places.south)
  const solene = await at.open(world.coordinator)
  for (const card of [north, must(south, 'two cards')]) {
    await cardOn(solene, card).focus()
    await solene.keyboard.press('x')
  }
  await solene.keyboard.press('a')
  const dialog = solene.getByRole('dialog', { name: /^Confier 2/ })
  await dialog.getByText('Choisissez d’abord').waitFor()
  expect(await dialog.getByRole('list', { name: 'Conseiller' }).count()).toBe(0)
  await dialog.getByRole('button', { name: 'North' }).click()
  await dialog.getByText('1 fiche vient d’ailleurs et changera de secteur.').waitFor()
  await expectAccessible(solene)
})
