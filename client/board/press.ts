// A pointer that went down on a card, heard until it is let go of or lost, wherever it goes meanwhile.

export interface Point {
  readonly x: number
  readonly y: number
}

export interface PressHeard {
  /** Whether it carries a card by now: the page then does nothing of its own with it. */
  readonly carries: () => boolean
  readonly moved: (to: Point) => void
  readonly wentUp: (at: Point) => void
  /** Taken away, given up by Escape, or let go of where this page cannot hear it. */
  readonly lost: () => void
}

/** `hand` is the element that captures the pointer. Of several pointers on the glass only this one is heard. */
export function hearPress(
  down: PointerEvent,
  heard: PressHeard,
  { hand, signal }: { readonly hand: HTMLElement | undefined; readonly signal: AbortSignal },
): void {
  const options = { signal }
  const own = (hear: (event: PointerEvent) => void) => (event: PointerEvent) => {
    if (event.pointerId === down.pointerId) hear(event)
  }
  const moved = own((event) => {
    // Over a dialog of the system or in another window nobody says that the button went up.
    if (isFinger(down) || isHeldDown(event)) heard.moved(pointOf(event))
    else heard.lost()
  })
  globalThis.addEventListener('pointermove', moved, options)
  globalThis.addEventListener(
    'pointerup',
    own((event) => heard.wentUp(pointOf(event))),
    options,
  )
  globalThis.addEventListener('pointercancel', own(heard.lost), options)
  hand?.addEventListener('lostpointercapture', own(heard.lost), options)
  globalThis.addEventListener('blur', heard.lost, options)
  document.addEventListener('visibilitychange', () => document.hidden && heard.lost(), options)
  globalThis.addEventListener(
    'keydown',
    (key) => {
      if (!heard.carries() || key.key !== 'Escape') return
      key.preventDefault()
      key.stopPropagation()
      heard.lost()
    },
    { ...options, capture: true },
  )
  const keep = (event: Event) => heard.carries() && event.preventDefault()
  globalThis.addEventListener('contextmenu', keep, options)
  // The page must not scroll under a finger that carries a card; listeners of touchmove are passive unless said. What the
  // finger went down on hears it to the end, and alone when a colleague's move has taken that off the page.
  for (const target of [globalThis, down.target]) {
    target?.addEventListener('touchmove', keep, { ...options, passive: false })
  }
}

export function pointOf(event: PointerEvent): Point {
  return { x: event.clientX, y: event.clientY }
}

export function isFinger(event: PointerEvent): boolean {
  return event.pointerType === 'touch'
}

function isHeldDown(event: PointerEvent): boolean {
  return event.buttons % 2 === 1
}

/** While it is held, the hand's own cursor is shown, whatever lies under it. */
export function capturePointer(hand: HTMLElement | undefined, pointer: number): void {
  try {
    hand?.setPointerCapture(pointer)
  } catch {
    // The button was let go of in the same moment.
  }
}
