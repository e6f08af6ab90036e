// What scrolls around lists of cards. It knows them all, and asks the page where they stand once for all of them: list by
// list, each answer would have the page laid out anew after what the one before it has drawn.
import { batch, createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'
import type { CardId } from '#shared/domain/ids.ts'

/** A list as what scrolls around it knows it. */
export interface ListInside {
  /** Asks the page where the list stands; what is answered takes that up. */
  readonly look: () => () => void
  /** Where a card stands in what scrolls, px, as the list is drawn now; null: it is not one of the list. */
  readonly topOf: (card: CardId) => number | null
  /** The first card of the list in sight, and how far down in the window it stands. */
  readonly firstInSight: () => { readonly card: CardId; readonly down: number } | null
}

export interface Scroller {
  readonly element: Accessor<HTMLElement | undefined>
  readonly setElement: (element: HTMLElement) => void
  /** Several lists lie in it: what changes in one may push the others. */
  readonly shared: boolean
  readonly lists: ReadonlySet<ListInside>
  /** Owned by the caller's scope. */
  readonly join: (list: ListInside) => void
  readonly measure: () => void
  /** Measures in the next frame: something above a list has changed its height. */
  readonly settle: () => void
  /** What one looks at stays in sight through a change that nobody asked for: called before it. */
  readonly hold: () => void
  /** The person goes elsewhere themselves: nothing need be held any more. */
  readonly release: () => void
}

/** Around one list. Owned by the caller's scope. */
export function createScroller(): Scroller {
  const [element, setElement] = createSignal<HTMLElement>()
  const lists = new Set<ListInside>()
  let frame = 0

  function measure(): void {
    const looks = [...lists].map((list) => list.look())
    batch(() => {
      for (const take of looks) take()
    })
  }
  function settle(): void {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(measure)
  }
  createEffect(() => {
    const scroller = element()
    if (!scroller) return
    scroller.addEventListener('scroll', measure, { passive: true })
    // What changes its height pushes what lies below it, and no scroll tells of that. Calls once at the start as well, when
    // everything has been laid out.
    const resized = new ResizeObserver(measure)
    resized.observe(scroller)
    for (const child of scroller.children) resized.observe(child)
    const changed = new MutationObserver((records) => {
      for (const { addedNodes, removedNodes } of records) {
        for (const node of removedNodes) if (node instanceof Element) resized.unobserve(node)
        for (const node of addedNodes) if (node instanceof Element) resized.observe(node)
      }
      settle()
    })
    changed.observe(scroller, { childList: true })
    onCleanup(() => {
      scroller.removeEventListener('scroll', measure)
      resized.disconnect()
      changed.disconnect()
    })
  })
  onCleanup(() => cancelAnimationFrame(frame))
  return {
    element,
    setElement,
    shared: false,
    lists,
    join: (list) => {
      lists.add(list)
      if (element()?.isConnected) settle()
      onCleanup(() => lists.delete(list))
    },
    measure,
    settle,
    hold: () => undefined,
    release: () => undefined,
  }
}
