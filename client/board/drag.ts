// Dragging a card with a pointer: lift, aim, drop. It knows targets by the `data-drop` of what lies under the pointer.
import { createSignal, type Accessor } from 'solid-js'
import { laneId, userId, type CardId, type LaneId } from '#shared/domain/ids.ts'
import { stage } from '#shared/domain/stages.ts'
import { scrollAtEdge } from './edge-scroll.ts'
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
  readonly at: Accessor<{ readonly x: number; readonly y: number }>
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

export function createDrag(parts: {
  /** null: the card may be lifted; otherwise the reason is said and nothing is lifted. */
  mayLift: (card: CardId) => boolean
  judge: (card: CardId, target: Target) => Verdict
  onLift: (card: CardId, how: Lifted['how']) => void
  onAim: (card: CardId, aim: Aim | null, how: Lifted['how']) => void
  onDrop: (card: CardId, aim: Aim | null, point: { x: number; y: number } | null) => void
  onCancel: (card: CardId) => void
  /** The element that scrolls around all lanes. */
  scroller: () => HTMLElement | undefined
  /** A long press of a finger on a small screen opens the menu instead. */
  onLongPress: (card: CardId) => boolean
}): Drag {
  const [lifted, setLifted] = createSignal<Lifted | null>(null)
  const [aim, setAim] = createSignal<Aim | null>(null)
  const [at, setAt] = createSignal({ x: 0, y: 0 })
  let release: (() => void) | null = null
  let swallow = false
  let frame = 0
  let hand: HTMLElement | undefined

  function lift(card: CardId, how: Lifted['how']): boolean {
    if (!parts.mayLift(card)) return false
    setAim(null)
    setLifted({ card, how })
    parts.onLift(card, how)
    return true
  }

  function end(): Lifted | null {
    const was = lifted()
    cancelAnimationFrame(frame)
    release?.()
    release = null
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
    if (name === (aim()?.name ?? null)) return
    const target = name === null ? null : readDropName(name)
    const next = target && name ? { target, name, verdict: parts.judge(card, target) } : null
    setAim(next)
    parts.onAim(card, next, 'pointer')
  }

  function follow(card: CardId): void {
    const under = underPointer()
    scrollAtEdge(at(), { under, board: parts.scroller() })
    look(card, under)
    frame = requestAnimationFrame(() => follow(card))
  }

  function press(event: PointerEvent, card: CardId): void {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || lifted()) return
    const finger = event.pointerType === 'touch'
    const start = { x: event.clientX, y: event.clientY }
    const controller = new AbortController()
    const options = { signal: controller.signal }
    let up = false
    swallow = false
    const rest = finger
      ? setTimeout(() => {
          if (parts.onLongPress(card)) stop()
          else begin()
        }, touchLiftMs)
      : undefined

    function stop(): void {
      clearTimeout(rest)
      controller.abort()
    }
    function begin(): void {
      clearTimeout(rest)
      if (!lift(card, 'pointer')) {
        stop()
        return
      }
      up = true
      swallow = true
      setAt(start)
      release = stop
      document.getSelection()?.removeAllRanges()
      holdPointer(hand, event.pointerId)
      frame = requestAnimationFrame(() => follow(card))
    }
    globalThis.addEventListener(
      'pointermove',
      (move) => {
        if (move.pointerId !== event.pointerId) return
        if (up) {
          setAt({ x: move.clientX, y: move.clientY })
          return
        }
        const far = Math.hypot(move.clientX - start.x, move.clientY - start.y) >= liftPx
        if (!far) return
        if (finger) {
          stop()
        } else {
          begin()
          setAt({ x: move.clientX, y: move.clientY })
        }
      },
      options,
    )
    globalThis.addEventListener(
      'pointerup',
      (end_) => {
        if (end_.pointerId !== event.pointerId) return
        if (!up) {
          stop()
          return
        }
        // Where the last frame has looked already, the page need not be laid out once more.
        if (at().x !== end_.clientX || at().y !== end_.clientY || aim() === null) {
          setAt({ x: end_.clientX, y: end_.clientY })
          look(card, underPointer())
        }
        const aimed = aim()
        end()
        parts.onDrop(card, aimed, { x: end_.clientX, y: end_.clientY })
      },
      options,
    )
    globalThis.addEventListener(
      'pointercancel',
      (gone) => {
        // Another finger, or the palm.
        if (gone.pointerId !== event.pointerId) return
        if (up) cancel()
        else stop()
      },
      options,
    )
    globalThis.addEventListener(
      'keydown',
      (key) => {
        if (!up || key.key !== 'Escape') return
        key.preventDefault()
        key.stopPropagation()
        cancel()
      },
      { ...options, capture: true },
    )
    // The page must not scroll under a finger that carries a card; listeners of touchmove are passive unless said.
    globalThis.addEventListener('touchmove', (touch) => up && touch.preventDefault(), {
      ...options,
      passive: false,
    })
    globalThis.addEventListener('contextmenu', (menu) => up && menu.preventDefault(), options)
  }

  return {
    lifted,
    aim,
    at,
    press,
    lift: (card) => {
      if (lift(card, 'keyboard')) release = whenLeft(card, cancel)
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
function whenLeft(card: CardId, left: () => void): () => void {
  const controller = new AbortController()
  const look = () => {
    const on = document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset['card']
    if (on !== card && document.hasFocus() && !controller.signal.aborted) left()
  }
  // A card that a change takes elsewhere has the focus again when the change is over.
  document.addEventListener('focusout', () => queueMicrotask(look), { signal: controller.signal })
  return () => controller.abort()
}

/** While it is held, the hand's own cursor is shown, whatever lies under it. */
function holdPointer(element: HTMLElement | undefined, pointer: number): void {
  try {
    element?.setPointerCapture(pointer)
  } catch {
    // The button was let go of in the same moment.
  }
}
