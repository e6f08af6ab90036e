// A card in somebody's hand: what the others see, and what becomes of it when they act.
import { expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { boardTypes, laneEntry } from '#shared/documents/board-shape.ts'
import { day } from '#shared/domain/day.ts'
import { cardIn, cardOn, cell, dragOver, placeKept, untilSaved } from '#test/support/board-page.ts'
import { restAtEdge } from '#test/support/rest-at-edge.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { expectAccessible } from '#test/support/browser.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'

const at = peopleAtBoard()

test('[W5] a card that a colleague lifts keeps the focus it has, may be opened, and is not lifted a second time', async () => {
  const [card] = await at.cards(places.free)
  const solene = await at.open(world.coordinator)
  const karim = await at.open(world.manager)
  await cardOn(solene, card).focus()
  await dragOver(karim, cardOn(karim, card), cell(karim, 'registered', world.north))
  await solene.getByText('Karim déplace cette fiche').waitFor()
  // Over the cell that he aims at, under his name.
  await solene.locator('.ghost-theirs').getByText('Karim B.').waitFor()
  await expectAccessible(solene)
  expect(await solene.evaluate(() => document.activeElement?.getAttribute('data-card'))).toBe(card)
  for (const key of ['Space', '.', ']']) {
    await solene.keyboard.press(key)
    await solene.locator('.toast').getByText('Karim déplace cette fiche en ce moment').waitFor()
    await solene.locator('.toast-close').click()
    await cardOn(solene, card).focus()
  }
  expect(await solene.locator('.drag-hint').count()).toBe(0)
  await solene.keyboard.press('Enter')
  await solene.getByRole('complementary').waitFor()
  await karim.mouse.up()
  await cardIn(solene, card, { stage: 'registered', lane: world.north }).waitFor()
  await untilSaved(karim)
  expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'registered' })
})

test('[W1] who holds a card over one cell for fifteen seconds keeps it for all of them', async () => {
  const [card] = await at.cards(places.free)
  const solene = await at.open(world.coordinator)
  const karim = await at.open(world.manager)
  await dragOver(karim, cardOn(karim, card), cell(karim, 'registered', world.north))
  await solene.locator('.ghost-theirs').waitFor()
  const held = await solene.evaluate(
    (until) =>
      new Promise<boolean>((resolve) => {
        const end = performance.now() + until
        const look = () => {
          const isHeld =
            document.querySelector('.card-hole') && document.querySelector('.ghost-theirs')
          if (!isHeld || performance.now() > end) resolve(Boolean(isHeld))
          else requestAnimationFrame(look)
        }
        look()
      }),
    15_000,
  )
  expect(held).toBe(true)
  await karim.mouse.up()
  await cardIn(solene, card, { stage: 'registered', lane: world.north }).waitFor()
}, 60_000)

test('[W1] the ghost of a colleague whose line died goes within ten seconds, and the card is free again', async () => {
  const [card] = await at.cards(places.free)
  const solene = await at.open(world.coordinator)
  const karim = await at.open(world.manager)
  await dragOver(karim, cardOn(karim, card), cell(karim, 'registered', world.north))
  await solene.locator('.ghost-theirs').waitFor()
  await karim.context().setOffline(true)
  await solene.locator('.ghost-theirs').waitFor({ state: 'detached', timeout: 10_000 })
  await cardOn(solene, card).focus()
  await solene.keyboard.press('.')
  await untilSaved(solene)
  expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'first_contact' })
})

test('[W2] scenario 3: a card that a colleague moves stays in my hand; I am told who and where to, and my drop counts, five times', async () => {
  const cards = await at.cards(...Array<typeof places.free>(5).fill(places.free))
  const karim = await at.open(world.manager)
  const solene = await at.open(world.coordinator)
  for (const card of cards) {
    await cardOn(karim, card).waitFor()
    await karim.context().setOffline(true)
    await karim.locator('[data-connection="offline"]').waitFor()
    await cardOn(karim, card).focus()
    await karim.keyboard.press('.')
    await dragOver(solene, cardOn(solene, card), cell(solene, 'followed_up', world.north))
    await karim.context().setOffline(false)
    await solene
      .locator('.drag-hint')
      .getByText(/^(Karim|Un collègue) vient de la déplacer : 1er contact, North/)
      .waitFor()
    await solene.locator('.ghost-mine').waitFor()
    await solene.mouse.up()
    await cardIn(solene, card, { stage: 'followed_up', lane: world.north }).waitFor()
    await untilSaved(solene)
    expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'followed_up' })
    // The facts that this stage asks for are left for later.
    await solene.keyboard.press('Escape')
  }
}, 60_000)

