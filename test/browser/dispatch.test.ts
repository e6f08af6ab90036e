// "À répartir" to the sectors, the sectors themselves, and working time: in bulk, by key, with colleagues at work. [3]
import { beforeAll, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { cardIn, cardOn, placeKept, untilSaved } from '#test/support/board-page.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { expectAccessible, expectNoSidewaysScroll } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Page } from 'playwright-core'

const people = peopleAtBoard()
const { north, south } = world

beforeAll(async () => {
  await setCodes(north, ['59000'])
  await setCodes(south, ['59800'])
})

async function setCodes(lane: typeof north, postCodes: readonly string[]): Promise<void> {
  await people.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      const { lanes } = boardTypes(doc)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test's world wrote it
      lanes.set(lane, { ...(lanes.get(lane) as object), postCodes })
    },
  })
}

/** New cards in "À répartir", each with its post code. */
async function waiting(...codes: (string | null)[]): Promise<[CardId, ...CardId[]]> {
  const cards = await people.cards(...codes.map(() => places.received))
  await people.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      for (const [i, card] of cards.entries()) {
        const map = boardTypes(doc).cards.get(card)
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test's world wrote it
        map?.set('who', { ...(map.get('who') as object), postCode: codes[i] ?? null })
      }
    },
  })
  return cards
}
async function lanesOf(cards: readonly CardId[]) {
  const kept = await Promise.all(cards.map((card) => placeKept(people.server(), card)))
  return kept.map((at) => at?.lane ?? null)
}
const panel = (page: Page) => page.getByRole('complementary', { name: 'Transmettre aux secteurs' })
const open = (page: Page) =>
  page.locator('[data-lane=""]').getByRole('button', { name: 'Transmettre aux secteurs' }).click()

test('[3] [W4] everybody goes to the sector of their post code in one act; who has none is left to a person; colleagues go on', async () => {
  const cards = await waiting('59000', '59000', '59800', null, '13001')
  const [solene, other] = [
    await people.open(world.coordinator),
    await people.open(world.coordinator),
  ]
  await open(solene)
  await panel(solene)
    .getByRole('button', { name: /^North.*2\sjeunes/ })
    .waitFor()
  await panel(solene)
    .getByRole('heading', { name: /2\sjeunes à décider/ })
    .waitFor()
  await panel(solene).getByText('aucun secteur n’a ce code postal').waitFor()
  await panel(solene)
    .getByRole('button', { name: /^North/ })
    .click()
  await expectAccessible(solene)
  // One of those without a sector is sent by hand.
  await panel(solene).getByRole('combobox').first().selectOption(south)
  await panel(solene).getByRole('button', { name: 'Transmettre 4 fiches' }).waitFor()
  // Somebody else takes one meanwhile.
  await cardOn(other, must(cards[0], 'a card')).focus()
  await other.keyboard.press('t')
  await cardIn(other, must(cards[0], 'a card'), { stage: 'received', lane: north }).waitFor()
  await panel(solene)
    .getByText(/a quitté « À répartir » entre-temps/)
    .waitFor()
  await panel(solene).getByRole('button', { name: 'Transmettre 3 fiches' }).click()
  await untilSaved(solene)
  const kept = (await lanesOf(cards)).toSorted((a, b) => String(a).localeCompare(String(b)))
  expect(kept).toEqual(
    [north, north, south, south, null].toSorted((a, b) => String(a).localeCompare(String(b))),
  )
  await solene.getByRole('button', { name: /Annuler : transmettre/ }).waitFor()
  await solene.keyboard.press('Control+z')
  await untilSaved(solene)
  await vi.waitFor(async () =>
    expect((await lanesOf(cards)).filter((lane) => lane === null)).toHaveLength(4),
  )
})

test('[3] by key: a card to its proposed sector, several chosen ones as one act, and the question where nobody can tell', async () => {
  const [first, second, third, nowhere] = await waiting('59000', '59800', '59000', null)
  const page = await people.open(world.coordinator)
  await cardOn(page, first).focus()
  await page.keyboard.press('t')
  await cardIn(page, first, { stage: 'received', lane: north }).waitFor()
  for (const card of [second, third]) {
    await cardOn(page, must(card, 'a card')).focus()
    await page.keyboard.press('x')
  }
  await page.keyboard.press('t')
  await untilSaved(page)
  expect(await lanesOf([first, must(second, 'a card'), must(third, 'a card')])).toEqual([
    north,
    south,
    north,
  ])
  await cardOn(page, must(nowhere, 'a card')).focus()
  await page.keyboard.press('t')
  await page.getByRole('dialog', { name: /Déplacer/ }).waitFor()
})

