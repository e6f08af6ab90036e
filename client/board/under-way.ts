// A change of the board as the screen is told of it: how things stood just before, for what has to stay as it was. [W5]
import { onCleanup } from 'solid-js'
import { isBehindLayer, isFocusLost } from '#client/ui/focus-return.ts'
import { cardId, type CardId } from '#shared/domain/ids.ts'

export interface UnderWay {
  /** Before and after the screen is told. `own`: the change was made here. */
  readonly begin: (change: { readonly own: boolean }) => void
  readonly end: () => void
  /** Calls while all still stands as it did. Owned by the caller's scope. */
  readonly before: (look: () => void) => void
  readonly own: () => boolean
  /** The change was made here, by keys on a card. */
  readonly byKeys: () => boolean
  /** The card whose element had the focus as the change began; null: none, or nothing is under way. */
  readonly focused: () => CardId | null
  /**
   * A card that is moved is another element elsewhere, and its focus goes along. Only if it had it just before: who left it
   * long ago and has the focus nowhere is not brought back by a colleague's move.
   */
  readonly carryFocus: (card: CardId, element: HTMLElement) => void
}

export function createUnderWay(): UnderWay {
  const looks = new Set<() => void>()
  let focused: CardId | null = null
  let own = false
  let byKeys = false

  return {
    begin: (change) => {
      const had = document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset['card']
      focused = cardId.safeParse(had).data ?? null
      ;({ own } = change)
      byKeys = own && document.activeElement?.matches('[data-card]:focus-visible') === true
      for (const look of looks) look()
    },
    end: () => {
      // One sees where the card has gone.
      const element = document.activeElement
      if (byKeys && element?.matches('[data-card]')) element.scrollIntoView({ block: 'nearest' })
      focused = null
      own = false
      byKeys = false
    },
    before: (look) => {
      looks.add(look)
      onCleanup(() => looks.delete(look))
    },
    own: () => own,
    byKeys: () => byKeys,
    focused: () => focused,
    carryFocus: (card, element) => {
      if (card !== focused || !isFocusLost() || isBehindLayer(element)) return
      element.focus({ preventScroll: true })
    },
  }
}
