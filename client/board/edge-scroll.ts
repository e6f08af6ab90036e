// Scrolling by carrying a card to an edge: first the list under the pointer, then the board around it.

/** Height of the band, in px, in which a card scrolls the board, and the smaller one of a list. */
const edgePx = 56
const listEdgePx = 26
/** Px a frame. */
const fastest = 22

interface Point {
  readonly x: number
  readonly y: number
}

/**
 * One frame's worth; does nothing away from the edges. `board` scrolls both ways, the lists in it up and down. `under` is
 * what lies under the pointer: asking the page costs a layout, and who calls has asked.
 */
export function scrollAtEdge(
  at: Point,
  { under, board }: { under: Element | null; board: HTMLElement | undefined },
): void {
  const list = under?.closest<HTMLElement>('.cell-scroll') ?? null
  if (list && scrollList(at, list)) return
  if (!board) return
  const box = board.getBoundingClientRect()
  const top = speed(at.y - box.top, box.bottom - at.y, edgePx)
  const left = speed(at.x - box.left, box.right - at.x, edgePx)
  if (top !== 0 || left !== 0) board.scrollBy({ top, left })
}

/** A list that has come to its end leaves the way to the board. */
function scrollList(at: Point, list: HTMLElement): boolean {
  const box = list.getBoundingClientRect()
  const by = speed(at.y - box.top, box.bottom - at.y, listEdgePx)
  if (by === 0) return false
  const before = list.scrollTop
  list.scrollBy({ top: by })
  return list.scrollTop !== before
}

function speed(fromStart: number, fromEnd: number, edge: number): number {
  const inside = fromStart < edge ? fromStart - edge : fromEnd < edge ? edge - fromEnd : 0
  return Math.max(-1, Math.min(1, inside / edge)) * fastest
}
