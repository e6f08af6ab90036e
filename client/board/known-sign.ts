import { t } from '#client/i18n/i18n.ts'
import type { IconName } from '#client/ui/icon-names.ts'
import type { CardView } from './card-view.ts'

/** Known, unknown, or nobody has said yet: where there is no room for the tag of a card. */
export function knownSign({ card }: CardView): { readonly icon: IconName; readonly text: string } {
  const words = t().board.card
  switch (card.known) {
    case 'untriaged':
      return { icon: 'user', text: words.untriaged }
    case 'unknown':
      return { icon: 'user-plus', text: words.unknown }
    case 'known_inactive':
    case 'known_active':
      return { icon: 'user-check', text: words.known }
  }
}
