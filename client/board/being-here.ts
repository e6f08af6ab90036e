// What I show of myself while the board is open: the lane I look at, and whether I am at it at all. [W1]
import { onCleanup } from 'solid-js'
import type { Presence } from '#client/sync/presence.ts'
import { laneId } from '#shared/domain/ids.ts'

/** Without a touch of mouse, screen or keyboard for this long, one is idle. */
const idleMs = 120_000
/** A scroll is told when it rests. */
const restMs = 250

/** Owned by the caller's scope. */
export function showBeingHere(
  presence: Presence,
  scroller: () => HTMLElement | undefined,
): { readonly isHere: () => boolean } {
  const controller = new AbortController()
  const options = { signal: controller.signal, passive: true, capture: true }
  let idle = false
  let idling: ReturnType<typeof setTimeout> | undefined
  let resting: ReturnType<typeof setTimeout> | undefined
  let lane: string | null | undefined

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
  function look(): void {
    const board = scroller()
    if (!board) return
    const seen = laneInSight(board)
    if (seen === lane) return
    lane = seen
    const parsed = laneId.safeParse(seen)
    presence.show({ view: { stage: null, lane: parsed.success ? parsed.data : null } })
  }
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
    document.addEventListener(kind, touched, options)
  }
  document.addEventListener(
    'visibilitychange',
    () => presence.show({ away: document.visibilityState === 'hidden' }),
    options,
  )
  document.addEventListener(
    'scroll',
    () => {
      clearTimeout(resting)
      resting = setTimeout(look, restMs)
    },
    options,
  )
  touched()
  onCleanup(() => {
    controller.abort()
    clearTimeout(idling)
    clearTimeout(resting)
  })
  return { isHere: () => !idle && document.visibilityState === 'visible' }
}

/** The lane that stands across the middle of the board; '' is "À répartir". */
function laneInSight(board: HTMLElement): string | null {
  const box = board.getBoundingClientRect()
  const middle = box.top + box.height / 2
  const lanes = [...board.querySelectorAll<HTMLElement>('[data-lane]')]
  const across = lanes.find((one) => one.getBoundingClientRect().bottom > middle)
  return (across ?? lanes.at(-1))?.dataset['lane'] ?? null
}
