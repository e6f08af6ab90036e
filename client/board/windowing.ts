// Which rows of a long list are near what is in sight. Rows are all of one height: no row is ever measured.
import { createEffect, createSignal, on, type Accessor } from 'solid-js'
import type { CardId } from '#shared/domain/ids.ts'
import type { Scroller } from './scroller.ts'

export interface RowWindow {
  /** Rows that should exist, `to` not included. */
  readonly range: Accessor<{ readonly from: number; readonly to: number }>
  /** Where the list begins inside what scrolls, px. */
  readonly offset: () => number
  /**
   * What follows is known from when the list was last measured: asking the page itself at each change would lay it out
   * once for each list that changes.
   */
  readonly isInSight: (row: number) => boolean
  /** The topmost row that stands in sight as a whole; null while the list shows its beginning. */
  readonly firstInSight: () => number | null
}

export function createWindow(parts: {
  list: () => HTMLElement | undefined
  /** What scrolls around the list. */
  scroller: () => Scroller
  /** The cards, `columns` of them a row. */
  ids: () => readonly CardId[]
  columns: () => number
  pitch: () => number
  /** Rows kept on each side of what is in sight; a finger throws a list further than a wheel turns it. */
  overscan?: () => number
}): RowWindow {
  const [seen, setSeen] = createSignal(
    { top: 0, height: firstHeightPx },
    { equals: (a, b) => a.top === b.top && a.height === b.height },
  )
  const overscan = () => parts.overscan?.() ?? 2
  const rows = () => Math.ceil(parts.ids().length / parts.columns())

  function offset(): number {
    const list = parts.list()
    const scroller = parts.scroller().element()
    if (!list || !scroller) return 0
    return (
      list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
    )
  }

  /** The window as it was last measured, from the top of the list, px. */
  let sight = { top: 0, height: 0 }

  function look(): () => void {
    const scroller = parts.scroller().element()
    if (!scroller) return () => undefined
    const now = { top: scroller.scrollTop - offset(), height: scroller.clientHeight }
    return () => {
      sight = now
      // In steps of one row, so that a scroll of a few pixels computes nothing.
      const pitch = parts.pitch()
      const top = Math.floor(now.top / pitch) * pitch
      setSeen({ top, height: Math.ceil(now.height / pitch) * pitch })
    }
  }

  // What stands on the page, while a change is under way: the cards before it.
  let drawn: readonly CardId[] = []
  createEffect(() => {
    drawn = parts.ids()
  })
  createEffect(() =>
    parts.scroller().join({
      look,
      topOf: (card) => {
        const at = drawn.indexOf(card)
        return at < 0 ? null : offset() + Math.floor(at / parts.columns()) * parts.pitch()
      },
      firstInSight: () => {
        const pitch = parts.pitch()
        const row = Math.max(0, Math.ceil(sight.top / pitch))
        const card = drawn[row * parts.columns()]
        const down = row * pitch - sight.top
        return card === undefined || down > sight.height - pitch ? null : { card, down }
      },
    }),
  )
  createEffect(on(parts.pitch, () => parts.scroller().settle(), { defer: true }))

  return {
    range: () => {
      const { top, height } = seen()
      const pitch = parts.pitch()
      const from = Math.max(0, Math.floor(top / pitch) - overscan())
      const to = Math.min(rows(), Math.ceil((top + height) / pitch) + overscan())
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
  }
}

/** Assumed until the list has been laid out. */
const firstHeightPx = 240
