import { afterEach, expect, test } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { cardId } from '#shared/domain/ids.ts'
import { createPresence, type Presence } from '#client/sync/presence.ts'

const card = cardId.parse('card_1')
const other = cardId.parse('card_2')
const karim = 7

let close = () => {}
afterEach(() => close())

function open(): { presence: Presence; karimShows: (drag: unknown) => void } {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  const presence = createPresence(awareness)
  close = () => {
    presence.close()
    awareness.destroy()
    doc.destroy()
  }
  return {
    presence,
    karimShows(drag) {
      awareness.states.set(karim, { user: { id: 'user_k', name: 'Karim' }, drag })
      awareness.emit('change', [{ added: [], updated: [karim], removed: [] }, 'test'])
    },
  }
}

const inHand = (presence: Presence) => presence.others()[0]?.state.drag?.card ?? null

test('[W1] a card whose new place has come is in nobody’s hand, though the drag is not yet said to be over', () => {
  const { presence, karimShows } = open()
  karimShows({ card, over: null })
  expect(inHand(presence)).toBe(card)
  presence.dropped(karim, card)
  expect(inHand(presence)).toBeNull()
  // An older word of the same drag that was still on its way.
  karimShows({ card, over: null })
  expect(inHand(presence)).toBeNull()
  karimShows(null)
  expect(inHand(presence)).toBeNull()
})

test('[W1] the same card is held again when it is lifted again, and another one at once', () => {
  const { presence, karimShows } = open()
  karimShows({ card, over: null })
  presence.dropped(karim, card)
  karimShows({ card: other, over: null })
  expect(inHand(presence)).toBe(other)
  karimShows({ card, over: null })
  expect(inHand(presence)).toBe(card)
})

test('[W1] a place that came from somebody who holds another card opens no hand', () => {
  const { presence, karimShows } = open()
  karimShows({ card, over: null })
  presence.dropped(karim, other)
  expect(inHand(presence)).toBe(card)
})
