// The mails of a campaign as a coordinator or an administrator sees them. [3]
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll, openBrowser } from '#test/support/browser.ts'
import { world } from '#test/support/board-world.ts'
import { administrator, buildPeopleWorld, openAs } from '#test/support/people-world.ts'
import { startServer } from '#test/support/server.ts'
import type { Relance } from '#server/relance.ts'
import type { TestBrowser } from '#test/support/browser.ts'

let server: Relance
let browser: TestBrowser
const path = `/c/${world.campaign}/envois`
const phone = { viewport: { width: 390, height: 844 } }

beforeAll(async () => {
  server = await startServer({
    publicUrl: null,
    mail: { smtpUrl: null, from: 'Relance <relance@example.org>', digestMinutes: 60 },
  })
  await buildPeopleWorld(server)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test('[3] without an SMTP server the page shows what would be sent, in both languages, and names nobody', async () => {
  const { sql } = server
  await sql`
    with made as (
      insert into mail (user_id, campaign_id, kind, state, due_at)
      values (${world.manager}, ${world.campaign}, 'digest', 'held', now())
      returning id
    )
    insert into mail_card (mail_id, kind, lane_id, card_id)
    select id, 'arrived', ${world.north}, card from made, unnest(array['card_a', 'card_b']) as card`
  const page = await browser.openPage()
  await openAs(page, { server, user: world.coordinator, path: `/c/${world.campaign}/equipe` })
  await page.getByRole('link', { name: 'Envois' }).click()
  await page.getByRole('heading', { level: 1, name: 'Envois' }).waitFor()
  await page.getByText('Aucun serveur SMTP n’est configuré').waitFor()
  await page.getByText('serait envoyé').first().waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Lire le mail à Name manager' }).focus()
  await page.keyboard.press('Enter')
  const mail = page.getByRole('dialog', { name: 'Mail à Name manager' })
  await mail.getByText('- 2 jeunes à attribuer dans North').waitFor()
  await expectAccessible(page)
  await mail.getByRole('button', { name: 'Anglais' }).click()
  await mail.getByText('- 2 young people to assign in North').waitFor()
  expect(await mail.textContent()).not.toMatch(/Prénom|Nom\d|secret@/)
  await page.keyboard.press('Escape')
  await mail.waitFor({ state: 'detached' })
})

test('[3] a mail that failed is shown with its code and tries, and is tried again from the page', async () => {
  const { sql } = server
  await sql`
    insert into mail (user_id, campaign_id, kind, state, due_at, attempts, error)
    values
      (${world.otherManager}, ${world.campaign}, 'invitation', 'failed', now(), 14, 'ECONNREFUSED'),
      (${world.officer}, ${world.campaign}, 'invitation', 'sent', now(), 1, null)`
  const page = await browser.openPage(phone)
  await openAs(page, { server, user: administrator, path })
  await page.getByText('14 essais, dernier échec : ECONNREFUSED').waitFor()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: /^non parti/ }).click()
  expect(await page.locator('.outbox-line').count()).toBe(1)
  await page.getByRole('button', { name: 'Réessayer l’envoi à Name otherManager' }).click()
  await page.getByText('Le mail repart maintenant.').first().waitFor()
  await page.getByRole('button', { name: /^Tous/ }).click()
  await page.locator('.outbox-line', { hasText: 'non parti' }).waitFor({ state: 'detached' })
})

test.each([
  ['a manager', world.manager],
  ['an officer', world.officer],
  ['an observer', world.observer],
])('[P2] %s is told that it is not theirs', async (_who, user) => {
  const page = await browser.openPage()
  await openAs(page, { server, user, path })
  await page.getByText('Les envois se lisent par la coordination').waitFor()
  expect(await page.locator('.outbox-line').count()).toBe(0)
})
