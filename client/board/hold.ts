// A change that comes in above what one looks at must not push it away. [W5]
import { createEffect, on } from 'solid-js'
import type { CardId } from '#shared/domain/ids.ts'
import type { Screen } from './screen.ts'
import type { Scroller } from './scroller.ts'
import type { RowWindow } from './windowing.ts'

/** For a list that lies alone in what scrolls: rows are counted, and the page is asked nothing. Owned by the caller's scope. */
export function holdInPlace(parts: {
  screen: Pick<Screen, 'focused' | 'hovered'>
  ids: () => readonly CardId[]
  columns: () => number
  pitch: () => number
  window: RowWindow
  scroller: () => Scroller
  /** What the person themselves chose of the order: where it changes, nothing is held. */
  asked?: () => unknown
}): void {
  const { screen, window } = parts
  const rowOf = (ids: readonly CardId[], card: CardId) => {
    const at = ids.indexOf(card)
    return at < 0 ? null : Math.floor(at / parts.columns())
  }

  /**
   * The card the person is on: focused, under the pointer, or the first in sight of a list that was scrolled. What they
   * have scrolled away from holds nothing: it would push away what they look at.
   */
  function heldCard(ids: readonly CardId[]): CardId | null {
    const own = [screen.focused(), screen.hovered()].find((card) => {
      const row = card === null ? null : rowOf(ids, card)
      return row !== null && window.isInSight(row)
    })
    const first = window.firstInSight()
    return own ?? (first === null ? null : (ids[first * parts.columns()] ?? null))
  }

  createEffect(
    on([parts.ids, () => parts.asked?.()] as const, ([ids, asked], before) => {
      const scroller = parts.scroller()
      const element = scroller.element()
      if (!before || before[1] !== asked || scroller.shared || !element) return
      const held = heldCard(before[0])
      if (held === null) return
      const was = rowOf(before[0], held)
      const now = rowOf(ids, held)
      if (was === null || now === null || now === was) return
      element.scrollTop += (now - was) * parts.pitch()
      // The next change may come before the scroller says so.
      scroller.measure()
    }),
  )
}
