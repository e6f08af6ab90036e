// What a screen reader is told, word for word, in both languages: a script of a few minutes at the board.
import { expect, test, vi } from 'vitest'
import { must } from '#shared/assert.ts'
import { dropName } from '#client/board/drag.ts'
import { editCards } from '#shared/documents/board-edits.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { day } from '#shared/domain/day.ts'
import { board, places, world } from '#test/support/board-world.ts'
import { expectAccessible } from '#test/support/browser.ts'
import { cardIn, cardOn, placeKept, untilSaved } from '#test/support/board-page.ts'
import { dropQuickly } from '#test/support/quick-hand.ts'
import { peopleAtBoard } from '#test/support/people-at-board.ts'
import type { Page } from 'playwright-core'
import type { CardId } from '#shared/domain/ids.ts'

const at = peopleAtBoard()

/** Everything written into the two live regions from now on, in order, as far as a screen reader gets to hear it. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(globalThis, { heard })
    for (const region of document.querySelectorAll(
      'output[aria-live], [role="alert"][aria-live]',
    )) {
      new MutationObserver(() => {
        const text = (region.textContent ?? '').replaceAll('\u00A0', ' ').trim()
        if (region.closest('[aria-hidden="true"]')) return
        if (text !== '' && text !== heard.at(-1)) heard.push(text)
      }).observe(region, { subtree: true, childList: true, characterData: true })
    }
  })
  return () => page.evaluate<string[]>('heard.splice(0)')
}

/** What is heard after an act, sentence by sentence, until it is what was expected. */
async function expectHeard(
  heard: () => Promise<string[]>,
  expected: string | RegExp,
  act: () => Promise<unknown> = () => Promise.resolve(),
): Promise<string> {
  await act()
  const all: string[] = []
  await vi.waitFor(
    async () => {
      all.push(...(await heard()))
      const wanted = typeof expected === 'string' ? expected.replace(/\.$/, '') : expected
      expect(all.join('. ')).toMatch(wanted)
    },
    { timeout: 15_000, interval: 50 },
  )
  return all.join('. ')
}

const words = {
  'fr-FR': {
    lifted:
      'Fiche soulevée. Flèches pour choisir l’étape et le secteur, Page suivante pour le conseiller, Entrée pour déposer, Échap pour annuler.',
    aim: /^Reçu, North, \d+ jeunes?$/,
    aimBack: /^(1er contact|Transmis), North, \d+ jeunes?/,
    dropped: /^(.+) : Transmis, North$/,
    cancelled: 'Déplacement annulé',
    moved: /^(.+) : Reçu, North$/,
    asked:
      /^(.+) : 1er contact, North\. \1, à compléter : Premier contact\. Tabulation pour répondre, Échap pour plus tard$/,
    undone: /^Annulé : déplacer (.+)$/,
    same: 'La fiche est déjà à cette place',
    remoteOne: /^Karim Bensaïd a déplacé (.+) vers Reçu, North$/,
    remoteMany: /^4 fiches déplacées par Karim Bensaïd$/,
    overtaken: /^Non annulé : Karim Bensaïd a déplacé (.+) depuis$/,
    remoteEdit: /^Karim Bensaïd a changé la fiche de Prénom Nom\d+$/,
    remoteCome: /^2 fiches ajoutées au tableau$/,
    remoteGone: /^1 fiche sortie du tableau$/,
  },
  'en-GB': {
    lifted: /^Card lifted\. .*Enter to drop, Esc(ape)? to cancel\.?$/,
    aim: /^Received, North, \d+ young (person|people)$/,
    aimBack: /^(First contact|Dispatched), North, \d+ young (person|people)/,
    dropped: /^(.+): Dispatched, North$/,
    cancelled: 'Move cancelled',
    moved: /^(.+): Received, North$/,
    asked:
      /^(.+): First contact, North\. \1, to complete: First contact\. Tab to answer, Esc(ape)? for later$/,
    undone: /^Undone: move (.+)$/,
    same: 'The card is already there',
    remoteOne: /^Karim Bensaïd moved (.+) to Received, North$/,
    remoteMany: /^4 cards moved by Karim Bensaïd$/,
    overtaken: /^Not undone: Karim Bensaïd has moved (.+) since$/,
    remoteEdit: /^Karim Bensaïd changed Prénom Nom\d+$/,
    remoteCome: /^2 cards added to the board$/,
    remoteGone: /^1 card taken off the board$/,
  },
} as const

