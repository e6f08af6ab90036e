// [S4] What a card is asked by this screen, of those who may answer.
import { showToast } from '#client/ui/toast.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { Asking } from './asking.ts'
import type { BoardIndex } from './board-index.ts'
import { demandAfter, demandOf, mayTell, type Demand } from './facts.ts'
import { refusalText } from './place-words.ts'

export interface Completing {
  /** What the move from there asks. */
  readonly demandOn: (card: CardId, from: Place) => Demand | null
  readonly afterMove: (card: CardId, from: Place) => void
  /** Opens the form, if the card lacks anything; who may not answer is told why. */
  readonly complete: (card: CardId) => void
}

export function createCompleting(parts: {
  index: () => BoardIndex
  actor: () => Actor | null
  asking: Asking
}): Completing {
  const { asking } = parts
  function demandOn(card: CardId, from: Place): Demand | null {
    const view = parts.index().view(card)
    const me = parts.actor()
    const demand = view && me ? demandAfter(from, view, me.role) : null
    return view && me && demand && mayTell(me, demand, view).allowed ? demand : null
  }
  return {
    demandOn,
    afterMove: (card, from) => {
      const demand = demandOn(card, from)
      if (demand) asking.askSoon({ card, demand, focus: false })
    },
    complete: (card) => {
      const view = parts.index().view(card)
      const demand = view ? demandOf(view) : null
      const me = parts.actor()
      if (!view || !demand || !me) return
      const right = mayTell(me, demand, view)
      if (right.allowed) asking.ask({ card, demand, focus: true })
      else showToast({ text: refusalText(right.code), icon: 'ban', replaces: 'move' })
    },
  }
}
