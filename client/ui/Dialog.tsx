import { Dialog as Kobalte } from '@kobalte/core/dialog'
import { createFocusReturn } from './focus-return.ts'
import { Icon } from './Icon.tsx'
import type { JSX } from 'solid-js'

/**
 * A modal dialog: focus trapped and given back, Escape closes. It begins on what says `data-opens-here`, or on what is
 * chosen or comes first in it, else on what closes it.
 */
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

function startAt(event: Event): void {
  const mark =
    event.target instanceof Element ? event.target.querySelector('[data-opens-here]') : null
  const first = mark?.matches(focusable)
    ? mark
    : (mark?.querySelector('[aria-pressed="true"]') ?? mark?.querySelector(focusable))
  if (!(first instanceof HTMLElement)) return
  event.preventDefault()
  // When the layer stands, and watches over its focus.
  queueMicrotask(() => first.focus({ preventScroll: true }))
}

const focusable = 'a[tabindex="0"], button, input, select, textarea'
