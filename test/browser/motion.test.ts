// What moves on the screen for who has not asked for less motion; everybody else's tests run without.
import { afterEach, expect, test, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { cardIn, cardOn, cell, drag, untilSaved } from '#test/support/board-page.ts'
import { places, world } from '#test/support/board-world.ts'
import { expectAccessible } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'

const at = peopleAtBoard()
afterEach(at.clear)

/** Counts the copies that fly from now on. */
async function watchFlights(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const flown = { count: 0 }
    Object.assign(globalThis, { flown })
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          if (node instanceof Element && node.classList.contains('card-in-flight')) flown.count += 1
        }
      }
    }).observe(document.body, { childList: true })
  })
  return () => page.evaluate<number>('flown.count')
}

test('[W1] what a colleague moves flies to its place and lands, takes no focus, and is no card of its own', async () => {
  const [moved, mine] = await at.cards(places.free, places.free)
  const solene = await at.open(world.coordinator, { reducedMotion: 'no-preference' })
  const karim = await at.open(world.manager)
  if (!mine) throw new Error('two cards were made')
  await cardOn(solene, mine).focus()
  const flights = await watchFlights(solene)
  await cardOn(karim, moved).focus()
  await karim.keyboard.press(',')
  await cardIn(solene, moved, { stage: 'received', lane: world.north }).waitFor()
  await vi.waitFor(async () => expect(await flights()).toBe(1))
  await solene.locator('.card-in-flight').waitFor({ state: 'detached' })
  expect(await cardOn(solene, moved).count()).toBe(1)
  expect(await solene.evaluate(() => document.activeElement?.getAttribute('data-card'))).toBe(mine)
  await expectAccessible(solene)
})

test('[W1] one’s own drag drops where it is let go: nothing flies after it', async () => {
  const [card] = await at.cards(places.free)
  const solene = await at.open(world.coordinator, { reducedMotion: 'no-preference' })
  const flights = await watchFlights(solene)
  await drag(solene, cardOn(solene, card), cell(solene, 'received', world.north))
  await untilSaved(solene)
  await cardIn(solene, card, { stage: 'received', lane: world.north }).waitFor()
  expect(await flights()).toBe(0)
})

test('[W1] with reduced motion nothing flies', async () => {
  const [card] = await at.cards(places.free)
  const solene = await at.open(world.coordinator, { reducedMotion: 'reduce' })
  const karim = await at.open(world.manager)
  const flights = await watchFlights(solene)
  await cardOn(karim, card).focus()
  await karim.keyboard.press(',')
  await cardIn(solene, card, { stage: 'received', lane: world.north }).waitFor()
  expect(await flights()).toBe(0)
})