for (const locale of ['fr-FR', 'en-GB'] as const) {
  test(`[W5] the live region says each move, refusal and remote change in words (${locale})`, async () => {
    const say = words[locale]
    const cards = await at.cards(...Array.from({ length: 6 }, () => places.free))
    const [card] = cards
    const solene = await at.open(world.coordinator, { locale })
    await cardOn(solene, card).focus()
    const heard = await listen(solene)
    const press = (key: string, expected: string | RegExp) =>
      expectHeard(heard, expected, () => solene.keyboard.press(key))
    // Lifted, aimed, aimed elsewhere, let go.
    await press('Space', say.lifted)
    await press('ArrowLeft', say.aim)
    await press('ArrowRight', say.aimBack)
    await press('Escape', say.cancelled)
    // Moved by one key, and taken back; the same place again is said as such.
    await press(',', say.moved)
    await press(',', say.same)
    await press('Control+z', say.undone)
    // A stage that asks: both sentences, in order.
    await press('.', say.asked)
    await solene.keyboard.press('Escape')
    await untilSaved(solene)
    await heard()
    // A colleague's single move, then a handful at once: one summary, not five sentences.
    const karim = await at.open(world.manager)
    const moveTo = async (which: CardId) => {
      await cardOn(karim, which).waitFor()
      await dropQuickly(
        karim,
        which,
        dropName({ kind: 'cell', stage: 'received', lane: world.north }),
      )
    }
    await expectHeard(heard, say.remoteOne, () => moveTo(must(cards[1], 'six cards')))
    const summary = await expectHeard(heard, say.remoteMany, async () => {
      for (const other of cards.slice(2)) await moveTo(other)
    })
    expect(summary).toMatch(say.remoteMany)
    // The card under the focus is said at once; an undo over it is refused by name.
    await expectHeard(heard, say.remoteOne, () => moveTo(card))
    await press('Control+z', say.overtaken)
    // What else happens to cards is said as well: an answer, cards that come, a card that goes.
    await dropQuickly(
      karim,
      card,
      dropName({ kind: 'cell', stage: 'not_reached', lane: world.north }),
    )
    await expectHeard(heard, / Karim Bensaïd| by Karim Bensaïd|^Karim Bensaïd/)
    const form = karim.getByRole('dialog', { name: /^Non joint/ })
    await form.getByRole('radio', { name: 'a déménagé' }).check()
    await expectHeard(heard, say.remoteEdit, () =>
      form.getByRole('button', { name: 'Enregistrer' }).click(),
    )
    const added = await expectHeard(heard, say.remoteCome, () => at.cards(places.free, places.free))
    expect(added).toMatch(say.remoteCome)
    await expectHeard(heard, say.remoteGone, () =>
      at.server().rooms.execute(board, {
        user: world.coordinator,
        edit: (doc) =>
          editCards(doc, [must(cards[5], 'six cards')], {
            closed: { situation: 'not_known', by: world.coordinator, on: day.parse('2026-11-20') },
          }),
      }),
    )
  })
}

/** A dialog that is open, and has hidden the rest of the page from screen readers. */
async function untilHidden(page: Page): Promise<void> {
  await page.getByRole('dialog').first().waitFor()
  await page
    .locator('[aria-hidden="true"] .board, .board[aria-hidden="true"]')
    .waitFor({ state: 'attached' })
}

test('[W1] [P8] what happens to the board is said while a dialog is open: a colleague’s moves, and a refusal', async () => {
  const [card, other] = await at.cards(places.free, places.free)
  const karim = await at.open(world.manager)
  const heard = await listen(karim)
  const openers = {
    move: () => karim.keyboard.press('m'),
    search: () => karim.keyboard.press('Control+k'),
    keys: () => karim.keyboard.press('?'),
    all: () => karim.locator('.cell-all').first().click(),
  }
  for (const [i, open] of Object.values(openers).entries()) {
    await cardOn(karim, card).focus()
    await open()
    await untilHidden(karim)
    await expectHeard(heard, /a déplacé Prénom Nom1 vers/, () =>
      at.server().rooms.execute(board, {
        user: world.coordinator,
        edit: (doc) =>
          boardTypes(doc)
            .cards.get(must(other, 'two cards'))
            ?.set('at', { ...places.free, stage: i % 2 === 0 ? 'received' : 'dispatched' }),
      }),
    )
    await karim.keyboard.press('Escape')
    await karim.getByRole('dialog').waitFor({ state: 'detached' })
  }
  // Moved without the network: the refusal comes when the dialog is open.
  await karim.context().setOffline(true)
  await karim.locator('[data-connection="offline"]').waitFor()
  await cardOn(karim, card).focus()
  await karim.keyboard.press('.')
  await karim.keyboard.press('m')
  await untilHidden(karim)
  const { sql } = at.server()
  await sql`delete from lane_manager where user_id = ${world.manager}`
  try {
    await karim.context().setOffline(false)
    await expectHeard(heard, /n’a pas été déplacée : ce n’est pas votre secteur/)
  } finally {
    await sql`
      insert into lane_manager (lane_id, user_id) values (${world.north}, ${world.manager})`
  }
})

test('[W4] the notice of what one has just done is pressed over an open dialog, which stays', async () => {
  const [card] = await at.cards(places.free)
  const solene = await at.open(world.coordinator)
  await cardOn(solene, card).focus()
  await solene.keyboard.press('.')
  await cardIn(solene, card, { stage: 'first_contact', lane: world.north }).waitFor()
  await solene.keyboard.press('?')
  await untilHidden(solene)
  const undo = solene.locator('.toast').getByRole('button', { name: /^Annuler/ })
  await undo.click()
  await solene
    .locator('.toast')
    .getByText(/^Annulé : déplacer/)
    .waitFor()
  await expectAccessible(solene)
  expect(await solene.getByRole('dialog', { name: 'Touches du clavier' }).isVisible()).toBe(true)
  await untilSaved(solene)
  expect(await placeKept(at.server(), card)).toMatchObject({ stage: 'dispatched' })
})
