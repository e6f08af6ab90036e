// Going to a card, wherever it stands: brought into sight, the focus on it.
import type { CardId } from '#shared/domain/ids.ts'
import type { Screen } from './screen.ts'

/** Shows a card on the board and puts the focus on it; false when the filters hide it. */
export function goToCard(card: CardId, screen: Screen): boolean {
  if (!screen.leading.toCard(card)) return false
  screen.setFocused(card)
  return true
}
