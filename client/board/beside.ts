// Where a small form stands: right of its card, else left, always inside the window.
import type { CardId } from '#shared/domain/ids.ts'

export interface Spot {
  readonly left: number
  readonly top: number
}

const gap = 10
const topEdge = 56

/** null while the card is out of sight: the form stays where it was. */
export function placeBeside(card: CardId, form: HTMLElement, opened: CardId | null): Spot | null {
  const anchor =
    opened === card
      ? document.querySelector('.drawer')
      : document.querySelector(`.board [data-card="${CSS.escape(card)}"]`)
  const { innerWidth, innerHeight } = globalThis
  const { width, height } = form.getBoundingClientRect()
  const box = anchor?.getBoundingClientRect()
  if (!box || box.bottom < topEdge || box.top > innerHeight) {
    // Nothing to stand beside yet: the middle of the window.
    return form.style.left === '' ? { left: (innerWidth - width) / 2, top: 120 } : null
  }
  const right = box.right + gap
  const left =
    right + width <= innerWidth - gap ? right : inside(box.left - gap - width, gap, innerWidth)
  return { left, top: inside(box.top - 4, topEdge, Math.max(topEdge, innerHeight - height - gap)) }
}

function inside(value: number, from: number, to: number): number {
  return Math.max(from, Math.min(value, to))
}
