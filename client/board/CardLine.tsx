import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { Attempts, Flags, WithdrawnTag } from './CardFace.tsx'
import { DueChip } from './DueChip.tsx'
import type { CardView } from './card-view.ts'

/** A card in one row: density "Lignes". */
export function CardLine(props: { readonly view: CardView; readonly pending: boolean }) {
  const isKnown = () =>
    props.view.card.known === 'known_inactive' || props.view.card.known === 'known_active'
  return (
    <span class="card-line">
      <span class="card-known" title={isKnown() ? t().board.card.known : t().board.card.unknown}>
        <Icon name={isKnown() ? 'user-check' : 'user-plus'} size={12} />
        <span class="sr">{isKnown() ? t().board.card.known : t().board.card.unknown}</span>
      </span>
      <span class="card-name">{props.view.name}</span>
      <WithdrawnTag view={props.view} />
      <Flags view={props.view} pending={props.pending} />
      <Attempts view={props.view} />
      <DueChip view={props.view} />
    </span>
  )
}
