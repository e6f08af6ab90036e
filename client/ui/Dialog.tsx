import { Dialog as Kobalte } from '@kobalte/core/dialog'
import { createSignal } from 'solid-js'
import { Icon } from './Icon.tsx'
import type { JSX } from 'solid-js'

/**
 * A modal dialog: focus trapped and given back, Escape closes. It begins on the first thing that says `data-opens-here`,
 * else on what closes it.
 */
export function Dialog(props: {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly closeLabel: string
  readonly wide?: boolean
  readonly children: JSX.Element
  /** The buttons, main one last. */
  readonly foot?: JSX.Element
}) {
  const [content, setContent] = createSignal<HTMLElement>()
  return (
    <Kobalte open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="dialog-scrim" />
        <div class="dialog-place">
          <Kobalte.Content
            class="dialog"
            classList={{ 'dialog-wide': props.wide ?? false }}
            ref={setContent}
            onOpenAutoFocus={(event) => {
              const first = content()?.querySelector<HTMLElement>('[data-opens-here]')
              if (!first) return
              event.preventDefault()
              first.focus()
            }}
          >
            <div class="dialog-head">
              <Kobalte.Title class="dialog-title">{props.title}</Kobalte.Title>
              <Kobalte.CloseButton
                class="button button-quiet button-icon button-small"
                aria-label={props.closeLabel}
              >
                <Icon name="x" />
              </Kobalte.CloseButton>
            </div>
            {props.children}
            <div class="dialog-foot" hidden={!props.foot}>
              {props.foot}
            </div>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  )
}