test('[W2] scenario 3: a card that leaves the board while I drag it is let go, and I am told, five times', async () => {
  const cards = await at.cards(...Array<typeof places.free>(5).fill(places.free))
  const solene = await at.open(world.coordinator)
  for (const card of cards) {
    await dragOver(solene, cardOn(solene, card), cell(solene, 'followed_up', world.north))
    await at.server().rooms.execute(board, {
      user: world.coordinator,
      edit: (doc) => {
        boardTypes(doc)
          .cards.get(card)
          ?.set('closed', { situation: 'undone', by: world.coordinator, at: '2026-11-03T10:00' })
      },
    })
    await solene.locator('.toast').getByText('n’est plus sur le tableau').waitFor()
    expect(await solene.locator('.drag-hint, .ghost-mine').count()).toBe(0)
    await solene.mouse.up()
    await untilSaved(solene)
    await solene.locator('.toast-close').click()
    await solene.locator('.toast').waitFor({ state: 'detached' })
  }
})

test('the lane aimed at shows how many it will hold and how many of them are late, before the drop', async () => {
  const [card] = await at.cards(places.received, places.south)
  const solene = await at.open(world.coordinator)
  const south = solene.locator(`[data-lane="${world.south}"]`)
  const before = Number(await south.locator('.lane-total b').first().textContent())
  await dragOver(solene, cardOn(solene, card), cell(solene, 'dispatched', world.south))
  await vi.waitFor(async () => {
    expect(await south.locator('.lane-total b').allTextContents()).toEqual([
      String(before),
      String(before + 1),
    ])
  })
  await expectAccessible(solene)
  await solene.keyboard.press('Escape')
  await vi.waitFor(async () => expect(await south.locator('.lane-total b').count()).toBe(1))
  // The same in words for who carries it by keyboard.
  await cardOn(solene, card).focus()
  await solene.keyboard.press('Space')
  await solene.keyboard.press('ArrowDown')
  await solene.keyboard.press('ArrowRight')
  await solene
    .getByRole('status')
    .getByText(/North : .*jeunes?, .* en retard/)
    .first()
    .waitFor()
  await solene.keyboard.press('Escape')
})

test('scenario 8: a card is dropped in an empty cell, in a folded lane, and in a list that scrolls under it', async () => {
  await at.cards(...Array.from({ length: 24 }, () => places.south))
  const [card] = await at.cards(places.free)
  const solene = await at.open(world.coordinator, { query: '?sort=rank' })
  await dragOver(solene, cardOn(solene, card), cell(solene, 'not_reached', world.south))
  await solene.mouse.up()
  await cardIn(solene, card, { stage: 'not_reached', lane: world.south }).waitFor()
  // Near the lower edge the list scrolls by itself, to its end.
  const list = cell(solene, 'dispatched', world.south).locator('.cell-scroll')
  await dragOver(solene, cardOn(solene, card), cell(solene, 'dispatched', world.south))
  await restAtEdge(solene, list, 8)
  await solene.mouse.up()
  await cardIn(solene, card, { stage: 'dispatched', lane: world.south }).waitFor()
  // Folded, a lane is a row of six counts, and each is a place.
  await solene.getByRole('button', { name: 'South' }).first().click()
  const folded = solene.locator(`[data-drop="cell registered ${world.south}"]`)
  const [other] = await at.cards(places.free)
  await dragOver(solene, cardOn(solene, other), folded)
  await solene.mouse.up()
  await untilSaved(solene)
  await vi.waitFor(async () => {
    expect(await placeKept(at.server(), other)).toMatchObject({
      stage: 'registered',
      lane: world.south,
    })
  })
})

