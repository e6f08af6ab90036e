// Where between two cards of a list a card would be put, in the order that people choose by hand.
import { must } from '#shared/assert.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Neighbours } from './acts.ts'
import type { BoardIndex } from './board-index.ts'
import { cellKeyOf } from './tally.ts'

export interface Gap extends Neighbours {
  /** The line that shows it, in px of the window. */
  readonly line: { readonly x: number; readonly y: number; readonly width: number }
}

interface Pointed {
  /** What lies under the pointer. */
  readonly under: Element | null
  readonly y: number
}

/** The gap nearest to a pointer that stands over another card of a list; null over anything else. */
export function gapAt(card: CardId, { under, y }: Pointed, index: BoardIndex): Gap | null {
  const over = under?.closest<HTMLElement>('[data-card]')
  const list = over?.closest<HTMLElement>('[data-cell]')
  if (!over || !list || over.dataset['card'] === card) return null
  const other = index.cell(list.dataset['cell'] ?? '').find((one) => one === over.dataset['card'])
  if (other === undefined) return null
  const box = over.getBoundingClientRect()
  const side = y < box.top + box.height / 2 ? -1 : 1
  return {
    ...ranksBeside(card, { other, side }, index),
    line: { x: box.left, y: side < 0 ? box.top - 2 : box.bottom + 1, width: box.width },
  }
}

/**
 * The ranks between which `card` comes to stand right before (-1) or right after (1) another one, in the order by hand.
 * Those of the whole cell: a card that the filters hide has its place as well.
 */
export function ranksBeside(
  card: CardId,
  { other, side }: { readonly other: CardId; readonly side: -1 | 1 },
  index: Pick<BoardIndex, 'view' | 'all'>,
): Neighbours {
  const { at } = must(index.view(other), 'the other card is on the board').card
  const ids = index.all(cellKeyOf(at.stage, at.lane)).filter((id) => id !== card)
  const rankAt = (place: number) => {
    const id = ids[place]
    return (id !== undefined && index.view(id)?.card.at.rank) || null
  }
  let low = ids.indexOf(other) + (side < 0 ? -1 : 0)
  let high = low + 1
  // Cards that were dropped in the same moment share a rank: there is no place between them, only beyond.
  const isShared = () => {
    const [before, after] = [rankAt(low), rankAt(high)]
    return before !== null && after !== null && before >= after
  }
  while (isShared()) {
    if (side < 0) low -= 1
    else high += 1
  }
  return { before: rankAt(low), after: rankAt(high) }
}
