// What "Annuler" takes back, and what it says it cannot. [W4]
import { afterEach, expect, test } from 'vitest'
import { must } from '#shared/assert.ts'
import { places, world } from '#test/support/board-world.ts'
import { cardIn, cardOn, placeKept, untilSaved } from '#test/support/board-page.ts'
import { expectAccessible } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'

const at = peopleAtBoard()
afterEach(() => at.clear())

test('[W4] "Annuler" goes with the act it stands for, and with the board', async () => {
  const [card, , other] = await at.cards(
    { ...places.free, rank: 'a1' },
    { ...places.free, rank: 'a2' },
    { ...places.free, rank: 'a3' },
  )
  const solene = await at.open(world.coordinator, { query: '?sort=rank' })
  await cardOn(solene, card).focus()
  await solene.keyboard.press(',')
  const undo = solene.locator('.toast').getByRole('button', { name: /^Annuler/ })
  await undo.waitFor()
  // A change of the order alone is an act without a notice: the older one is not taken back in its place.
  await cardOn(solene, must(other, 'three cards')).focus()
  await solene.keyboard.press('Alt+ArrowUp')
  await undo.waitFor({ state: 'detached' })
  await cardIn(solene, card, { stage: 'received', lane: world.north }).waitFor()
  await cardOn(solene, card).focus()
  await solene.keyboard.press('.')
  await undo.waitFor()
  await untilSaved(solene)
  // The right to the board ends: nothing can be taken back here any more.
  await at.server().sql`delete from membership where user_id = ${world.coordinator}`
  try {
    await at.server().rooms.membershipChanged(world.campaign, world.coordinator)
    await solene.getByText('Il n’y a pas de tableau ici').waitFor()
    await undo.waitFor({ state: 'detached' })
    expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'dispatched' })
  } finally {
    await at.server().sql`
      insert into membership (campaign_id, user_id, role, weekly_quota)
      values (${world.campaign}, ${world.coordinator}, 'coordinator', 10)`
  }
})

test('[W4] who leaves the board takes no "Annuler" along', async () => {
  const [card] = await at.cards(places.free)
  const solene = await at.open(world.coordinator)
  await cardOn(solene, card).focus()
  await solene.keyboard.press(',')
  const undo = solene.locator('.toast').getByRole('button', { name: /^Annuler/ })
  await undo.waitFor()
  await untilSaved(solene)
  await solene.getByRole('link', { name: 'Équipe' }).click()
  await solene.getByRole('heading', { level: 1, name: 'Équipe' }).waitFor()
  expect(await undo.count()).toBe(0)
})

test('[W4] what is told about a card is not undone, which is said by name before an older act is', async () => {
  const [card] = await at.cards(places.free)
  const karim = await at.open(world.manager)
  await cardOn(karim, card).focus()
  await karim.keyboard.press('.')
  const form = karim.getByRole('dialog', { name: /^Premier contact/ })
  await form.getByLabel('Résultat').selectOption('appointment_made')
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await form.waitFor({ state: 'detached' })
  await cardOn(karim, card).focus()
  await karim.keyboard.press('Control+z')
  const told = karim.locator('.toast')
  await told.getByText(/^Ne s’annule pas : noter une tentative, Prénom/).waitFor()
  await cardIn(karim, card, { stage: 'first_contact', lane: world.north }).waitFor()
  await expectAccessible(karim)
  await told.getByRole('button', { name: /^Annuler : déplacer Prénom/ }).click()
  await cardIn(karim, card, { stage: 'dispatched', lane: world.north }).waitFor()
  await untilSaved(karim)
})
