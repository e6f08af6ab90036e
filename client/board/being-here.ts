// What I show of myself while the board is open: the lane I look at, and whether I am at it at all. [W1]
import { createEffect, on, onCleanup } from 'solid-js'
import type { Presence } from '#client/sync/presence.ts'
import { laneId, type LaneId } from '#shared/domain/ids.ts'
import type { Stage } from '#shared/domain/stages.ts'

/** Without a touch of mouse, screen or keyboard for this long, one is idle. */
const idleMs = 120_000
/** A scroll is told when it rests. */
const restMs = 250

export interface BeingHere {
  /** Somebody sits at this page and sees it. */
  readonly isHere: () => boolean
  /** What is in sight has changed without a scroll. */
  readonly look: () => void
}

/** Owned by the caller's scope. */
export function showBeingHere(
  presence: Presence,
  page: {
    readonly scroller: () => HTMLElement | undefined
    /** Lane that is open over the whole page. */
    readonly lane: () => LaneId | null
    /** Where one stage at a time is shown, which. */
    readonly stage: () => Stage | null
  },
): BeingHere {
  const controller = new AbortController()
  const options = { signal: controller.signal, passive: true, capture: true }
  let idle = false
  let idling: ReturnType<typeof setTimeout> | undefined
  let resting: ReturnType<typeof setTimeout> | undefined
  let told = ''

  function touched(): void {
    clearTimeout(idling)
    idling = setTimeout(() => setIdle(true), idleMs)
    setIdle(false)
  }
  function setIdle(now: boolean): void {
    if (now === idle) return
    idle = now
    presence.show({ idle })
  }
  function tell(): void {
    const board = page.scroller()
    if (!board) return
    const lane = page.lane() ?? laneInSight(board)
    // A table shows cards of all lanes.
    const view = lane === undefined ? undefined : { stage: page.stage(), lane }
    const seen = JSON.stringify(view) ?? ''
    if (seen === told) return
    told = seen
    presence.show({ view })
  }
  function look(): void {
    clearTimeout(resting)
    resting = setTimeout(tell, restMs)
  }
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
    document.addEventListener(kind, touched, options)
  }
  document.addEventListener(
    'visibilitychange',
    () => presence.show({ away: document.visibilityState === 'hidden' }),
    options,
  )
  document.addEventListener('scroll', look, options)
  createEffect(on([page.lane, page.stage] as const, look))
  touched()
  onCleanup(() => {
    controller.abort()
    clearTimeout(idling)
    clearTimeout(resting)
  })
  return { isHere: () => !idle && document.visibilityState === 'visible', look }
}

/** The lane that stands across the middle of the board; null is "À répartir", undefined where there are no lanes. */
function laneInSight(board: HTMLElement): LaneId | null | undefined {
  const box = board.getBoundingClientRect()
  const middle = box.top + box.height / 2
  const lanes = [...board.querySelectorAll<HTMLElement>('[data-lane]')]
  const across = lanes.find((one) => one.getBoundingClientRect().bottom > middle) ?? lanes.at(-1)
  const name = across?.dataset['lane']
  if (name === undefined) return undefined
  const parsed = laneId.safeParse(name)
  return parsed.success ? parsed.data : null
}
