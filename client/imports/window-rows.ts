import { createMemo, createSignal, onCleanup } from 'solid-js'

/** Rows drawn above and below what is seen, so that a quick scroll shows no gap. */
const overscan = 8

/**
 * Which rows of a fixed height are worth drawing. `attach` takes the scrolling element, as a ref; `before` and `after`
 * are the pixels that stand for the rows not drawn.
 */
export function createRowWindow(of: { count: () => number; rowHeight: number }) {
  const [top, setTop] = createSignal(0)
  const [height, setHeight] = createSignal(800)
  const range = createMemo(
    () => {
      const first = Math.max(0, Math.floor(top() / of.rowHeight) - overscan)
      const shown = Math.ceil(height() / of.rowHeight) + 2 * overscan
      return { first, last: Math.min(of.count(), first + shown) }
    },
    undefined,
    { equals: (a, b) => a.first === b.first && a.last === b.last },
  )
  const attach = (element: HTMLElement) => {
    const read = () => setTop(element.scrollTop)
    element.addEventListener('scroll', read, { passive: true })
    const sizes = new ResizeObserver(() => setHeight(element.clientHeight))
    sizes.observe(element)
    onCleanup(() => {
      element.removeEventListener('scroll', read)
      sizes.disconnect()
    })
  }
  return {
    attach,
    range,
    before: () => range().first * of.rowHeight,
    after: () => Math.max(0, of.count() - range().last) * of.rowHeight,
  }
}
