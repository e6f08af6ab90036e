// Dragging a card with a pointer: lift, aim, drop. It knows targets by the `data-drop` of what lies under the pointer.
import { createSignal, type Accessor } from 'solid-js'
import { laneId, userId, type CardId, type LaneId } from '#shared/domain/ids.ts'
import { stage } from '#shared/domain/stages.ts'
import { createEdgeScroll } from './edge-scroll.ts'
import { capturePointer, hearPress, isFinger, pointOf, type Point } from './press.ts'
import type { Target, Verdict } from './targets.ts'

export interface Lifted {
  readonly card: CardId
  readonly how: 'pointer' | 'keyboard'
}

export interface Aim {
  readonly target: Target
  /** Written by `dropName`; the element under the pointer compares itself with it. */
  readonly name: string
  readonly verdict: Verdict
}

export interface Drag {
  readonly lifted: Accessor<Lifted | null>
  readonly aim: Accessor<Aim | null>
  /** Position of the pointer, for the ghost. */
  readonly at: Accessor<Point>
  readonly press: (event: PointerEvent, card: CardId) => void
  /** By keyboard: it is put back when the focus leaves it, as nothing else could end it then. */
  readonly lift: (card: CardId) => void
  readonly aimAt: (target: Target) => void
  readonly drop: () => void
  readonly cancel: () => void
  /** The card changed while it was carried: what is aimed at is judged anew. */
  readonly judgeAgain: () => void
  /** A click that ends a drag is not a click. */
  readonly swallowedClick: (click: MouseEvent) => boolean
  /**
   * The element that has the pointer while a card is carried, and whose cursor is shown. It holds nothing: the cursor of
   * an element is that of all within it, and a board within it would be styled anew at each lift and drop.
   */
  readonly setHand: (element: HTMLElement) => void
  readonly close: () => void
}

/** Movement, in px, after which a press is a drag. */
const liftPx = 4
/** A finger has to rest this long, so that scrolling never lifts a card. */
const touchLiftMs = 420

/** What is pressed may still become a click, a scroll or a carrying; what is carried is told by `lifted`. */
type State = 'idle' | 'pressed' | 'carrying'

