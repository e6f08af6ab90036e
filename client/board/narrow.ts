// Whether the cards of a list are so narrow that their second line has to make room for the first.
import { createEffect, createMemo, createSignal, onCleanup, type Accessor } from 'solid-js'
import { fontScale } from '#client/ui/font-scale.ts'

/** Width below which a name beside its due day is no name any more, px of the drawn text. */
const narrowPx = 185

/** Owned by the caller's scope. */
export function createNarrow(
  list: Accessor<HTMLElement | undefined>,
  columns: () => number,
): Accessor<boolean> {
  const [width, setWidth] = createSignal(Number.POSITIVE_INFINITY)
  createEffect(() => {
    const element = list()
    if (!element) return
    const resized = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width))
    resized.observe(element)
    onCleanup(() => resized.disconnect())
  })
  const narrow = createMemo(() => width() / columns() < narrowPx * fontScale())
  return narrow
}
