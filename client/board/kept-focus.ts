// [W5] An element that is moved inside the page loses the focus, although it is still there: it gets it back.
import { createComputed, createEffect, on, type Accessor } from 'solid-js'
import { isFocusLost } from '#client/ui/focus-return.ts'

/** Owned by the caller's scope. `order`: what puts the elements of the list in another order. */
export function createKeptFocus(parts: {
  order: Accessor<unknown>
  list: () => HTMLElement | undefined
  /** What had it is no longer in the list. */
  gone?: () => void
}): void {
  let had: HTMLElement | null = null
  // Before the page is changed, and after.
  createComputed(
    on(parts.order, () => {
      const active = document.activeElement
      had = active instanceof HTMLElement && parts.list()?.contains(active) ? active : null
    }),
  )
  createEffect(
    on(parts.order, () => {
      if (had && isFocusLost()) {
        if (had.isConnected) had.focus({ preventScroll: true })
        else parts.gone?.()
      }
      had = null
    }),
  )
}
