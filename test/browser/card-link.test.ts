// A card's address: opened beside the board, and sent to a colleague.
import { expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { untilLive } from '#test/support/board-page.ts'
import { places, world } from '#test/support/board-world.ts'
import { expectAccessible, expectShown } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Locator } from 'playwright-core'

const at = peopleAtBoard()
/** Two ways of asking a browser for a link beside what is open. */
const ways: readonly Parameters<Locator['click']>[0][] = [
  { modifiers: ['Control'] },
  { button: 'middle' },
]
const addressOf = (card: string) => `${at.server().url}/c/${world.campaign}?card=${card}`

test('Ctrl and a click, or the middle button, leaves that card to the browser as a link of its own, on the board and in the table', async () => {
  const [card] = await at.cards(places.free, places.free)
  for (const query of ['', '?view=table']) {
    const page = await at.open(world.coordinator, { query })
    for (const how of ways) {
      const left = await page.evaluateHandle(watchLink)
      await page.locator(`.board a[data-card="${card}"]`).click(how)
      await vi.waitFor(async () =>
        expect(await left.evaluate(({ to }) => to)).toBe(addressOf(card)),
      )
      expect(await page.getByRole('complementary').count()).toBe(0)
    }
    await page.goto(addressOf(card))
    await expectShown(page.getByRole('complementary', { name: /Prénom Nom0/ }))
  }
})

/**
 * Where the next click would lead that the page leaves to the browser. It is stopped there: a tab that Chromium opens
 * without a window now and then never says that it is there.
 */
function watchLink(): { to: string | null } {
  const left: { to: string | null } = { to: null }
  const end = new AbortController()
  const look = (event: Event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    left.to = event.defaultPrevented ? 'kept by the page' : (link?.href ?? 'no link')
    event.preventDefault()
    end.abort()
  }
  for (const kind of ['click', 'auxclick']) addEventListener(kind, look, { signal: end.signal })
  return left
}

test('the link of a card is copied from its menu, and leads a colleague to where it stands', async () => {
  const many = Array.from({ length: 30 }, () => places.south)
  await at.cards(...many)
  const page = await at.open(world.coordinator, {
    query: '?f=unknown',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const first = page.locator(`.board [data-cell="dispatched|${world.south}"] [data-card]`).first()
  await first.focus()
  await page.keyboard.press('End')
  const last = page.locator('.board [data-card]:focus')
  const card = must(await last.getAttribute('data-card'), 'the last card of a long list')
  await last.click({ button: 'right' })
  await page.getByRole('dialog').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Copier le lien de la fiche' }).click()
  await page.locator('.toast').getByText('Lien copié').waitFor()
  // Without the filters of who sends it.
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(addressOf(card))
  const karim = await at.open(world.manager)
  await karim.goto(addressOf(card))
  await expectShown(karim.locator(`.board [data-card="${card}"]`))
  await expectShown(karim.getByRole('complementary'))
})

test('on a phone a card’s link shows the stage it is in', async () => {
  const [card] = await at.cards({ ...places.own, stage: 'registered' })
  const phone = await at.open(world.manager, { viewport: { width: 390, height: 844 } })
  await phone.goto(addressOf(card))
  await untilLive(phone)
  await vi.waitFor(async () =>
    expect(await phone.locator('.stages [aria-pressed="true"] .stage-name').textContent()).toBe(
      'Inscrit',
    ),
  )
})