export function createDrag(parts: {
  /** null: the card may be lifted; otherwise the reason is said and nothing is lifted. */
  mayLift: (card: CardId) => boolean
  judge: (card: CardId, target: Target) => Verdict
  onLift: (card: CardId, how: Lifted['how']) => void
  onAim: (card: CardId, aim: Aim | null, how: Lifted['how']) => void
  /** In each frame, with what lies under the pointer: lists scroll and change under a hand that rests. */
  onLook: (card: CardId, under: Element | null) => void
  onDrop: (card: CardId, aim: Aim | null, point: Point | null) => void
  onCancel: (card: CardId) => void
  /** The element that scrolls around all lanes. */
  scroller: () => HTMLElement | undefined
  /** A long press of a finger on a small screen opens the menu instead. */
  onLongPress: (card: CardId) => boolean
}): Drag {
  const [lifted, setLifted] = createSignal<Lifted | null>(null)
  const [aim, setAim] = createSignal<Aim | null>(null)
  const [at, setAt] = createSignal<Point>({ x: 0, y: 0 })
  let state: State = 'idle'
  /** From a press, or a lift by keyboard, to its end: what listens, waits or is drawn meanwhile ends with it. */
  let life = new AbortController()
  let swallow = false
  let hand: HTMLElement | undefined

  function carry(card: CardId, how: Lifted['how']): boolean {
    if (state === 'carrying' || !parts.mayLift(card)) return false
    setAim(null)
    state = 'carrying'
    setLifted({ card, how })
    parts.onLift(card, how)
    return true
  }

  /** Back to idle; answers what was carried. */
  function end(): Lifted | null {
    const was = lifted()
    life.abort()
    state = 'idle'
    setLifted(null)
    setAim(null)
    return was
  }

  function cancel(): void {
    const was = end()
    if (was) parts.onCancel(was.card)
  }

  function underPointer(): Element | null {
    const { x, y } = at()
    return document.elementFromPoint(x, y)
  }

  function look(card: CardId, under: Element | null): void {
    const element = under?.closest<HTMLElement>('[data-drop]') ?? null
    const name = element?.dataset['drop'] ?? null
    if (name !== (aim()?.name ?? null)) {
      const target = name === null ? null : readDropName(name)
      const next = target && name ? { target, name, verdict: parts.judge(card, target) } : null
      setAim(next)
      parts.onAim(card, next, 'pointer')
    }
    parts.onLook(card, under)
  }

  /** Looks in each frame until `signal` ends. */
  function follow(card: CardId, signal: AbortSignal): void {
    const scrollAtEdge = createEdgeScroll()
    function frame(now: number): void {
      if (signal.aborted) return
      const under = underPointer()
      scrollAtEdge(at(), { under, board: parts.scroller(), now })
      look(card, under)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  }

  function press(down: PointerEvent, card: CardId): void {
    if (down.button !== 0 || down.ctrlKey || down.metaKey || state === 'carrying') return
    // Another finger may rest already: only the last one lifts.
    end()
    swallow = false
    state = 'pressed'
    life = new AbortController()
    const { signal } = life
    if (isFinger(down)) afterRest(() => longPress(down, card), signal)
    hearPress(
      down,
      {
        carries: () => state === 'carrying',
        moved: (to) => moved(to, { down, card }),
        wentUp: (point) => wentUp(point, card),
        lost: cancel,
      },
      { hand, signal },
    )
  }

  function longPress(down: PointerEvent, card: CardId): void {
    if (!parts.onLongPress(card)) {
      begin(down, card)
      return
    }
    end()
    // The finger is still down: some phones make a click of its going up.
    swallow = true
  }

  function begin(down: PointerEvent, card: CardId): void {
    if (!carry(card, 'pointer')) {
      end()
      return
    }
    swallow = true
    setAt(pointOf(down))
    document.getSelection()?.removeAllRanges()
    capturePointer(hand, down.pointerId)
    follow(card, life.signal)
  }

  function moved(to: Point, { down, card }: { down: PointerEvent; card: CardId }): void {
    if (state === 'pressed') {
      const from = pointOf(down)
      if (Math.hypot(to.x - from.x, to.y - from.y) < liftPx) return
      if (isFinger(down)) end()
      else begin(down, card)
    }
    if (state === 'carrying') setAt(to)
  }

  function wentUp(point: Point, card: CardId): void {
    if (state !== 'carrying') {
      end()
      return
    }
    // Where the last frame has looked already, the page need not be laid out once more.
    if (at().x !== point.x || at().y !== point.y || aim() === null) {
      setAt(point)
      look(card, underPointer())
    }
    const aimed = aim()
    end()
    parts.onDrop(card, aimed, point)
  }

  return {
    lifted,
    aim,
    at,
    press,
    lift: (card) => {
      if (!carry(card, 'keyboard')) return
      // A press that rests elsewhere has come too late.
      life.abort()
      life = new AbortController()
      whenLeft(card, { left: cancel, signal: life.signal })
    },
    aimAt: (target) => {
      const was = lifted()
      if (!was) return
      const next = { target, name: dropName(target), verdict: parts.judge(was.card, target) }
      setAim(next)
      parts.onAim(was.card, next, was.how)
    },
    drop: () => {
      const aimed = aim()
      const was = end()
      if (was) parts.onDrop(was.card, aimed, null)
    },
    cancel,
    judgeAgain: () => {
      const was = lifted()
      const aimed = aim()
      if (was && aimed) setAim({ ...aimed, verdict: parts.judge(was.card, aimed.target) })
    },
    swallowedClick: (click) => {
      const was = swallow
      swallow = false
      // A drop elsewhere is followed by no click: the next may be made by a key, which counts no presses.
      return was && click.detail > 0
    },
    setHand: (element) => {
      hand = element
    },
    close: () => {
      end()
    },
  }
}

function afterRest(run: () => void, signal: AbortSignal): void {
  const rest = setTimeout(run, touchLiftMs)
  signal.addEventListener('abort', () => clearTimeout(rest))
}

/** A target as text, for `data-drop`. */
export function dropName(target: Target): string {
  switch (target.kind) {
    case 'cell':
      return `cell ${target.stage} ${target.lane ?? ''}`
    case 'seat':
      return `seat ${target.stage} ${target.lane} ${target.officer ?? ''}`
    case 'officer':
      return `officer ${target.lane ?? ''} ${target.officer}`
    case 'lane':
      return `lane ${target.lane ?? ''}`
  }
}

function readDropName(name: string): Target | null {
  const [kind, first = '', second = '', third = ''] = name.split(' ')
  if (kind === 'cell') return { kind, stage: stage.parse(first), lane: laneOf(second) }
  if (kind === 'seat') {
    const officer = third === '' ? null : userId.parse(third)
    return { kind, stage: stage.parse(first), lane: laneId.parse(second), officer }
  }
  if (kind === 'lane') return { kind, lane: laneOf(first) }
  if (kind === 'officer') return { kind, lane: laneOf(first), officer: userId.parse(second) }
  return null
}

function laneOf(text: string): LaneId | null {
  return text === '' ? null : laneId.parse(text)
}

/** Tells when the focus has left the card, wherever the card stands then. Another window may have it meanwhile. */
function whenLeft(
  card: CardId,
  { left, signal }: { readonly left: () => void; readonly signal: AbortSignal },
): void {
  const look = () => {
    const on = document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset['card']
    if (on !== card && document.hasFocus() && !signal.aborted) left()
  }
  // A card that a change takes elsewhere has the focus again when the change is over.
  document.addEventListener('focusout', () => queueMicrotask(look), { signal })
}
