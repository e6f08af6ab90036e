// Where between two cards of a list a card would be put, in the order that people choose by hand.
import { must } from '#shared/assert.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Neighbours } from './acts.ts'
import type { BoardIndex } from './board-index.ts'

export interface Gap extends Neighbours {
  /** The line that shows it, in px of the window. */
  readonly line: { readonly x: number; readonly y: number; readonly width: number }
}

/** The gap nearest to `point`, which stands over another card of a list; null over anything else. */
export function gapAt(
  card: CardId,
  point: { readonly x: number; readonly y: number },
  index: BoardIndex,
): Gap | null {
  const over = document.elementFromPoint(point.x, point.y)?.closest<HTMLElement>('[data-card]')
  const key = over?.closest<HTMLElement>('[data-cell]')?.dataset['cell']
  if (!over || !key || over.dataset['card'] === card) return null
  const box = over.getBoundingClientRect()
  const above = point.y < box.top + box.height / 2
  const ids = index.cell(key).filter((id) => id !== card)
  const at = ids.findIndex((id) => id === over.dataset['card'])
  if (at < 0) return null
  const cut = above ? at : at + 1
  return {
    before: rankOf(ids[cut - 1], index),
    after: rankOf(ids[cut], index),
    line: { x: box.left, y: above ? box.top - 2 : box.bottom + 1, width: box.width },
  }
}

function rankOf(id: CardId | undefined, index: BoardIndex): string | null {
  if (id === undefined) return null
  return must(index.view(id), 'a card of a cell is on the board').card.at.rank
}
