// Which rows of a long list are near what is in sight. Rows are all of one height: no row is ever measured.
import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'

/** Rows kept on each side of what is in sight. */
const overscan = 2

export interface RowWindow {
  /** Rows that should exist, `to` not included. */
  readonly range: Accessor<{ readonly from: number; readonly to: number }>
  /** Where the list begins inside what scrolls, px. */
  readonly offset: () => number
  /**
   * What follows is known from when the list was last scrolled or resized: asking the page itself at each change would
   * lay it out once for each list that changes.
   */
  readonly isInSight: (row: number) => boolean
  /** The topmost row that stands in sight as a whole; null while the list shows its beginning. */
  readonly firstInSight: () => number | null
  readonly measure: () => void
}

export function createWindow(parts: {
  list: () => HTMLElement | undefined
  /** What scrolls around the list. */
  scroller: () => HTMLElement | undefined
  rows: () => number
  pitch: () => number
}): RowWindow {
  const [seen, setSeen] = createSignal(
    { top: 0, height: firstHeightPx },
    { equals: (a, b) => a.top === b.top && a.height === b.height },
  )

  function offset(): number {
    const list = parts.list()
    const scroller = parts.scroller()
    if (!list || !scroller) return 0
    return (
      list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
    )
  }

  /** The window as it was last measured, from the top of the list, px. */
  let sight = { top: 0, height: 0 }

  function measure(): void {
    const scroller = parts.scroller()
    if (!scroller) return
    sight = { top: scroller.scrollTop - offset(), height: scroller.clientHeight }
    // In steps of one row, so that a scroll of a few pixels computes nothing.
    const pitch = parts.pitch()
    const top = Math.floor(sight.top / pitch) * pitch
    setSeen({ top, height: Math.ceil(sight.height / pitch) * pitch })
  }

  createEffect(() => {
    const scroller = parts.scroller()
    if (!scroller) return
    scroller.addEventListener('scroll', measure, { passive: true })
    // Calls once at the start, when all lists have been laid out together: asking each in turn would lay out the page as
    // many times as there are lists.
    const resized = new ResizeObserver(measure)
    resized.observe(scroller)
    onCleanup(() => {
      scroller.removeEventListener('scroll', measure)
      resized.disconnect()
    })
  })
  createEffect(on(() => parts.pitch(), measure, { defer: true }))

  return {
    range: () => {
      const { top, height } = seen()
      const pitch = parts.pitch()
      const from = Math.max(0, Math.floor(top / pitch) - overscan)
      const to = Math.min(parts.rows(), Math.ceil((top + height) / pitch) + overscan)
      return { from: Math.min(from, to), to }
    },
    offset,
    isInSight: (row) => {
      const pitch = parts.pitch()
      const middle = (row + 0.5) * pitch
      return middle > sight.top && middle < sight.top + sight.height
    },
    firstInSight: () => {
      const pitch = parts.pitch()
      return sight.top < pitch ? null : Math.ceil(sight.top / pitch)
    },
    measure,
  }
}

/** Assumed until the list has been laid out. */
const firstHeightPx = 240
