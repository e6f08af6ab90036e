// Two managers and a card between their lanes. [P3]
import { beforeAll, expect, test, vi } from 'vitest'
import { cardIn, cardOn, untilSaved } from '#test/support/board-page.ts'
import { places, world } from '#test/support/board-world.ts'
import { expectAccessible } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Page } from 'playwright-core'

const people = peopleAtBoard()
const { north, south } = world
const free = { ...places.free, stage: 'received' } as const

beforeAll(async () => {
  const { sql } = people.server()
  await sql`update app_user set name = 'Awa Diop' where id = ${world.otherManager}`
})

/** Sends the card that has the focus to the south, in the dialog, with keys alone. */
async function handOverByKeys(page: Page): Promise<void> {
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: /Déplacer/ })
  await dialog.getByRole('button', { name: 'South', exact: true }).press('Enter')
  await page.keyboard.press('1')
  await dialog.waitFor({ state: 'detached' })
}

/** What the manager of the north was told and has not read. */
async function told(): Promise<string[]> {
  const rows = await people.server().sql<{ kind: string }[]>`
    select kind from notice where user_id = ${world.manager} order by kind`
  return rows.map((row) => row.kind)
}

test('[P3] [W1] a hand-over is sent by keys with its reason, seen by the other manager, returned, sent again and accepted', async () => {
  const [card] = await people.cards(free)
  const [karim, awa] = [await people.open(world.manager), await people.open(world.otherManager)]
  await cardOn(karim, card).focus()
  await handOverByKeys(karim)
  const form = karim.getByRole('dialog', { name: /Passation/ })
  await form.getByLabel('habite dans ce secteur').check()
  await expectAccessible(karim)
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await untilSaved(karim)
  await karim.getByRole('button', { name: '1 passation en attente' }).waitFor()

  await awa.getByRole('button', { name: '1 passation à accepter' }).click()
  const list = awa.getByRole('dialog', { name: 'Passations, South' })
  await list.getByText(/Passation de North.*Name manager|Passation de North.*Karim/).waitFor()
  await list.getByText(/habite dans ce secteur/).waitFor()
  await expectAccessible(awa)
  await list.getByRole('button', { name: /^Retourner Prénom/ }).click()
  await list.getByRole('button', { name: 'Retourner', exact: true }).click()
  await list.getByText('À choisir').waitFor()
  await list.getByRole('combobox').selectOption('overload')
  await expectAccessible(awa)
  await list.getByRole('button', { name: 'Retourner', exact: true }).click()
  await list.getByText('Aucune passation n’attend de réponse.').waitFor()
  await awa.keyboard.press('Escape')

  await cardIn(karim, card, { stage: 'received', lane: north }).waitFor()
  expect(await told()).toEqual(['returned'])
  await cardOn(karim, card).click()
  await karim
    .getByText(/Renvoyée le .* : trop de fiches ici/)
    .last()
    .waitFor()
  await expectAccessible(karim)
  await karim.keyboard.press('Escape')

  // The drawer gave the focus back to the card.
  await handOverByKeys(karim)
  await karim.getByRole('dialog', { name: /Passation/ }).waitFor()
  await cardIn(awa, card, { stage: 'received', lane: south }).waitFor()
  // By keys on the card itself.
  await cardOn(awa, card).focus()
  await awa.keyboard.press('h')
  await awa.getByRole('button', { name: /^Accepter Prénom/ }).focus()
  await awa.keyboard.press('Enter')
  await awa.getByText('Aucune passation n’attend de réponse.').waitFor()
  await untilSaved(awa)
  await karim.getByRole('button', { name: /passation en attente/ }).waitFor({ state: 'detached' })
  expect(await told()).toEqual(['accepted'])
})

test('[P3] [W4] what was handed over is taken back from the list, or by undo, while it waits', async () => {
  const [card, other] = await people.cards(free, free)
  const karim = await people.open(world.manager)
  for (const one of [card, other]) {
    if (!one) continue
    await cardOn(karim, one).focus()
    await handOverByKeys(karim)
    await karim.keyboard.press('Escape')
  }
  await untilSaved(karim)
  await karim.getByRole('button', { name: '2 passations en attente' }).first().waitFor()
  await karim.keyboard.press('Control+z')
  await karim.getByRole('button', { name: '1 passation en attente' }).first().click()
  // The reason that was left for later is said here, for each.
  const list = karim.getByRole('dialog', { name: 'Passations, North' })
  await list.getByRole('combobox', { name: /^Motif de la passation/ }).selectOption('overload')
  await list.getByText(/trop de fiches ici/).waitFor()
  await karim.getByRole('button', { name: /^Reprendre Prénom/ }).click()
  await karim.getByText('Aucune passation n’attend de réponse.').waitFor()
  await karim.keyboard.press('Escape')
  await untilSaved(karim)
  const kept = await people.server().sql`
    select lane_id from card where id in ${people.server().sql([card, other ?? card])}`
  await vi.waitFor(() => expect(kept.map((row) => row['laneId'])).toEqual([north, north]))
})
