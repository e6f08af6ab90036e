import { Icon } from './Icon.tsx'
import type { IconName } from './icon-names.ts'
import type { JSX } from 'solid-js'

/** Nothing here yet, or nothing any more, and what to do about it. */
export function EmptyState(props: {
  readonly icon: IconName
  readonly title: string
  readonly text?: string
  readonly children?: JSX.Element
}) {
  return (
    <div class="empty-state">
      <Icon name={props.icon} size={28} />
      <p class="empty-state-title">{props.title}</p>
      <p class="empty-state-text" hidden={!props.text}>
        {props.text}
      </p>
      <div class="empty-state-actions" hidden={!props.children}>
        {props.children}
      </div>
    </div>
  )
}
