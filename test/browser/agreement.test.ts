import { expect, test } from 'vitest'
import { editCard } from '#shared/documents/board-edits.ts'
import { day } from '#shared/domain/day.ts'
import { importId } from '#shared/domain/ids.ts'
import { cardOn, untilSaved } from '#test/support/board-page.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { expectAccessible, expectShown } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'

const people = peopleAtBoard()

test('[1] whoever is about to call sees that the agreement was withdrawn; the coordination alone takes it back', async () => {
  const [card] = await people.cards(places.free)
  const withdrawn = { on: day.parse('2026-11-16'), list: importId.parse('list-16') }
  await people.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => editCard(doc, card, { agreementWithdrawn: withdrawn }),
  })
  const manager = await people.open(world.manager)
  const mark = cardOn(manager, card).getByText('accord retiré')
  await expectShown(mark)
  await expectAccessible(manager)
  await manager.getByRole('button', { name: /^Accord retiré/ }).click()
  await expectShown(mark)
  await manager.getByRole('button', { name: /^Accord retiré/ }).click()
  await cardOn(manager, card).click()
  const note = manager.getByText('N’accepte plus d’être contacté, selon la liste du')
  await expectShown(note)
  await expectAccessible(manager)
  expect(await manager.getByRole('button', { name: 'Accord redonné' }).count()).toBe(0)

  const coordinator = await people.open(world.coordinator)
  await cardOn(coordinator, card).click()
  await coordinator.getByRole('button', { name: 'Accord redonné' }).click()
  await untilSaved(coordinator)
  await mark.waitFor({ state: 'detached' })
  await note.waitFor({ state: 'detached' })
})
