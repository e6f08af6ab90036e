// The order that people choose by hand, without a pointer: one place up or down. A drag does the same.
import { t } from '#client/i18n/i18n.ts'
import { announce } from '#client/ui/announce.ts'
import { must } from '#shared/assert.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { ranksBeside } from './between.ts'
import type { Screen } from './screen.ts'
import { cellKeyOf } from './tally.ts'

/** The cards among which it has its place, in the order they are shown: its cell, its seat, its group of "Tout voir". */
export function listOf(card: CardId, screen: Screen): readonly CardId[] {
  const { index } = screen.store
  const view = index.view(card)
  if (!view) return []
  const { stage, lane, officer } = view.card.at
  const seated = screen.lane() !== null && stage !== 'received'
  const grouped = screen.seeingAll() !== null
  return screen.store.cell(cellKeyOf(stage, lane)).filter((id) => {
    const other = index.view(id)
    if (seated && other?.card.at.officer !== officer) return false
    return !grouped || other?.urgency === view.urgency
  })
}

/** Puts it one place up (-1) or down (1) in the order of one's hand, and says where it stands now. */
export function shiftInOrder(card: CardId, by: -1 | 1, screen: Screen): void {
  const words = t().acting.order
  const name = screen.store.index.view(card)?.name ?? '?'
  const say = () => {
    const ids = listOf(card, screen)
    announce(words.now(name, ids.indexOf(card) + 1, ids.length))
  }
  if (screen.order() !== 'rank') {
    announce(words.notByHand)
    return
  }
  const others = listOf(card, screen)
  const to = others.indexOf(card) + by
  if (to < 0 || to >= others.length) {
    say()
    return
  }
  const passed = must(others[to], 'there is a card to pass')
  const between = ranksBeside(card, { other: passed, side: by }, screen.store.index)
  if (screen.acts.rerank(card, between)) say()
}
