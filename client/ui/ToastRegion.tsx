import { createEffect, createSignal, For, onCleanup, Show } from 'solid-js'
import { Icon } from './Icon.tsx'
import { closeToast, shownToasts, toastMs } from './toast.ts'
import type { Toast } from './toast.ts'

/**
 * Where toasts appear; once in the document. The time is held while the pointer or the focus is on it. They lie over an
 * open dialog and belong to no layer below it: the mark says so to the dialog, which else hides and deadens the page.
 */
export function ToastRegion(props: { readonly label: string; readonly closeLabel: string }) {
  return (
    <section class="toasts" aria-label={props.label} data-kb-top-layer="">
      <For each={shownToasts()}>
        {(toast) => <ToastLine toast={toast} closeLabel={props.closeLabel} />}
      </For>
    </section>
  )
}

function ToastLine(props: { readonly toast: Toast; readonly closeLabel: string }) {
  const [held, setHeld] = createSignal(false)
  let left = toastMs
  const close = () => {
    // Once closed, the line has another toast, or none.
    const over = props.toast.onClose
    closeToast(props.toast)
    over?.()
  }
  createEffect(() => {
    if (held() || props.toast.stays) return
    const from = performance.now()
    const timer = setTimeout(close, left)
    onCleanup(() => {
      clearTimeout(timer)
      left -= performance.now() - from
    })
  })
  return (
    <div
      class="toast"
      classList={{ 'toast-paused': held() }}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <Show when={props.toast.icon}>{(name) => <Icon name={name()} />}</Show>
      <span class="toast-text">{props.toast.text}</span>
      <Show when={props.toast.action}>
        {(action) => (
          <button
            type="button"
            class="toast-action"
            onClick={() => {
              const { run } = action()
              closeToast(props.toast)
              run()
            }}
          >
            {action().label}
            <Show when={action().keys}>
              <kbd>{action().keys}</kbd>
            </Show>
          </button>
        )}
      </Show>
      <button type="button" class="toast-close" aria-label={props.closeLabel} onClick={close}>
        <Icon name="x" size={14} />
      </button>
      <Show when={!props.toast.stays}>
        <span class="toast-time" />
      </Show>
    </div>
  )
}
