import { afterEach, expect, test, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { cardId } from '#shared/domain/ids.ts'
import { createHolding } from '#client/board/holding.ts'
import { createPresence, type Presence } from '#client/sync/presence.ts'
import type { PresenceState } from '#shared/contracts/sync.ts'

const card = cardId.parse('card_1')
const other = cardId.parse('card_2')
const karim = 7

let close = () => {}
afterEach(() => {
  close()
  vi.useRealTimers()
})

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

test('[W1] [G10.3] a card stays in a colleague’s hand as long as it gives a beat, without aiming anywhere else', () => {
  vi.useFakeTimers()
  const { presence, karimShows } = open()
  const holding = createHolding({ show: ({ drag }) => karimShows(drag) }, () => true)
  holding.show({ card, over: null })
  for (let seconds = 0; seconds < 60; seconds += 1) {
    vi.advanceTimersByTime(1_000)
    expect(inHand(presence)).toBe(card)
  }
  holding.show(null)
  expect(inHand(presence)).toBeNull()
})

test('[W1] [G10.3] a hand that gives no beat any more is open within ten seconds, however often its last word is repeated', () => {
  vi.useFakeTimers()
  const { presence, karimShows } = open()
  karimShows({ card, over: null, beat: 4 })
  for (let seconds = 0; seconds < 9; seconds += 1) {
    vi.advanceTimersByTime(1_000)
    karimShows({ card, over: null, beat: 4 })
  }
  expect(inHand(presence)).toBeNull()
  karimShows({ card, over: null, beat: 5 })
  expect(inHand(presence)).toBe(card)
})

test('[W1] who lifted a card by keyboard and went away gives no beat until they are back', () => {
  vi.useFakeTimers()
  const told: PresenceState[] = []
  let isHere = true
  const holding = createHolding({ show: (change) => told.push(change) }, () => isHere)
  holding.show({ card, over: null })
  isHere = false
  vi.advanceTimersByTime(60_000)
  expect(told).toHaveLength(1)
  isHere = true
  vi.advanceTimersByTime(3_000)
  expect(told).toHaveLength(2)
  expect(told[1]?.drag?.beat).not.toBe(told[0]?.drag?.beat)
  holding.show(null)
  vi.advanceTimersByTime(60_000)
  expect(told).toHaveLength(3)
})