test('who is away is no place to drop on: marked before the drop, said in words, by pointer and by keyboard', async () => {
  const [card] = await at.cards(places.free)
  await at.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      const { lanes } = boardTypes(doc)
      const lane = laneEntry.parse(lanes.get(world.north))
      const absences = [{ from: day.parse('2020-01-01'), to: day.parse('2099-12-31') }]
      const officers = lane.officers.map((one) =>
        one.id === world.otherOfficer ? { ...one, absences } : one,
      )
      lanes.set(world.north, { ...lane, officers })
    },
  })
  const solene = await at.open(world.coordinator)
  const chip = solene.locator(`.officer[data-drop="officer ${world.north} ${world.otherOfficer}"]`)
  expect(await chip.getAttribute('aria-label')).toMatch(/en absence jusqu’au .*31\/12/)
  await dragOver(solene, cardOn(solene, card), chip)
  await solene.locator('.officer-barred').waitFor()
  expect(await chip.getAttribute('class')).not.toContain('officer-target')
  await solene
    .locator('.ghost-why')
    .getByText(/^en absence/)
    .waitFor()
  await solene.mouse.up()
  await solene
    .locator('.toast')
    .getByText(/Name otherOfficer : en absence/)
    .waitFor()
  expect(await placeKept(at.server(), card)).toMatchObject({ officer: null })
  await cardOn(solene, card).focus()
  await solene.keyboard.press('Space')
  await solene.keyboard.press('PageDown')
  await solene.keyboard.press('PageDown')
  await solene
    .getByRole('status')
    .getByText(/Name otherOfficer : en absence/)
    .first()
    .waitFor()
  await solene.keyboard.press('Escape')
  // On the lane's own page the row and the load of that person are barred too.
  await solene.goto(`${at.server().url}/c/${world.campaign}/couloir/${world.north}`)
  const seat = solene.locator(`[data-drop="seat registered ${world.north} ${world.otherOfficer}"]`)
  await dragOver(solene, cardOn(solene, card), seat)
  await solene.locator('.load-barred').waitFor()
  await solene.mouse.up()
  await solene
    .locator('.toast')
    .getByText(/Name otherOfficer : en absence/)
    .waitFor()
  // The menu, where one reads it beside the name, leaves it to the person.
  await cardOn(solene, card).focus()
  await solene.keyboard.press('a')
  await solene
    .getByRole('dialog')
    .getByRole('button', { name: /Name otherOfficer.*en absence/ })
    .click()
  await untilSaved(solene)
  expect(await placeKept(at.server(), card)).toMatchObject({ officer: world.otherOfficer })
})

test('[W1] a colleague’s card keeps step with what I scroll, and is seen on the lane’s own page', async () => {
  await at.clear()
  await at.cards(...Array.from({ length: 8 }, () => places.south))
  const [card] = await at.cards(places.own)
  const solene = await at.open(world.coordinator, { viewport: { width: 1440, height: 500 } })
  const karim = await at.open(world.manager)
  await dragOver(karim, cardOn(karim, card), cell(karim, 'registered', world.south))
  const ghost = solene.locator('.ghost-theirs')
  const aimed = cell(solene, 'registered', world.south)
  await solene.locator(`[data-lane="${world.south}"]`).scrollIntoViewIfNeeded()
  await aimed.scrollIntoViewIfNeeded()
  await ghost.waitFor()
  const above = async () => {
    const [one, place] = [await ghost.boundingBox(), await aimed.boundingBox()]
    return Math.round((one?.y ?? 0) - (place?.y ?? 0))
  }
  const before = await above()
  await solene.locator('.board').evaluate((box) => box.scrollBy({ top: -60 }))
  await vi.waitFor(async () => expect(await above()).toBe(before))
  // With its cell it goes out of sight, and never over what stands above the board.
  await solene.locator('.board').evaluate((box) => box.scrollTo({ top: 0 }))
  await ghost.waitFor({ state: 'detached' })
  await solene.goto(`${at.server().url}/c/${world.campaign}/couloir/${world.north}`)
  const box = must(await cell(karim, 'registered', world.north).boundingBox(), 'it is in sight')
  await karim.mouse.move(box.x + box.width / 2, box.y + 60, { steps: 4 })
  await ghost.waitFor()
  await karim.keyboard.press('Escape')
  await ghost.waitFor({ state: 'detached' })
})
