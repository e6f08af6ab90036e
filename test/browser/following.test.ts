// Following a colleague wherever they go: far lanes, other stages on a phone, the table, a lane's own page. [W1]
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { cardOn } from '#test/support/board-page.ts'
import { addLanes, world } from '#test/support/board-world.ts'
import { expectShown } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import type { Stage } from '#shared/domain/stages.ts'
import type { Page } from 'playwright-core'

const at = peopleAtBoard()
let far: LaneId
let lanes: readonly LaneId[]
beforeAll(async () => {
  lanes = await addLanes(at.server(), 8)
  far = must(lanes.at(-1), 'a last lane')
})

function inLane(lane: LaneId, stage: Stage, count: number): Promise<readonly CardId[]> {
  return at.cards(
    ...Array.from({ length: count }, (_, i) => ({
      stage,
      lane,
      officer: null,
      rank: `b${i + 10}`,
    })),
  )
}

/** Ten lanes with cards in two stages; the ones that the tests look for stand deep in the last lane. */
let cards: Record<Stage, readonly CardId[]>
beforeEach(async () => {
  for (const lane of [world.north, world.south, ...lanes.slice(0, -1)]) {
    await inLane(lane, 'dispatched', 2)
  }
  const none: readonly CardId[] = []
  cards = {
    received: none,
    dispatched: await inLane(far, 'dispatched', 30),
    first_contact: none,
    registered: await inLane(far, 'registered', 12),
    followed_up: none,
    not_reached: none,
  }
})
afterEach(at.clear)

const deep = (stage: Stage) => must(cards[stage].at(-1), 'a card far down')

async function follow(page: Page): Promise<void> {
  await page.getByRole('button', { name: /En ligne/ }).click()
  await page.getByRole('button', { name: /^Suivre / }).click()
  await page.getByText('Vous suivez Karim').first().waitFor()
}

/** The leader goes to another address of the board as a link of the application does: their page stays. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, `/c/${world.campaign}${path}`)
}
const openCard = (page: Page, card: CardId) => goTo(page, `?sort=rank&card=${card}`)

/** The middle of the card lies in what the board shows, and nothing lies over it but what follows the leader. */
function expectInSight(page: Page, card: CardId): Promise<void> {
  return vi.waitFor(async () => {
    const isInSight = await cardOn(page, card).evaluate((element) => {
      const box = element.getBoundingClientRect()
      const under = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      return under !== null && element.contains(under)
    })
    expect(isInSight).toBe(true)
  })
}

test('[W1] a card deep in the tenth lane, of which nothing is drawn yet, comes into sight', async () => {
  const solene = await at.open(world.coordinator, { query: '?sort=rank' })
  const karim = await at.open(world.manager)
  const lane = solene.locator(`[data-lane="${far}"]`)
  expect(await lane.locator('[data-card]').count()).toBe(0)
  await follow(solene)
  await openCard(karim, deep('dispatched'))
  await expectInSight(solene, deep('dispatched'))
  // The words of it and the way out stand below the board, not over what one filters by or reads.
  const [shown, bar] = await Promise.all([
    solene.locator('.board').boundingBox(),
    solene.locator('.follow-bar').boundingBox(),
  ])
  expect(must(bar, 'it is shown').y).toBeGreaterThanOrEqual(
    must(shown, 'it is shown').y + must(shown, 'it is shown').height,
  )
})

test('[W1] on a phone the stage goes along, and a card behind « Tout voir » is shown', async () => {
  const solene = await at.open(world.coordinator, { query: '?sort=rank' })
  const karim = await at.open(world.manager)
  await follow(solene)
  await solene.setViewportSize({ width: 390, height: 844 })
  await openCard(karim, deep('registered'))
  await expectInSight(solene, deep('registered'))
  expect(await solene.locator('.stages [aria-pressed="true"] .stage-name').textContent()).toBe(
    'Inscrit',
  )
  // What they look at without a card leads along as well.
  await karim.setViewportSize({ width: 390, height: 844 })
  await goTo(karim, '')
  await karim
    .locator('.stages')
    .getByRole('button', { name: /^Suivi/ })
    .click()
  await vi.waitFor(async () =>
    expect(await solene.locator('.stages [aria-pressed="true"] .stage-name').textContent()).toBe(
      'Suivi',
    ),
  )
})

