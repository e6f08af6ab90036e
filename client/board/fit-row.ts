// A row of things beside others that keep their width: what has no room in it is taken out, and listed here, so that it
// can be offered elsewhere.
import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'

/**
 * Names (`data-fit`) of what does not fit into `row`, a part of `bar`; while it is out, it has the class `fit-out` and
 * keeps its width. Owned by the caller's scope.
 */
export function createFit(parts: {
  bar: Accessor<HTMLElement | undefined>
  row: Accessor<HTMLElement | undefined>
  /** False where the row scrolls: then everything is in it. */
  wanted: Accessor<boolean>
}): Accessor<ReadonlySet<string>> {
  const [out, setOut] = createSignal<ReadonlySet<string>>(new Set(), {
    equals: (a, b) => a.size === b.size && [...a].every((name) => b.has(name)),
  })
  createEffect(() => {
    const [bar, row] = [parts.bar(), parts.row()]
    if (!bar || !row) return
    const wanted = parts.wanted()
    function fit(box: HTMLElement, line: HTMLElement): void {
      const things = [...line.querySelectorAll<HTMLElement>(':scope > [data-fit]')]
      const gap = px(getComputedStyle(line).columnGap)
      let room = roomFor(line, box) + gap
      const below = new Set<HTMLElement>()
      // What is chosen is seen before anything that is not.
      const chosen = things.filter((one) => one.querySelector(chosenOne) ?? one.matches(chosenOne))
      for (const one of [...chosen, ...things.filter((other) => !chosen.includes(other))]) {
        room -= one.offsetWidth + gap
        // What stands after the first that does not fit would only stand in another order.
        if (wanted && (room < 0 || below.size > 0)) below.add(one)
      }
      for (const one of things) one.classList.toggle('fit-out', below.has(one))
      setOut(new Set([...below].map((one) => one.dataset['fit'] ?? '')))
    }
    const resized = new ResizeObserver(() => fit(bar, row))
    const watchAll = () => {
      for (const one of [bar, ...bar.children, ...row.children]) resized.observe(one)
      resized.unobserve(row)
    }
    // Things come and go: a filter of a notice, for one.
    const changed = new MutationObserver(() => {
      watchAll()
      fit(bar, row)
    })
    changed.observe(row, { childList: true, subtree: true, attributeFilter: ['aria-pressed'] })
    watchAll()
    onCleanup(() => {
      resized.disconnect()
      changed.disconnect()
    })
  })
  return out
}

const chosenOne = '[aria-pressed="true"], .chip-chosen'

/** Width that the others in `box` leave to `line`. */
function roomFor(line: HTMLElement, box: HTMLElement): number {
  const style = getComputedStyle(box)
  const own = getComputedStyle(line)
  const others = [...box.children].filter(
    (one): one is HTMLElement => one instanceof HTMLElement && one !== line,
  )
  return (
    box.clientWidth -
    px(style.paddingLeft) -
    px(style.paddingRight) -
    px(own.paddingLeft) -
    px(own.paddingRight) -
    px(own.marginLeft) -
    px(own.marginRight) -
    others.reduce((sum, one) => sum + one.offsetWidth + px(style.columnGap), 0)
  )
}

function px(value: string): number {
  return Number.parseFloat(value) || 0
}
