// The focus on a card, wherever it stands now.
import { isBehindLayer } from '#client/ui/focus-return.ts'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
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
  return focusFirst(
    [
      ...(card === null ? [] : [`[data-card="${CSS.escape(card)}"]`]),
      ...(at ? waysTo(at) : []),
      '[data-card][tabindex="0"]',
      // Everything of a cell was moved elsewhere: its list stands empty.
      '.see-all-empty',
      emptyAct,
    ],
    how,
  )
}

/** Where no card is shown at all: what brings them back. */
const emptyAct = '.empty-state button'

/** Puts the focus near a place whose last card has left the view: its "Tout voir", another card of its lane, any card. */
export function focusNear(place: Pick<Place, 'stage' | 'lane'>, how: FocusOptions): boolean {
  const [cell, fold] = waysTo(place)
  const inLane = `[data-lane="${CSS.escape(place.lane ?? '')}"] [data-card][tabindex="0"]`
  const ways = [cell, inLane, fold, '.lane-page-title', '[data-card][tabindex="0"]', emptyAct]
  return focusFirst(ways, how)
}

/** Puts the focus on what leads to the lane's own page. */
export function focusLaneLink(lane: LaneId): boolean {
  const section = `[data-lane="${CSS.escape(lane)}"]`
  return focusFirst([`${section} .lane-open`, `${section} .lane-fold`], {})
}

function focusFirst(selectors: readonly string[], how: FocusOptions): boolean {
  for (const selector of selectors) {
    for (const found of document.querySelectorAll<HTMLElement>(inLists(selector))) {
      if (isBehindLayer(found)) continue
      found.focus(how)
      return true
    }
  }
  return false
}

/** On the name of the card that is open: what was answered in its drawer is gone with its buttons. */
export function focusDrawer(): void {
  document.getElementById('drawer-name')?.focus({ preventScroll: true })
}

/** Where the focus is put on this board when what had it is gone: on the card one was on. */
export function homeOf(screen: Pick<Screen, 'focused' | 'store'>): () => void {
  return () => {
    focusCard(screen.focused(), { index: screen.store.index, preventScroll: true })
  }
}

/** Where lists stand: not what lies over or beside them and shows a card of its own. */
const inLists = (selector: string) =>
  ['.see-all', '.board', '.lane-page'].map((where) => `${where} ${selector}`).join(', ')

function waysTo({ stage, lane }: Pick<Place, 'stage' | 'lane'>): readonly [string, string] {
  const cell = dropName({ kind: 'cell', stage, lane })
  return [
    `.cell[data-drop="${CSS.escape(cell)}"] .cell-all`,
    `[data-lane="${CSS.escape(lane ?? '')}"] .lane-fold`,
  ]
}
