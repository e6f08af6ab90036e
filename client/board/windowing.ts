// Which rows of a long list are near what is in sight. Rows are all of one height: no row is ever measured.
import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'

/** Rows kept on each side of what is in sight. */
const overscan = 2

export interface RowWindow {
  /** Rows that should exist, `to` not included. */
  readonly range: Accessor<{ readonly from: number; readonly to: number }>
  /** Where the list begins inside what scrolls, px. */
  readonly offset: () => number
  /** How far the scroller was scrolled when it last said so, px. */
  readonly scrolledTo: () => number
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

  let scrolledTo = 0

  function measure(): void {
    const scroller = parts.scroller()
    if (!scroller) return
    scrolledTo = scroller.scrollTop
    // In steps of one row, so that a scroll of a few pixels computes nothing.
    const pitch = parts.pitch()
    const top = Math.floor((scroller.scrollTop - offset()) / pitch) * pitch
    setSeen({ top, height: Math.ceil(scroller.clientHeight / pitch) * pitch })
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
    scrolledTo: () => scrolledTo,
    measure,
  }
}

/** Assumed until the list has been laid out. */
const firstHeightPx = 240
