import { Show } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-names.ts'
import type { JSX } from 'solid-js'

export function Tag(props: {
  readonly look?: 'filled' | 'outlined' | 'soon' | 'late' | 'accent'
  readonly large?: boolean
  readonly icon?: IconName
  readonly children: JSX.Element
}) {
  return (
    <span
      class={`tag tag-${props.look ?? 'filled'}`}
      classList={{ 'tag-large': props.large ?? false }}
    >
      <Show when={props.icon}>{(name) => <Icon name={name()} size={12} />}</Show>
      {props.children}
    </span>
  )
}
