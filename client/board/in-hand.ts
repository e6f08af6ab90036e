// A colleague's change to the card that one is carrying: said at once, and nothing is taken out of the hand. [W2, W5]
import { createSignal, type Accessor } from 'solid-js'
import { announce } from '#client/ui/announce.ts'
import { showToast } from '#client/ui/toast.ts'
import { t } from '#client/i18n/i18n.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { BoardIndex, CardMove } from './board-index.ts'
import type { Drag } from './drag.ts'
import { firstNameOf, placeName } from './place-words.ts'

export interface InHand {
  /** What happened to the card in hand since it was lifted, in words; null: nothing. */
  readonly news: Accessor<string | null>
  readonly lifted: (card: CardId) => void
  /** Tells of moves that others made. */
  readonly hear: (moves: readonly CardMove[]) => void
}

export function createInHand(parts: {
  drag: () => Drag
  index: () => BoardIndex
  /** Name of who moved a card last; null when this page never saw them. */
  lastMover: (card: CardId) => string | null
}): InHand {
  const [news, setNews] = createSignal<string | null>(null)
  // Kept for the sentence that says the card is gone.
  let name = '?'
  return {
    news: () => (parts.drag().lifted() === null ? null : news()),
    lifted: (card) => {
      name = parts.index().view(card)?.name ?? '?'
      setNews(null)
    },
    hear: (moves) => {
      const held = parts.drag().lifted()?.card
      const move = moves.findLast((one) => one.card === held)
      if (held === undefined || !move) return
      const words = t().together.hand
      if (move.to === null) {
        parts.drag().cancel()
        showToast({
          text: words.gone(name),
          icon: 'triangle-alert',
          replaces: 'move',
          matters: true,
        })
        return
      }
      const who = parts.lastMover(held)
      const text = words.moved(
        who === null ? t().board.move.colleague : firstNameOf(who),
        placeName(parts.index().frame(), move.to),
      )
      setNews(text)
      announce(text)
      parts.drag().judgeAgain()
    },
  }
}
