// The telephone platform: everybody who waits, over the whole pool, whatever the PSAD. [3]
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { openBoardAs, placeKept, untilSaved } from '#test/support/board-page.ts'
import { addCards, board, buildWorld, places, world } from '#test/support/board-world.ts'
import { expectAccessible, openBrowser, type TestBrowser } from '#test/support/browser.ts'
import { startServer } from '#test/support/server.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Relance } from '#server/relance.ts'

let server: Relance
let browser: TestBrowser
let cards: CardId[]

beforeAll(async () => {
  server = await startServer()
  await buildWorld(server, 'platform')
  cards = await addCards(server, [places.received, places.received, places.received])
  await server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      const types = boardTypes(doc)
      types.lanes.set(world.north, {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test's world wrote it
        ...(types.lanes.get(world.north) as object),
        postCodes: ['13001'],
      })
      for (const card of cards.slice(0, 2)) {
        const map = types.cards.get(card)
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test's world wrote it
        map?.set('who', { ...(map.get('who') as object), postCode: '13001' })
      }
    },
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test('[3] « À répartir » is shared over the pool: the PSAD by post code with its correspondent, the PSAD asked where none is known', async () => {
  const page = await openBoardAs({ browser, server }, world.coordinator)
  const header = page.locator('[data-lane=""]')
  await header.getByRole('button', { name: 'Répartir équitablement' }).click()
  const panel = page.getByRole('complementary', { name: 'Répartition proposée' })
  await panel
    .getByText(/North, correspondant : Name manager/)
    .first()
    .waitFor()
  await panel.getByRole('button', { name: 'Appliquer 2 attributions' }).waitFor()
  await panel.getByText('rien ne dit quelle PSAD : choisissez').waitFor()
  await expectAccessible(page)
  await panel.getByRole('combobox', { name: /^PSAD de/ }).selectOption(world.south)
  await panel.getByRole('button', { name: 'Appliquer 3 attributions' }).click()
  await untilSaved(page)
  await vi.waitFor(async () => {
    const kept = await Promise.all(cards.map((card) => placeKept(server, card)))
    expect(kept.map((at) => at?.stage)).toEqual(['dispatched', 'dispatched', 'dispatched'])
    expect(kept.map((at) => at?.lane)).toEqual([world.north, world.north, world.south])
    // Three officers, three cards: one each, whatever the PSAD.
    expect(new Set(kept.map((at) => must(at?.officer, 'somebody has it'))).size).toBe(3)
  })
})

test('[3] the PSAD that the list names comes first; how lists write it is edited beside the post codes', async () => {
  const [card] = await addCards(server, [places.received], 50)
  await server.rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      const map = boardTypes(doc).cards.get(must(card, 'a card'))
      map?.set('territory', 'PSAD LITTORAL')
      map?.set('known', 'unknown')
    },
  })
  const page = await openBoardAs({ browser, server }, world.coordinator)
  await page.locator('[data-lane=""]').getByRole('button', { name: 'Transmettre aux PSAD' }).click()
  const panel = page.getByRole('complementary', { name: 'Transmettre aux PSAD' })
  await panel
    .getByText(/Le nom que donne la liste, à défaut le code postal, propose la PSAD/)
    .waitFor()
  await panel.getByText('1 jeune à décider').waitFor()
  await panel.getByRole('button', { name: 'Modifier les PSAD…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Codes postaux des PSAD' })
  await dialog.getByLabel('Aussi écrit dans les listes, South').fill('PSAD Littoral, PSAD 13 Sud')
  await dialog.getByText('0 → 1 de « À répartir » iraient ici').waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await dialog.waitFor({ state: 'detached' })
  await panel.getByRole('button', { name: /^South : 1\sjeune/ }).click()
  await panel.getByText('PSAD de la liste', { exact: true }).waitFor()
  await panel.getByRole('button', { name: /^Transmettre 1\sfiche/ }).click()
  await untilSaved(page)
  await vi.waitFor(async () =>
    expect(await placeKept(server, must(card, 'a card'))).toMatchObject({ lane: world.south }),
  )
})

test('[P4] [P5] a CDIS of the pool may share it out too; an observer may not', async () => {
  const officer = await openBoardAs({ browser, server }, world.officer)
  await officer
    .locator('[data-lane=""]')
    .getByRole('button', { name: 'Répartir équitablement' })
    .waitFor()
  const observer = await openBoardAs({ browser, server }, world.observer)
  expect(await observer.getByRole('button', { name: 'Répartir équitablement' }).count()).toBe(0)
})
