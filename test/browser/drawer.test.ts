// The card beside the board, while what it shows is on its way.
import { expect, test } from 'vitest'
import { must } from '#shared/assert.ts'
import { cardOn } from '#test/support/board-page.ts'
import { places, world } from '#test/support/board-world.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'

const at = peopleAtBoard()

test('the history of an open card is on its way until it has come', async () => {
  const [card, other] = await at.cards(places.free, places.free)
  const page = await at.open(world.coordinator)
  const answers: (() => void)[] = []
  await page.route('**/history', async (route) => {
    await new Promise<void>((resolve) => {
      answers.push(resolve)
    })
    await route.continue()
  })
  const drawer = page.getByRole('complementary')
  for (const one of [card, must(other, 'two cards')]) {
    await cardOn(page, one).click()
    await drawer.getByText('Lecture de l’historique…').waitFor()
    expect(await drawer.getByText('Rien encore').count()).toBe(0)
    expect(await drawer.getByText('fiche créée').count()).toBe(0)
    for (const answer of answers) answer()
    await drawer.getByText('fiche créée').waitFor()
  }
})
