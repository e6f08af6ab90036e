// Where a small form stands: right of its card, else left, always inside the window.
import type { CardId } from '#shared/domain/ids.ts'

export interface Spot {
  readonly left: number
  readonly top: number
}

const gap = 10
const topEdge = 56
/** Of "Tout voir": its name, its count, the way out. */
const headPx = 84

/** In "Tout voir" its card has left the list: beside the dialog then, as far as the window allows. null while the card is out of sight: the form stays where it was. */
export function placeBeside(card: CardId, form: HTMLElement, opened: CardId | null): Spot | null {
  const dialog = document.querySelector('.dialog:has(.see-all)')
  const anchor = opened === card ? document.querySelector('.drawer') : (dialog ?? tileOf(card))
  const { innerWidth, innerHeight } = globalThis
  const { width, height } = form.getBoundingClientRect()
  const box = anchor?.getBoundingClientRect()
  if (!box || box.bottom < topEdge || box.top > innerHeight) {
    // Nothing to stand beside yet: the middle of the window.
    return form.style.left === '' ? { left: (innerWidth - width) / 2, top: 120 } : null
  }
  const right = box.right + gap
  const last = innerWidth - gap - width
  const left =
    right <= last ? right : dialog ? last : inside(box.left - gap - width, gap, innerWidth)
  // Never over the dialog's head, where it is closed.
  const level = box.top + (dialog ? headPx : -4)
  return { left, top: inside(level, topEdge, Math.max(topEdge, innerHeight - height - gap)) }
}

function tileOf(card: CardId): Element | null {
  return document.querySelector(`.board [data-card="${CSS.escape(card)}"]`)
}

function inside(value: number, from: number, to: number): number {
  return Math.max(from, Math.min(value, to))
}