test('[W1] in the table the row comes into sight', async () => {
  const solene = await at.open(world.coordinator, { query: '?view=table&sort=lane' })
  const karim = await at.open(world.manager)
  await follow(solene)
  await openCard(karim, deep('registered'))
  await expectInSight(solene, deep('registered'))
})

test('[W1] from one lane’s own page to another lane’s, and back to the board for « À répartir »', async () => {
  const solene = await at.open(world.coordinator)
  const lanePage = (lane: LaneId) => `${at.server().url}/c/${world.campaign}/couloir/${lane}`
  await solene.goto(lanePage(world.north))
  const karim = await at.open(world.manager)
  await follow(solene)
  await openCard(karim, deep('dispatched'))
  await solene.waitForURL(lanePage(far))
  await expectInSight(solene, deep('dispatched'))
  const [waiting] = await at.cards({ stage: 'received', lane: null, officer: null, rank: 'a0' })
  await openCard(karim, waiting)
  await solene.waitForURL((url) => !url.pathname.includes('couloir'))
  await expectInSight(solene, waiting)
})

test('[W1] who looks at a lane’s page is followed to it, and not to « À répartir »', async () => {
  const solene = await at.open(world.coordinator)
  const karim = await at.open(world.manager)
  await follow(solene)
  await goTo(karim, `/couloir/${far}`)
  const lane = solene.locator(`[data-lane="${far}"]`)
  await vi.waitFor(async () => {
    const top = await lane.evaluate((element) => element.getBoundingClientRect().top)
    expect(top).toBeLessThan(900)
  })
})

test('[W1] a card that one’s own filters hide is said to be hidden', async () => {
  const solene = await at.open(world.coordinator, { query: '?q=nom0' })
  const karim = await at.open(world.manager)
  await follow(solene)
  await openCard(karim, deep('dispatched'))
  await expectShown(solene.getByText('Vos filtres cachent la fiche'))
})

test('a lane out of sight, which is not painted, is come to by keys and by a link: the card stands in sight', async () => {
  const [card] = await inLane(world.north, 'dispatched', 1)
  const carried = must(card, 'a card')
  const solene = await at.open(world.coordinator, { query: '?sort=rank' })
  await cardOn(solene, carried).focus()
  for (const lane of [world.south, ...lanes]) {
    await solene.keyboard.press(']')
    await solene.locator(`[data-lane="${lane}"] [data-card="${carried}"]`).waitFor()
    expect(await cardOn(solene, carried).evaluate(isWholeOnBoard)).toBe(true)
  }
  // From card to card in it, as far as it goes.
  await solene.keyboard.press('End')
  const last = solene.locator(`[data-cell="dispatched|${far}"] [aria-posinset="31"] [data-card]`)
  expect(await last.evaluate(isWholeOnBoard)).toBe(true)
  const linked = await at.open(world.coordinator, {
    query: `?sort=rank&card=${deep('registered')}`,
  })
  await expectInSight(linked, deep('registered'))
})

/** It has the focus, and neither the board nor its cell cuts it off. What is told in a corner may lie over it. */
function isWholeOnBoard(element: Element): boolean {
  const box = element.getBoundingClientRect()
  return (
    element === document.activeElement &&
    ['.board', '.cell-scroll'].every((around) => {
      const edge = element.closest(around)?.getBoundingClientRect()
      return edge !== undefined && box.top >= edge.top && box.bottom <= edge.bottom
    })
  )
}
