// What is laid over the board: the list of everything in a cell, and the dialogs that act on a card.
import { createSignal, type Accessor } from 'solid-js'
import type { CardId } from '#shared/domain/ids.ts'

export interface Overlays {
  /** Card whose "Déplacer vers…" is open. */
  readonly moving: Accessor<CardId | null>
  readonly askMove: (card: CardId | null) => void
  /** "Confier à…": the same for officers alone. */
  readonly giving: Accessor<CardId | null>
  readonly askGive: (card: CardId | null) => void
  /** Cell of which everything is shown: "Tout voir". */
  readonly seeingAll: Accessor<string | null>
  readonly seeAll: (cellKey: string | null) => void
  /** The list of keys is open. */
  readonly keysShown: Accessor<boolean>
  readonly showKeys: (shown: boolean) => void
}

export function createOverlays(): Overlays & { readonly closeAll: () => void } {
  const [moving, askMove] = createSignal<CardId | null>(null)
  const [giving, askGive] = createSignal<CardId | null>(null)
  const [seeingAll, seeAll] = createSignal<string | null>(null)
  const [keysShown, showKeys] = createSignal(false)
  return {
    moving,
    askMove,
    giving,
    askGive,
    seeingAll,
    seeAll,
    keysShown,
    showKeys,
    closeAll: () => {
      askMove(null)
      askGive(null)
      seeAll(null)
      showKeys(false)
    },
  }
}
