// The triage screen as a test's coordinators use it.
import type { Page } from 'playwright-core'
import type { CardId, UserId } from '#shared/domain/ids.ts'
import type { Relance } from '#server/relance.ts'
import { signIn } from './board-world.ts'
import type { PersonOptions, TestBrowser } from './browser.ts'
import type { TriageWorld } from './triage.ts'

export interface Seat {
  readonly server: Relance
  readonly browser: TestBrowser
  readonly world: Pick<TriageWorld, 'campaign'>
}

/** Opens a page of the campaign as `user`; `path` is what stands after `/c/<campaign>`. */
export async function openTriageAs(
  { server, browser, world }: Seat,
  user: UserId,
  { path = '/tri', ...options }: PersonOptions & { readonly path?: string } = {},
): Promise<Page> {
  const page = await browser.openPage(options)
  const [name = '', value = ''] = (await signIn(server.sql, user)).split('=')
  await page.context().addCookies([{ name, value, url: server.url }])
  await page.goto(`${server.url}/c/${world.campaign}${path}`)
  await page.locator('[data-connection="live"]').waitFor()
  return page
}

/** The card on screen, once everything that is known of the youth has been shown. */
export async function untilReady(page: Page): Promise<CardId | null> {
  const current = page.locator('.triage-row-me')
  const shown = page.locator('.triage-youth h1')
  const idle = page.locator('.triage-idle h1')
  await shown.or(idle).first().waitFor()
  if ((await current.count()) === 0) return null
  await page.locator('.triage-match .spinner').waitFor({ state: 'detached' })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own attribute
  return (await current.getAttribute('data-row')) as CardId | null
}

export function rowOf(page: Page, card: CardId) {
  return page.locator(`[data-row="${card}"]`)
}

/**
 * Decides the youth on screen by keys alone, as a practised coordinator does: the pre-ticked choice, or "inconnu", then
 * Enter where triage proposes, else the second lane. Answers the card, or null when nothing is left.
 */
export async function decideByKeys(page: Page): Promise<CardId | null> {
  const card = await untilReady(page)
  if (card === null) return null
  const isDone = await page.locator('.triage-decide').count()
  if (isDone === 0) {
    // A colleague was faster.
    await page.keyboard.press('Enter')
    return card
  }
  if ((await page.locator('.triage-decision[aria-pressed="true"]').count()) === 0) {
    await page.keyboard.press('i')
  }
  const proposed = await page.locator('.triage-lane-proposed').count()
  await page.keyboard.press(proposed > 0 ? 'Enter' : '2')
  // On to the next one; or a colleague was faster than the key, and the card is only left.
  await page
    .locator(`.triage-row-me:not([data-row="${card}"])`)
    .or(page.locator('.triage-idle h1'))
    .or(page.locator(`.triage-row-me.triage-row-done[data-row="${card}"]`))
    .first()
    .waitFor()
  return card
}
