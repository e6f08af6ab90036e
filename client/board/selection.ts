// Cards chosen together, to be moved as one act. The choice is this person's own and ends with the page.
import { createSignal, type Accessor } from 'solid-js'
import type { CardId } from '#shared/domain/ids.ts'
import type { BoardIndex } from './board-index.ts'
import { createKeyed } from './keyed.ts'
import { cellKeyOf } from './tally.ts'

export interface Selection {
  /** In the order they were chosen; those that left the board meanwhile are not acted upon. */
  readonly cards: Accessor<readonly CardId[]>
  /** With those that left. */
  readonly chosen: Accessor<readonly CardId[]>
  readonly has: (card: CardId) => boolean
  readonly toggle: (card: CardId) => void
  readonly add: (cards: readonly CardId[]) => void
  /**
   * Everything from the card chosen last to this one, in `order` or else in the order of the same cell; alone where
   * there is no such way.
   */
  readonly extendTo: (card: CardId, order?: readonly CardId[]) => void
  readonly clear: () => void
  /** What an act on `card` concerns: the whole selection when it is part of it, itself otherwise. */
  readonly groupOf: (card: CardId) => readonly CardId[]
}

export function createSelection(index: BoardIndex): Selection {
  const [chosen, setChosen] = createSignal<ReadonlySet<CardId>>(new Set())
  const isChosen = createKeyed({
    source: () => new Map([...chosen()].map((card) => [card, true])),
  })
  let anchor: CardId | null = null

  /** Cards that left the board meanwhile are not acted upon. */
  const standing = () => [...chosen()].filter((card) => index.view(card) !== undefined)

  return {
    cards: standing,
    chosen: () => [...chosen()],
    has: (card) => isChosen(card) ?? false,
    toggle: (card) => {
      const next = new Set(chosen())
      if (!next.delete(card)) next.add(card)
      anchor = next.has(card) ? card : null
      setChosen(next)
    },
    add: (cards) => setChosen(new Set([...chosen(), ...cards])),
    extendTo: (card, order) => {
      const at = index.view(card)?.card.at
      const ids = order ?? (at ? index.cell(cellKeyOf(at.stage, at.lane)) : [])
      const start = anchor === null ? -1 : ids.indexOf(anchor)
      const end = ids.indexOf(card)
      const range =
        start < 0 || end < 0 ? [card] : ids.slice(Math.min(start, end), Math.max(start, end) + 1)
      anchor ??= card
      if (start < 0) anchor = card
      setChosen(new Set([...chosen(), ...range]))
    },
    clear: () => {
      anchor = null
      if (chosen().size > 0) setChosen(new Set<CardId>())
    },
    groupOf: (card) => (chosen().has(card) ? standing() : [card]),
  }
}
