// Two fingers draw the page nearer. It then moves under one finger whichever way, and nothing else is made of that.
import { onCleanup, onMount } from 'solid-js'

export function isDrawnNearer(): boolean {
  return (globalThis.visualViewport?.scale ?? 1) > 1.01
}

/** Keeps `data-nearer` on the root for the style sheets, as long as the caller's scope lives. */
export function markDrawnNearer(): void {
  const root = document.documentElement
  const look = () => root.toggleAttribute('data-nearer', isDrawnNearer())
  onMount(() => {
    look()
    globalThis.visualViewport?.addEventListener('resize', look)
  })
  onCleanup(() => {
    globalThis.visualViewport?.removeEventListener('resize', look)
    root.removeAttribute('data-nearer')
  })
}