test('[P2] the coordinator edits the sectors and sees what that does before saving', async () => {
  await waiting('62000', '62000')
  const page = await people.open(world.coordinator)
  await open(page)
  // What one has chosen stands through a look at the sectors, and a press of the same button.
  const ready = panel(page).locator('.share-apply')
  const before = await ready.innerText()
  await panel(page).getByRole('combobox').first().selectOption(south)
  await vi.waitFor(async () => expect(await ready.innerText()).not.toBe(before))
  const decided = await ready.innerText()
  await page
    .locator('[data-lane=""]')
    .getByRole('button', { name: 'Transmettre aux secteurs' })
    .press('Enter')
  expect(await ready.innerText()).toBe(decided)
  await panel(page).getByRole('button', { name: 'Modifier les secteurs…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click()
  await vi.waitFor(async () => expect(await ready.innerText()).toBe(decided))
  await panel(page).getByRole('button', { name: 'Modifier les secteurs…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Codes postaux des secteurs' })
  const field = dialog.getByRole('textbox', { name: 'Codes postaux, South' })
  await field.fill('59800 62000')
  await dialog.getByText(/→ \d+ de « À répartir » iraient ici/).waitFor()
  await expectAccessible(page)
  await field.fill('59800 6200')
  await dialog.getByText('Pas un code postal : 6200').waitFor()
  await field.fill('59800 62000')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await dialog.waitFor({ state: 'detached' })
  await panel(page)
    .getByRole('button', { name: /^South/ })
    .waitFor()
  await expectAccessible(page)
})

test('[P3] a manager writes an absence: the lane says so at once, and the split gives that person nothing', async () => {
  const free = { ...places.free, stage: 'received' } as const
  await people.cards(free, free)
  const page = await people.open(world.manager, { viewport: { width: 390, height: 844 } })
  await page.goto(`${people.server().url}/c/${world.campaign}/couloir/${north}`)
  await page.getByRole('button', { name: 'Absences' }).click()
  const dialog = page.getByRole('dialog', { name: 'Temps de travail, North' })
  await dialog.getByRole('button', { name: 'Ajouter une absence, Name officer' }).click()
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await dialog.getByText('Deux dates, la seconde après la première').waitFor()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  const today = new Date().toISOString().slice(0, 10)
  await dialog.getByLabel('Absence de Name officer, du').fill(today)
  await dialog.getByLabel('Absence de Name officer, au').fill('2099-01-01')
  await dialog.getByRole('textbox', { name: 'Fiches par semaine, Name otherOfficer' }).fill('7')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page
    .getByText(/en absence jusqu’au/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Répartir équitablement' }).click()
  const share = page.getByRole('complementary', { name: 'Répartition proposée' })
  await share.getByRole('combobox').first().waitFor()
  for (const choice of await share.getByRole('combobox').all()) {
    expect(await choice.inputValue()).not.toBe(world.officer)
  }
})

test('[3] working time that is refused after its dialog was closed is told, and closes nothing else', async () => {
  await waiting('59000')
  const page = await people.open(world.coordinator, { tolerate: /ERR_FAILED/ })
  let refuse: (() => void) | undefined
  await page.route('**/officers/*', async (route) => {
    await new Promise<void>((resolve) => {
      refuse = resolve
    })
    await route.abort()
  })
  await page.locator('.lane-open').first().click()
  await page.getByRole('button', { name: 'Absences' }).click()
  const dialog = page.getByRole('dialog', { name: 'Temps de travail, North' })
  await dialog.getByRole('textbox', { name: 'Fiches par semaine, Name officer' }).fill('8')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await vi.waitFor(() => expect(refuse).toBeDefined())
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.locator('.lane-back').click()
  await open(page)
  await panel(page).getByRole('heading').first().waitFor()
  refuse?.()
  await page.locator('.toast').getByText('Temps de travail non enregistré').waitFor()
  expect(await panel(page).count()).toBe(1)
})

test('[P3] [P4] [P5] nobody but the coordination sends out of « À répartir » or edits sectors', async () => {
  await waiting('59000')
  for (const user of [world.manager, world.officer, world.observer]) {
    const page = await people.open(user)
    await page.locator('[data-lane=""]').waitFor()
    expect(await page.getByRole('button', { name: 'Transmettre aux secteurs' }).count()).toBe(0)
  }
})
