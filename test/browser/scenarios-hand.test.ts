// The acceptance scenarios about what is in a hand or under it. Numbers in brackets are the product's rules.
import { expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { board, places, signIn, world } from '#test/support/board-world.ts'
import { openBoard } from '#test/support/board-client.ts'
import {
  cardIn,
  cardOn,
  cell,
  drag,
  dragOver,
  placeKept,
  untilSaved,
} from '#test/support/board-page.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'

const at = peopleAtBoard()

test('[W5] scenario 4: twenty remote changes a second, some of them to the card itself, and it stays in the hand to the drop', async () => {
  const cards = await at.cards(
    ...Array.from({ length: 12 }, () => places.free),
    ...Array.from({ length: 12 }, () => places.south),
  )
  const [mine] = cards
  const others = cards.slice(1)
  const solene = await at.open(world.coordinator)
  const cookie = await signIn(at.server().sql, world.manager)
  const karim = await openBoard({ url: at.server().url, cookie, document: board })
  const { cards: map } = boardTypes(karim.doc)
  let changes = 0
  const pace = setInterval(() => {
    changes += 1
    const other = must(others[changes % 11], 'a card of the north')
    // Every fourth is to the card in the hand: not its place, but how it looks and where it sorts.
    if (changes % 4 === 0)
      map.get(mine)?.set('known', changes % 8 === 0 ? 'unknown' : 'known_active')
    else
      map.get(other)?.set('at', {
        ...places.free,
        stage: changes % 2 === 0 ? 'received' : 'registered',
        rank: `a${changes}`,
      })
  }, 50)
  try {
    for (let round = 0; round < 4; round += 1) {
      const [from, to] =
        round % 2 === 0
          ? (['dispatched', 'followed_up'] as const)
          : (['followed_up', 'dispatched'] as const)
      await cardIn(solene, mine, { stage: from, lane: world.north }).waitFor()
      await dragOver(solene, cardOn(solene, mine), cell(solene, 'not_reached', world.north))
      const since = changes
      // Carried about while forty changes arrive.
      const carried = () => changes - since >= 40
      for (let step = 0; !carried(); step += 1) {
        await solene.mouse.move(500 + 300 * Math.cos(step / 9), 420 + 90 * Math.sin(step / 9))
        expect(await solene.locator('.ghost-mine').count()).toBe(1)
      }
      const box = must(await cell(solene, to, world.north).boundingBox(), 'the cell is in sight')
      await solene.mouse.move(box.x + box.width / 2, box.y + 60, { steps: 4 })
      await solene.mouse.up()
      await cardIn(solene, mine, { stage: to, lane: world.north }).waitFor()
      await solene.keyboard.press('Escape')
      await untilSaved(solene)
      expect(await placeKept(at.server(), mine)).toMatchObject({ stage: to })
    }
  } finally {
    clearInterval(pace)
    await karim.disconnect()
  }
  expect(await solene.locator('.ghost-mine, .drag-hint').count()).toBe(0)
}, 120_000)

test('[W5] [S4] scenario 5: not one character is lost, nor the caret, while a colleague moves the card under the form', async () => {
  const [card] = await at.cards(places.free)
  const karim = await at.open(world.manager)
  const solene = await at.open(world.coordinator)
  await drag(karim, cardOn(karim, card), cell(karim, 'registered', world.north))
  const form = karim.getByRole('dialog', { name: /^Inscription/ })
  const day = form.getByLabel('Date')
  await day.focus()
  const typing = ['0', '3', '1', '1', '2', '0', '2', '6']
  for (const [i, key] of typing.entries()) {
    await karim.keyboard.press(key)
    // After each key the card goes elsewhere.
    await cardOn(solene, card).focus()
    await solene.keyboard.press(i % 2 === 0 ? '.' : ',')
    await solene.keyboard.press('Escape')
    await untilSaved(solene)
    expect(await day.evaluate((field) => field === document.activeElement)).toBe(true)
  }
  // Day and month stand in the order of the machine's own language.
  expect(await day.inputValue()).toMatch(/^2026-(11-03|03-11)$/)
})

test('[W5] scenario 5: a palette that is typed into keeps its letters and its choice while the board changes', async () => {
  const [card] = await at.cards(places.free, places.south)
  const solene = await at.open(world.coordinator)
  const cookie = await signIn(at.server().sql, world.manager)
  const karim = await openBoard({ url: at.server().url, cookie, document: board })
  await solene.keyboard.press('Control+k')
  const field = solene.locator('.palette input')
  await field.waitFor()
  const { cards } = boardTypes(karim.doc)
  for (const [i, letter] of 'prenom nom0'.split('').entries()) {
    await field.press(letter === ' ' ? 'Space' : letter)
    cards.get(card)?.set('known', i % 2 === 0 ? 'unknown' : 'known_active')
    await karim.saved()
  }
  expect(await field.inputValue()).toBe('prenom nom0')
  expect(await field.evaluate((one) => one === document.activeElement)).toBe(true)
  await karim.disconnect()
})

test('scenario 8: a card lifted by keyboard is dropped in an empty lane and in a folded one, twenty times', async () => {
  await at.clear()
  const [card] = await at.cards(places.free)
  const solene = await at.open(world.coordinator)
  const south = solene.locator(`[data-lane="${world.south}"]`)
  /** In an open lane the focus goes along; a folded one counts the card. */
  const landed = (isFolded: boolean) =>
    isFolded
      ? south.locator('.lane-folded-row b').first().textContent()
      : solene.evaluate(() => document.activeElement?.getAttribute('data-card'))
  await cardOn(solene, card).waitFor()
  for (const isFolded of [false, true]) {
    if (isFolded) await solene.getByRole('button', { name: 'South', exact: true }).click()
    for (let round = 0; round < 10; round += 1) {
      await cardOn(solene, card).focus()
      await solene.keyboard.press('Space')
      await solene.locator('.drag-hint').waitFor()
      await solene.locator(`.card-held[data-card="${card}"]`).waitFor()
      await solene.keyboard.press('ArrowDown')
      await solene.keyboard.press('ArrowLeft')
      await south.locator('.cell-aimed').waitFor()
      await solene.keyboard.press('Enter')
      await solene.locator('.drag-hint').waitFor({ state: 'detached' })
      await untilSaved(solene)
      expect(await placeKept(at.server(), card)).toMatchObject({
        stage: 'received',
        lane: world.south,
      })
      await vi.waitFor(async () => expect(await landed(isFolded)).toBe(isFolded ? '1' : card))
      await solene.keyboard.press('Control+z')
      await cardIn(solene, card, { stage: 'dispatched', lane: world.north }).waitFor()
    }
  }
}, 120_000)
