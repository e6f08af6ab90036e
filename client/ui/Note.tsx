import { Icon } from './Icon.tsx'
import type { IconName } from './icon-names.ts'
import type { JSX } from 'solid-js'

/** A sentence next to what it is about; `urgent` is read out at once. */
export function Note(props: {
  readonly look?: 'plain' | 'soon' | 'late' | 'accent'
  readonly icon: IconName
  readonly urgent?: boolean
  readonly hidden?: boolean
  readonly children: JSX.Element
  readonly action?: JSX.Element
}) {
  return (
    <div
      class={`note ${props.look && props.look !== 'plain' ? `note-${props.look}` : ''}`}
      role={props.urgent ? 'alert' : undefined}
      hidden={props.hidden}
    >
      <Icon name={props.icon} />
      <div class="note-text">{props.children}</div>
      {props.action}
    </div>
  )
}
