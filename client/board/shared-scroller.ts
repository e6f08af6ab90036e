// Around several lists, which push each other: a change in one must not push away what one looks at in another. [W5]
import { onCleanup } from 'solid-js'
import type { CardId } from '#shared/domain/ids.ts'
import type { Screen } from './screen.ts'
import { createScroller, type ListInside, type Scroller } from './scroller.ts'

/** Owned by the caller's scope. */
export function createSharedScroller(screen: Screen): Scroller {
  const scroller = createScroller()
  return { ...scroller, shared: true, ...holdTogether({ screen, scroller }) }
}

interface Held {
  readonly list: ListInside
  readonly card: CardId
  /** In what scrolls, px: a scroll of the person's own does not change it. */
  readonly top: number
}

/**
 * What the person is on keeps its place, whichever list has changed. The page is asked once before the changes of a frame,
 * and once after. Owned by the caller's scope.
 */
function holdTogether(parts: {
  screen: Pick<Screen, 'focused' | 'hovered' | 'underWay'>
  scroller: Pick<Scroller, 'element' | 'lists' | 'measure'>
}): Pick<Scroller, 'hold' | 'release'> {
  const { screen, scroller } = parts
  let held: readonly Held[] = []
  let frame = 0

  function release(): void {
    held = []
    cancelAnimationFrame(frame)
    frame = 0
  }

  /** Whom to hold to, the best first: a card that leaves its list in the same change holds nothing. */
  function lookAt(element: HTMLElement): readonly Held[] {
    const seen = { from: element.scrollTop, to: element.scrollTop + element.clientHeight }
    const isInSight = ({ top }: Held) => top >= seen.from - 1 && top < seen.to
    const own = [screen.focused(), screen.hovered()].flatMap((card) => {
      const one = card === null ? null : placeOf(card)
      return one && isInSight(one) ? [one] : []
    })
    // Who looks at the beginning sees what comes in there.
    const first = seen.from < 1 ? null : firstInSight()
    return first ? [...own, first] : own
  }

  function placeOf(card: CardId): Held | null {
    for (const list of scroller.lists) {
      const top = list.topOf(card)
      if (top !== null) return { list, card, top }
    }
    return null
  }

  function firstInSight(): Held | null {
    const firsts = [...scroller.lists].flatMap((list) => {
      const first = list.firstInSight()
      return first ? [{ list, ...first }] : []
    })
    const [best] = firsts.toSorted((a, b) => a.down - b.down)
    const top = best?.list.topOf(best.card) ?? null
    return best && top !== null ? { list: best.list, card: best.card, top } : null
  }

  function keep(): void {
    const element = scroller.element()
    for (const { list, card, top } of element ? held : []) {
      const now = scroller.lists.has(list) ? list.topOf(card) : null
      if (!element || now === null) continue
      if (now !== top) element.scrollTop += now - top
      break
    }
    release()
    scroller.measure()
  }

  function hold(): void {
    const element = scroller.element()
    if (frame !== 0 || !element || scroller.lists.size === 0) return
    held = lookAt(element)
    frame = requestAnimationFrame(keep)
  }
  // Who moves a card by keys goes where it goes.
  screen.underWay.before(() => {
    if (!screen.underWay.byKeys()) hold()
  })
  onCleanup(release)
  return { hold, release }
}
