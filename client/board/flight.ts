// The settle of a card that changed its place: a copy flies from where it stood to where it stands. [W1]
// A copy, because the lists clip; nothing of the layout takes part, and with reduced motion nothing flies.
import type { CardId } from '#shared/domain/ids.ts'

/** Above this many at once a flight tells nothing any more. */
const most = 6
const flightMs = 240

export interface Flight {
  /** Where the cards stand before the screen is told. */
  readonly from: (cards: readonly CardId[]) => ReadonlyMap<CardId, DOMRect>
  /** Flies them to where they stand after. */
  readonly to: (starts: ReadonlyMap<CardId, DOMRect>) => void
}

export function createFlight(root: () => HTMLElement | undefined): Flight {
  const find = (card: CardId) =>
    root()?.querySelector<HTMLElement>(`[data-card="${CSS.escape(card)}"]`) ?? null
  const still = matchMedia('(prefers-reduced-motion: reduce)')
  return {
    from: (cards) => {
      const starts = new Map<CardId, DOMRect>()
      if (still.matches || cards.length > most) return starts
      for (const card of cards) {
        const element = find(card)
        if (element) starts.set(card, element.getBoundingClientRect())
      }
      return starts
    },
    to: (starts) => {
      for (const [card, start] of starts) {
        const element = find(card)
        if (element) fly(element, start)
      }
    },
  }
}

function fly(element: HTMLElement, start: DOMRect): void {
  const end = element.getBoundingClientRect()
  if (Math.abs(start.x - end.x) + Math.abs(start.y - end.y) < 4) return
  const copy = element.cloneNode(true)
  if (!(copy instanceof HTMLElement)) return
  copy.removeAttribute('data-card')
  copy.setAttribute('aria-hidden', 'true')
  copy.classList.add('card-in-flight')
  copy.style.width = `${end.width}px`
  copy.style.left = `${end.x}px`
  copy.style.top = `${end.y}px`
  document.body.append(copy)
  const flown = copy.animate(
    [
      { transform: `translate(${start.x - end.x}px, ${start.y - end.y}px)` },
      { transform: 'translate(0, 0)' },
    ],
    { duration: flightMs, easing: 'cubic-bezier(.2,.7,.2,1)' },
  )
  const land = () => {
    copy.remove()
  }
  flown.addEventListener('finish', land)
  flown.addEventListener('cancel', land)
}
