import sprite from './icons.svg?raw'
import type { IconName } from './icon-names.ts'

export type IconSize = 10 | 12 | 14 | 16 | 18 | 20 | 24 | 28

/** One outline of the sprite. Decorative: the words beside it carry the meaning. */
export function Icon(props: { name: IconName; size?: IconSize; spin?: boolean; class?: string }) {
  return (
    <svg
      class={`icon icon-${props.size ?? 16}${props.class ? ` ${props.class}` : ''}`}
      classList={{ 'icon-spin': props.spin ?? false }}
      aria-hidden="true"
    >
      <use href={`#icon-${props.name}`} />
    </svg>
  )
}

/** The symbols that every Icon points at; once in the document. Our own bundled file, parsed once. */
export function IconSprite() {
  return <div hidden innerHTML={sprite} />
}
