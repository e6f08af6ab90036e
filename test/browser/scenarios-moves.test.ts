// The acceptance scenarios of two people at one board, the ones about moves. Numbers in brackets are the product's rules.
import { afterEach, expect, test, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { must } from '#shared/assert.ts'
import { dropName } from '#client/board/drag.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { cardIn, cardOn, cell, drag, placeKept, untilSaved } from '#test/support/board-page.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import { countLosses, dropQuickly, shownCell } from '#test/support/quick-hand.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Stage } from '#shared/domain/stages.ts'

const at = peopleAtBoard()
afterEach(() => at.clear())
const soon = { timeout: 10_000, interval: 10 }

/** Nothing is asked of a card in these: no form comes between two drops. */
const quietStages = ['received', 'dispatched', 'first_contact'] as const
const northCell = (stage: Stage) => dropName({ kind: 'cell', stage, lane: world.north })

/** A card of the north that has been reached: its stages ask for nothing. */
async function reachedCards(count: number): Promise<[CardId, ...CardId[]]> {
  const cards = await at.cards(...Array<typeof places.free>(count).fill(places.free))
  await at.server().rooms.execute(board, {
    user: world.coordinator,
    edit: (doc) => {
      for (const card of cards) {
        boardTypes(doc).attempts.set(`attempt_${card}`, {
          card,
          channel: 'phone',
          outcome: 'appointment_made',
          at: '2026-11-03T09:00:00.000Z',
          by: world.coordinator,
        })
      }
    },
  })
  return cards
}

/** Every page shows the card where the database keeps it. */
async function expectOnePlace(pages: readonly Page[], card: CardId): Promise<string> {
  let key = ''
  await vi.waitFor(async () => {
    const kept = must(await placeKept(at.server(), card), 'the card is kept')
    key = `${kept.stage}|${kept.lane}`
    const shown = await Promise.all(pages.map((page) => shownCell(page, card)))
    expect(shown).toEqual(pages.map(() => key))
  }, soon)
  return key
}

async function lossesKept(card: CardId): Promise<number> {
  const [row] = await at.server().sql<{ count: number }[]>`
    select count(*)::integer as count from event
    where card_id = ${card} and verdict = 'superseded'`
  return row?.count ?? 0
}

test('[W1] scenario 1: A moves one card while B, whose screen is old, moves another: both are kept', async () => {
  const cards = await reachedCards(6)
  const solene = await at.open(world.coordinator)
  const karim = await at.open(world.manager)
  const [last] = cards.slice(-1)
  await cardOn(karim, must(last, 'six cards')).waitFor()
  // Old by a whole absence.
  await karim.context().setOffline(true)
  await karim.locator('[data-connection="offline"]').waitFor()
  const mine = cards.slice(0, 3)
  const his = cards.slice(3)
  for (const card of mine) await dropQuickly(solene, card, northCell('first_contact'))
  for (const card of his) await dropQuickly(karim, card, northCell('received'))
  await untilSaved(solene)
  await karim.context().setOffline(false)
  await untilSaved(karim)
  for (const card of mine)
    expect(await expectOnePlace([solene, karim], card)).toBe(`first_contact|${world.north}`)
  for (const card of his)
    expect(await expectOnePlace([solene, karim], card)).toBe(`received|${world.north}`)
  // Old by a moment: two cards of one cell, dropped into one other cell at once, sixty times.
  const [one, two] = cards
  for (let round = 0; round < 60; round += 1) {
    const to = round % 2 === 0 ? 'received' : 'first_contact'
    await Promise.all([
      dropQuickly(solene, one, northCell(to)),
      dropQuickly(karim, must(two, 'two cards'), northCell(to)),
    ])
    await Promise.all([untilSaved(solene), untilSaved(karim)])
    for (const card of [one, must(two, 'two cards')])
      expect(await expectOnePlace([solene, karim], card)).toBe(`${to}|${world.north}`)
  }
  expect(await lossesKept(one)).toBe(0)
}, 180_000)

test('[S2] [W2] scenario 2: two people drop one card in two cells at once, 500 times: one card, one place, one notice', async () => {
  const [card] = await reachedCards(1)
  const solene = await at.open(world.coordinator)
  const karim = await at.open(world.manager)
  await cardOn(karim, card).waitFor()
  await cardOn(solene, card).waitFor()
  const told = await Promise.all([countLosses(solene), countLosses(karim)])
  let here: Stage = 'dispatched'
  let lost = 0
  for (let round = 0; round < 500; round += 1) {
    const [left, right] = quietStages.filter((stage) => stage !== here)
    const aims = round % 2 === 0 ? [left, right] : [right, left]
    const [hers, his] = aims.map((stage) => northCell(must(stage, 'two other cells')))
    await Promise.all([
      dropQuickly(solene, card, must(hers, 'a cell')),
      dropQuickly(karim, card, must(his, 'a cell')),
    ])
    await Promise.all([untilSaved(solene), untilSaved(karim)])
    const key = await expectOnePlace([solene, karim], card)
    const now = must(
      quietStages.find((stage) => key.startsWith(`${stage}|`)),
      'a cell somebody chose',
    )
    expect(now).not.toBe(here)
    here = now
    // A drop that was answered before the other was made is no race, and has nobody to tell.
    lost = await lossesKept(card)
    await vi.waitFor(async () => {
      const [hers_, his_] = await Promise.all(told.map((count) => count()))
      expect((hers_ ?? 0) + (his_ ?? 0)).toBe(lost)
    }, soon)
  }
  expect(lost).toBeGreaterThan(250)
}, 600_000)

const anything = /(?:)/

test('[W4] scenario 6: an undo after a colleague moved the card takes nothing from them, and says so, 25 times', async () => {
  const [card] = await reachedCards(1)
  const solene = await at.open(world.coordinator)
  const karim = await at.open(world.manager)
  await cardOn(karim, card).waitFor()
  for (let round = 0; round < 25; round += 1) {
    await dropQuickly(solene, card, northCell('first_contact'))
    await cardIn(karim, card, { stage: 'first_contact', lane: world.north }).waitFor()
    await dropQuickly(karim, card, northCell('received'))
    // Every third time she has not heard of it yet: an undo that comes first is hers by right, and he is told.
    const heard = round % 3 !== 0
    if (heard) await cardIn(solene, card, { stage: 'received', lane: world.north }).waitFor()
    await solene.keyboard.press('Control+z')
    await Promise.all([untilSaved(solene), untilSaved(karim)])
    const key = await expectOnePlace([solene, karim], card)
    const allowed = heard ? ['received'] : ['received', 'dispatched']
    expect(allowed.map((stage) => `${stage}|${world.north}`)).toContain(key)
    const isUndone = key === `dispatched|${world.north}`
    // Who is told what follows from where the card is, and from nothing else.
    const hers = isUndone
      ? /^Annulé/m
      : heard
        ? /^Non annulé : Karim Bensaïd a déplacé/m
        : /^Non annulé : Karim Bensaïd a déplacé|^Karim Bensaïd a déplacé .* avant vous/m
    const his = isUndone ? /^Solène Maury a déplacé .* avant vous/m : anything
    await vi.waitFor(async () => {
      expect((await solene.locator('.toast').allTextContents()).join('\n')).toMatch(hers)
      expect((await karim.locator('.toast').allTextContents()).join('\n')).toMatch(his)
    }, soon)
    if (key !== `dispatched|${world.north}`) {
      await dropQuickly(karim, card, northCell('dispatched'))
      await cardIn(solene, card, { stage: 'dispatched', lane: world.north }).waitFor()
    }
    await untilSaved(karim)
  }
}, 120_000)

test('[W4] scenario 6: redo after undo changes nothing, and a redo over a colleague’s act is refused by name', async () => {
  const [card] = await reachedCards(1)
  const solene = await at.open(world.coordinator)
  const karim = await at.open(world.manager)
  await cardOn(karim, card).waitFor()
  await dropQuickly(solene, card, northCell('received'))
  await dropQuickly(solene, card, northCell('first_contact'))
  for (const key of ['z', 'z', 'Shift+z', 'Shift+z']) await solene.keyboard.press(`Control+${key}`)
  await untilSaved(solene)
  expect(await expectOnePlace([solene, karim], card)).toBe(`first_contact|${world.north}`)
  await solene.keyboard.press('Control+z')
  await cardIn(karim, card, { stage: 'received', lane: world.north }).waitFor()
  await dropQuickly(karim, card, northCell('dispatched'))
  await cardIn(solene, card, { stage: 'dispatched', lane: world.north }).waitFor()
  await solene.keyboard.press('Control+Shift+z')
  await solene
    .locator('.toast')
    .getByText(/Karim Bensaïd a déplacé/)
    .waitFor()
  expect(await expectOnePlace([solene, karim], card)).toBe(`dispatched|${world.north}`)
})

test('[P8] scenario 10: what the server refuses is rolled back with its reason, for everybody, twenty times', async () => {
  const [card] = await reachedCards(1)
  const karim = await at.open(world.manager)
  const solene = await at.open(world.coordinator)
  await cardOn(karim, card).waitFor()
  await cardOn(solene, card).waitFor()
  const { sql } = at.server()
  // What colleagues see of it from now on.
  await solene.evaluate((id) => {
    const seen: string[] = []
    Object.assign(globalThis, { seen })
    new MutationObserver(() => {
      const key = document
        .querySelector(`.board [data-card="${id}"]`)
        ?.closest('[data-cell]')
        ?.getAttribute('data-cell')
      if (key && key !== seen.at(-1)) seen.push(key)
    }).observe(document.body, { subtree: true, childList: true })
  }, String(card))
  await sql`delete from lane_manager where user_id = ${world.manager}`
  try {
    for (let round = 0; round < 20; round += 1) {
      await dropQuickly(karim, card, northCell(round % 2 === 0 ? 'received' : 'first_contact'))
      await karim.locator('.toast').getByText('ce n’est pas votre secteur').waitFor()
      await untilSaved(karim)
      expect(await expectOnePlace([karim, solene], card)).toBe(`dispatched|${world.north}`)
      await karim.locator('.toast-close').click()
    }
  } finally {
    await sql`
      insert into lane_manager (lane_id, user_id) values (${world.north}, ${world.manager})`
  }
  const seen = await solene.evaluate<string[]>('seen')
  expect(seen.filter((key) => key !== `dispatched|${world.north}`)).toEqual([])
})

test('[W1] scenario 7: two people who change two things of one card at once both keep theirs, twenty times', async () => {
  const solene = await at.open(world.coordinator)
  const karim = await at.open(world.manager)
  for (let round = 0; round < 20; round += 1) {
    const [card] = await reachedCards(1)
    await cardOn(karim, card).waitFor()
    await drag(solene, cardOn(solene, card), cell(solene, 'registered', world.north))
    await cardIn(karim, card, { stage: 'registered', lane: world.north }).waitFor()
    const form = solene.getByRole('dialog', { name: /^Inscription/ })
    await form.getByRole('radio', { name: 'saisie faite' }).check()
    // She answers about the card while he gives it to an officer.
    await cardOn(karim, card).focus()
    await karim.keyboard.press('a')
    await Promise.all([
      form.getByRole('button', { name: 'Enregistrer' }).click(),
      karim
        .getByRole('dialog')
        .getByRole('button', { name: /Name officer\b/ })
        .click(),
    ])
    await Promise.all([untilSaved(solene), untilSaved(karim)])
    const [row] = await at.server().sql<{ officerId: string; fields: unknown }[]>`
      select officer_id, fields from card where id = ${card}`
    expect(row?.officerId).toBe(world.officer)
    expect(row?.fields).toMatchObject({ registration: { imilo: 'recorded' } })
    expect(await lossesKept(card)).toBe(0)
  }
}, 120_000)
