// How a list of cards is asked to go to one of them: an event on its element, which only the list can answer.
import { z } from 'zod'
import { cardId, type CardId } from '#shared/domain/ids.ts'

/** A step from a card; without a card, to the first or the last. "Show" brings one into sight and moves no focus. */
export const walkDetail = z.object({ key: z.string(), from: cardId.nullable() })
export type WalkDetail = z.input<typeof walkDetail>

/** The place in a list of `count` cards that a key leads to; null: it leads out of the list. Pure. */
export function stepIn(
  list: { readonly count: number; readonly columns: number },
  { key, at }: { readonly key: string; readonly at: number },
): number | null {
  const { count, columns } = list
  const rowOf = (place: number) => Math.floor(place / columns)
  const last = count - 1
  switch (key) {
    case 'Home':
      return 0
    case 'End':
      return last
    case 'ArrowLeft':
      return at > 0 ? at - 1 : null
    case 'ArrowRight':
      return at < last ? at + 1 : null
    case 'ArrowUp':
      return rowOf(at) > 0 ? at - columns : null
    case 'ArrowDown':
      // The last row may be short: below its end is its last card.
      return rowOf(at) < rowOf(last) ? Math.min(last, at + columns) : null
    default:
      return null
  }
}

/** Of a list as it was, the card to go on with: the next that is still in it, or else the one before. Pure. */
export function nextOf(
  card: CardId,
  before: readonly CardId[],
  stays: (card: CardId) => boolean,
): CardId | null {
  const at = before.indexOf(card)
  return before.slice(at + 1).find(stays) ?? before.slice(0, at).findLast(stays) ?? null
}
