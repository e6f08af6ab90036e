import { Icon } from '#client/ui/Icon.tsx'
import { Attempts, Flags, WithdrawnTag } from './CardFace.tsx'
import { DueChip } from './DueChip.tsx'
import { knownSign } from './known-sign.ts'
import type { CardView } from './card-view.ts'

/** A card in one row: density "Lignes". */
export function CardLine(props: { readonly view: CardView; readonly pending: boolean }) {
  const known = () => knownSign(props.view)
  return (
    <span class="card-line">
      <span class="card-known" title={known().text}>
        <Icon name={known().icon} size={12} />
        <span class="sr">{known().text}</span>
      </span>
      <span class="card-name">
        <bdi>{props.view.name}</bdi>
      </span>
      <WithdrawnTag view={props.view} />
      <Flags view={props.view} pending={props.pending} />
      <Attempts view={props.view} />
      <DueChip view={props.view} />
    </span>
  )
}
