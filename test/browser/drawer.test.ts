// The card beside the board, while what it shows is on its way.
import { expect, test } from 'vitest'
import { must } from '#shared/assert.ts'
import { editCards } from '#shared/documents/board-edits.ts'
import { addDays, day, localMinute, weekday } from '#shared/domain/day.ts'
import { cardOn } from '#test/support/board-page.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { expectAccessible, expectShown } from '#test/support/browser.ts'
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

test('a history that could not be read offline is read when the line is back', async () => {
  const [card] = await at.cards(places.free)
  const page = await at.open(world.coordinator)
  await page.context().setOffline(true)
  await page.locator('[data-connection="offline"]').waitFor()
  await cardOn(page, card).click()
  const drawer = page.getByRole('complementary')
  await drawer.getByText('L’historique n’a pas pu être lu.').waitFor()
  await page.context().setOffline(false)
  await expectShown(drawer.getByText('fiche créée'))
  expect(await drawer.getByText('n’a pas pu être lu').count()).toBe(0)
})

test('[C4] a day that falls on a Sunday is shown as such on the card and beside it, and nobody is unknown before the triage', async () => {
  const [card] = await at.cards({ ...places.own, stage: 'registered' })
  const now = day.parse(new Date().toISOString().slice(0, 10))
  const sunday = addDays(now, 6 - weekday(now) || 7)
  await at.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) =>
      editCards(doc, [card], {
        known: 'untriaged',
        appointment: { at: localMinute.parse(`${sunday}T10:00`), status: 'planned' },
      }),
  })
  const page = await at.open(world.coordinator, { query: '?view=lines' })
  const line = cardOn(page, card)
  await line.getByTitle(/, un (dimanche|jour férié)$/).waitFor()
  await line.getByTitle('Tri à faire').waitFor()
  await expectAccessible(page)
  await line.click()
  await page
    .getByRole('complementary')
    .getByText(/10:00, un (dimanche|jour férié)/)
    .waitFor()
})
