import { Dialog as Kobalte } from '@kobalte/core/dialog'
import { Icon } from './Icon.tsx'
import type { JSX } from 'solid-js'

/** A modal dialog: focus trapped and given back, Escape closes. */
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
  return (
    <Kobalte open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="dialog-scrim" />
        <div class="dialog-place">
          <Kobalte.Content class="dialog" classList={{ 'dialog-wide': props.wide ?? false }}>
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
