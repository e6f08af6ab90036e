// A finger drawn sideways across the board: the next stage, or the next lane. Up and down scrolls, as everywhere.
import { onCleanup } from 'solid-js'
import { isDrawnNearer } from '#client/ui/page-zoom.ts'

/** A swipe is at least this long, in px, … */
const farPx = 56
/** … this much longer than it is high, … */
const flat = 1.8
/** … and over within this time: a hand that searches is not one that throws. */
const longestMs = 700

export type Swipe = 'next' | 'previous'

/** Listens on `element` until the scope ends. `heard` answers nothing: what cannot be gone to is simply not gone to. */
export function onSwipe(
  element: HTMLElement,
  parts: { readonly wanted: () => boolean; readonly heard: (swipe: Swipe) => void },
): void {
  let from: { x: number; y: number; at: number } | null = null
  const controller = new AbortController()
  const options = { signal: controller.signal, passive: true }
  element.addEventListener(
    'touchstart',
    (event) => {
      const [touch] = event.touches
      const isAsked = parts.wanted() && !isDrawnNearer() && !scrollsSideways(event.target)
      const one = event.touches.length === 1 && touch && isAsked
      from = one ? { x: touch.clientX, y: touch.clientY, at: event.timeStamp } : null
    },
    options,
  )
  element.addEventListener(
    'touchend',
    (event) => {
      const [touch] = event.changedTouches
      const start = from
      from = null
      if (!start || !touch || !parts.wanted() || event.timeStamp - start.at > longestMs) return
      const across = touch.clientX - start.x
      const along = Math.abs(touch.clientY - start.y)
      if (Math.abs(across) < farPx || Math.abs(across) < along * flat) return
      parts.heard(across < 0 ? 'next' : 'previous')
    },
    options,
  )
  element.addEventListener('touchcancel', () => (from = null), options)
  onCleanup(() => controller.abort())
}

/** Tabs and chips move under the finger themselves. */
function scrollsSideways(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.stages, .lane-tabs, .load-strip') !== null
}
