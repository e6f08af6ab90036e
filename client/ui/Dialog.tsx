import { Dialog as Kobalte } from '@kobalte/core/dialog'
import { createFocusReturn } from './focus-return.ts'
import { Icon } from './Icon.tsx'
import type { JSX } from 'solid-js'

/** A modal dialog: focus trapped and given back, Escape closes. It starts in what carries `data-first`. */
export function Dialog(props: {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly closeLabel: string
  readonly wide?: boolean
  /** Out of sight and out of the way, without being closed: the focus stays in it. */
  readonly away?: boolean
  readonly children: JSX.Element
  /** The buttons, main one last. */
  readonly foot?: JSX.Element
}) {
  const away = () => ({ 'dialog-away': props.away ?? false })
  const giveBack = createFocusReturn(() => props.open)
  return (
    <Kobalte open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Kobalte.Portal>
        <Kobalte.Overlay class="dialog-scrim" classList={away()} />
        <div class="dialog-place" classList={away()}>
          <Kobalte.Content
            class="dialog"
            classList={{ 'dialog-wide': props.wide ?? false, ...away() }}
            onOpenAutoFocus={startAt}
            onCloseAutoFocus={giveBack}
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
            <div class="dialog-foot" hidden={!('foot' in props)}>
              {props.foot}
            </div>
          </Kobalte.Content>
        </div>
      </Kobalte.Portal>
    </Kobalte>
  )
}

/** On what is chosen already, or can be first; without a mark Kobalte takes the first of all, which is the way out. */
function startAt(event: Event): void {
  const choices =
    event.target instanceof Element ? event.target.querySelector('[data-first]') : null
  const first =
    choices?.querySelector('[aria-pressed="true"]') ??
    choices?.querySelector('a[tabindex="0"], button, input, select, textarea')
  if (!(first instanceof HTMLElement)) return
  event.preventDefault()
  // When the layer stands, and watches over its focus.
  queueMicrotask(() => first.focus({ preventScroll: true }))
}
