// What triage says when something goes wrong: a matching that fails, a colleague who was faster with the other card.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import type { Relance } from '#server/relance.ts'
import { expectAccessible, openBrowser, type TestBrowser } from '#test/support/browser.ts'
import { cardNamed } from '#test/support/imports.ts'
import { startServer } from '#test/support/server.ts'
import { openTriageAs, rowOf, untilReady } from '#test/support/triage-page.ts'
import { aminataFile, anExtract, aTriage, someYouths } from '#test/support/triage.ts'

vi.setConfig({ testTimeout: 120_000 })

let server: Relance
let browser: TestBrowser
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test('[2] a matching that fails says so and can be tried again; sorting goes on without it', async () => {
  const world = await aTriage(server, { lists: [someYouths] })
  await world.load(anExtract(aminataFile))
  await world.matched()
  const [kept] = await server.sql<{ sealed: Uint8Array }[]>`
    select sealed from triage_extract where campaign_id = ${world.campaign}`
  await server.sql`
    update triage_extract set sealed = 'no extract'::bytea where campaign_id = ${world.campaign}`
  await server.sql`update triage_match set made_of = '' where campaign_id = ${world.campaign}`
  const page = await openTriageAs({ server, browser, world }, world.coordinator.person.id)
  await page.getByText(/Le rapprochement avec l’extrait a échoué/).waitFor()
  await expectAccessible(page)
  // Nothing is pre-ticked: that nobody was found says nothing.
  expect(await page.locator('.triage-decision[aria-pressed="true"]').count()).toBe(0)
  expect(await page.locator('.triage-match .spinner').count()).toBe(0)

  await server.sql`
    update triage_extract set sealed = ${Buffer.from(must(kept, 'an extract').sealed)}
    where campaign_id = ${world.campaign}`
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await page.locator('.triage-match table').waitFor()
  await untilReady(page)
  expect(await page.getByText(/a échoué/).count()).toBe(0)
  await page.locator('.triage-decision[aria-pressed="true"]').waitFor()
})

test('[W2] who closes the other of two cards a moment later is told who was faster, and the card stays', async () => {
  const world = await aTriage(server, { lists: [someYouths] })
  await world.matched()
  const one = await cardNamed(world.coordinator, 'TRAORÉ')
  const other = await cardNamed(world.coordinator, 'TRAORE')
  const page = await openTriageAs({ server, browser, world }, world.coordinator.person.id)
  await rowOf(page, one).click()
  await untilReady(page)
  await page.keyboard.press('d')
  const choice = page.getByRole('dialog').getByRole('button', { name: /C’est la même personne/ })
  await choice.waitFor()
  const faster = await world.call(world.people.ines, '/decisions', {
    method: 'POST',
    body: { kind: 'duplicate', card: other, of: one },
  })
  expect(faster.status).toBe(201)
  await choice.click()
  await page
    .getByText(
      'Inès Tavares vient de fermer l’autre fiche comme doublon : celle de Fatou Traoré reste au tri.',
    )
    .first()
    .waitFor()
  // What is told covers none of the keys at the foot.
  const toast = must(await page.locator('.toast').last().boundingBox(), 'what is told')
  const keys = must(await page.locator('.triage-keys').boundingBox(), 'the keys')
  expect(toast.y + toast.height).toBeLessThanOrEqual(keys.y)
  const rows = await server.sql<{ id: string }[]>`
    select id from card where id in (${one}, ${other}) and not closed`
  expect(rows.map((row) => row.id)).toEqual([one])
})
