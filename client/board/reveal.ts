// Bringing a card into sight, wherever it stands: its lane unfolded, its cell scrolled.
import type { CardId } from '#shared/domain/ids.ts'
import type { BoardIndex } from './board-index.ts'
import type { Preferences } from './preferences.ts'
import { cellKeyOf } from './tally.ts'

/** Brings a card into sight and leaves the focus where it is; false when the filters hide it. */
export function revealCard(
  card: CardId,
  { index, preferences }: { readonly index: BoardIndex; readonly preferences: Preferences },
): boolean {
  const at = index.view(card)?.card.at
  if (!at) return false
  const key = cellKeyOf(at.stage, at.lane)
  if (!index.cell(key).includes(card)) return false
  if (preferences.isFolded(at.lane)) preferences.setFolded([at.lane], false)
  // After the lane was drawn.
  requestAnimationFrame(() => {
    // In an open lane, a stage has a list for each officer: the one that holds the card answers.
    const lists = document.querySelectorAll<HTMLElement>(`.board [data-cell="${CSS.escape(key)}"]`)
    for (const list of lists) {
      list.dispatchEvent(new CustomEvent('walk', { detail: { key: 'Show', from: card } }))
    }
    document
      .querySelector(`.board [data-card="${CSS.escape(card)}"]`)
      ?.closest('.cell')
      ?.scrollIntoView({ block: 'center' })
  })
  return true
}
