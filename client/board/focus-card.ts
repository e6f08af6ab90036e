// The focus on a card, wherever it stands now.
import { isBehindLayer } from '#client/ui/focus-return.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import type { BoardIndex } from './board-index.ts'
import { dropName } from './drag.ts'
import type { Screen } from './screen.ts'

/**
 * Puts the focus on the card, in "Tout voir" where that is open, or on what leads to it where no list shows it: "Tout
 * voir", its folded lane. null: on the first card that the keyboard comes to. False where there is nothing to put it on.
 */
export function focusCard(
  card: CardId | null,
  { index, ...how }: FocusOptions & { readonly index: BoardIndex },
): boolean {
  const at = card === null ? undefined : index.view(card)?.card.at
  const selectors = [
    ...(card === null ? [] : [`[data-card="${CSS.escape(card)}"]`]),
    ...(at ? waysTo(at) : []),
    '[data-card][tabindex="0"]',
    // Everything of a cell was moved elsewhere: its list stands empty.
    '.see-all-empty',
  ]
  for (const selector of selectors) {
    for (const found of document.querySelectorAll<HTMLElement>(inLists(selector))) {
      if (isBehindLayer(found)) continue
      found.focus(how)
      return true
    }
  }
  return false
}

/** Where the focus is put on this board when what had it is gone: on the card one was on. */
export function homeOf(screen: Pick<Screen, 'focused' | 'store'>): () => void {
  return () => {
    focusCard(screen.focused(), { index: screen.store.index, preventScroll: true })
  }
}

const inLists = (selector: string) => `.see-all ${selector}, .board ${selector}`

function waysTo({ stage, lane }: Pick<Place, 'stage' | 'lane'>): string[] {
  const cell = dropName({ kind: 'cell', stage, lane })
  return [
    `.cell[data-drop="${CSS.escape(cell)}"] .cell-all`,
    `[data-lane="${CSS.escape(lane ?? '')}"] .lane-fold`,
  ]
}
