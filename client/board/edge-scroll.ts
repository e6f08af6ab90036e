// Scrolling by carrying a card to an edge: first the list under the pointer, then the board around it.

/** Height of the band, in px, in which a card scrolls the board, and the smaller one of a list. */
const edgePx = 56
const listEdgePx = 26
/** At the edge itself: as fast on every screen, however many frames it draws. */
const fastestPxPerMs = 1.32
/** A frame that was late, or the first one, scrolls no further than this time would: nothing jumps away from the hand. */
const longestFrameMs = 50

interface Point {
  readonly x: number
  readonly y: number
}

/** An element, as far as it is asked here. */
export interface Scrolling {
  readonly getBoundingClientRect: () => Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>
  readonly scrollBy: (by: { readonly left: number; readonly top: number }) => void
  readonly scrollTop: number
  readonly scrollHeight: number
  readonly clientHeight: number
}

interface Around {
  /** What lies under the pointer: asking the page costs a layout, and who calls has asked. */
  readonly under: { readonly closest: (selector: string) => Scrolling | null } | null
  /** Scrolls both ways; the lists in it up and down. */
  readonly board: Scrolling | undefined
  /** Time of the frame, ms. */
  readonly now: number
}

/** To be called once a frame while a card is carried; does nothing away from the edges. */
export function createEdgeScroll(): (at: Point, around: Around) => void {
  let before: number | null = null
  // What is less than a px is kept for the next frame: many short ones go as far as a few long ones.
  let rest = { left: 0, top: 0 }

  function scroll(element: Scrolling, by: { left: number; top: number }): void {
    const whole = { left: Math.trunc(rest.left + by.left), top: Math.trunc(rest.top + by.top) }
    rest = {
      left: by.left === 0 ? 0 : rest.left + by.left - whole.left,
      top: by.top === 0 ? 0 : rest.top + by.top - whole.top,
    }
    if (whole.left !== 0 || whole.top !== 0) element.scrollBy(whole)
  }

  return (at, { under, board, now }) => {
    const elapsed = before === null ? 0 : Math.min(now - before, longestFrameMs)
    before = now
    const list = under?.closest('.cell-scroll') ?? null
    if (list) {
      const box = list.getBoundingClientRect()
      const way = pull(at.y - box.top, box.bottom - at.y, listEdgePx)
      // A list that has come to its end leaves the way to the board.
      if (way !== 0 && canScroll(list, way)) {
        scroll(list, { left: 0, top: way * fastestPxPerMs * elapsed })
        return
      }
    }
    if (!board) return
    const box = board.getBoundingClientRect()
    scroll(board, {
      left: pull(at.x - box.left, box.right - at.x, edgePx) * fastestPxPerMs * elapsed,
      top: pull(at.y - box.top, box.bottom - at.y, edgePx) * fastestPxPerMs * elapsed,
    })
  }
}

function canScroll({ scrollTop, scrollHeight, clientHeight }: Scrolling, way: number): boolean {
  // Positions are rounded where a px of the page is not one of the screen.
  return way < 0 ? scrollTop > 0 : scrollTop < scrollHeight - clientHeight - 1
}

/** From -1 at the start to 1 at the end; 0 between the bands. */
function pull(fromStart: number, fromEnd: number, edge: number): number {
  const inside = fromStart < edge ? fromStart - edge : fromEnd < edge ? edge - fromEnd : 0
  return Math.max(-1, Math.min(1, inside / edge))
}
