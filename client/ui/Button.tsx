import { Show, splitProps } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-names.ts'
import type { JSX } from 'solid-js'

export interface ButtonProps extends JSX.ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger'
  readonly size?: 'small' | 'normal' | 'large'
  readonly icon?: IconName
  readonly iconAfter?: IconName
  /** Spins and says it is busy; stays focusable, ignores clicks. */
  readonly busy?: boolean
}

/** The class names of a button, for a link that looks like one. */
export function buttonClass(of: {
  look?: ButtonProps['look']
  size?: ButtonProps['size']
  iconOnly?: boolean
}): string {
  return [
    'button',
    of.look && of.look !== 'plain' ? `button-${of.look}` : '',
    of.size && of.size !== 'normal' ? `button-${of.size}` : '',
    of.iconOnly ? 'button-icon' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, [
    'look',
    'size',
    'icon',
    'iconAfter',
    'busy',
    'class',
    'children',
    'onClick',
  ])
  return (
    <button
      type="button"
      {...rest}
      class={`${buttonClass({ look: own.look, size: own.size, iconOnly: own.children === undefined })} ${own.class ?? ''}`}
      aria-disabled={own.busy ? 'true' : rest['aria-disabled']}
      aria-busy={own.busy ? 'true' : undefined}
      onClick={(event) => {
        if (own.busy) {
          event.preventDefault()
          return
        }
        if (typeof own.onClick === 'function') own.onClick(event)
      }}
    >
      <Show
        when={own.busy}
        fallback={<Show when={own.icon}>{(name) => <Icon name={name()} />}</Show>}
      >
        <Icon name="loader-circle" spin />
      </Show>
      {own.children}
      <Show when={own.iconAfter}>{(name) => <Icon name={name()} />}</Show>
    </button>
  )
}
