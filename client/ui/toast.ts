// Notices at the edge of the window: what was just done, with the way back, and what must be read.
import { createSignal } from 'solid-js'
import { announce } from './announce.ts'
import type { IconName } from './icon-names.ts'

export interface Toast {
  readonly text: string
  readonly icon?: IconName
  /** A newer toast of the same kind takes this one's place at once: the last of ten moves is the one to undo. */
  readonly replaces?: string
  /** Must be read: it comes before what only confirms, and nothing that comes later makes it go. */
  readonly matters?: boolean
  /** No time limit: it stays until it is answered, closed or withdrawn, above the others. */
  readonly stays?: boolean
  readonly action?: { readonly label: string; readonly keys?: string; readonly run: () => void }
  /** It was closed, or its time is over; not by its action. */
  readonly onClose?: () => void
}

/** Long enough to read a line and reach the button; paused while one does. */
export const toastMs = 8000

const [standing, setStanding] = createSignal<readonly Toast[]>([])
const [passing, setPassing] = createSignal<Toast | null>(null)
/** Those that matter, in the order they came, then the newest of the others. */
let waiting: readonly Toast[] = []

/** What stands, and of what passes one at a time. */
export function shownToasts(): readonly Toast[] {
  return [...standing(), passing()].filter((toast) => toast !== null)
}

/** `how`: nothing new is said; the same notice has less to say than before. */
export function showToast(toast: Toast, how?: 'quietly'): void {
  if (how !== 'quietly') announce(toast.text)
  if (toast.stays) {
    setStanding((others) => [...others.filter((one) => !sameKind(one, toast)), toast])
    return
  }
  if (mayTakeThePlaceOf(toast, passing())) setPassing(toast)
  else wait(toast)
}

function mayTakeThePlaceOf(toast: Toast, current: Toast | null): boolean {
  if (current === null) return true
  if (toast.matters) return !current.matters || sameKind(toast, current)
  return !current.matters && sameKind(toast, current)
}

function wait(toast: Toast): void {
  const others = waiting.filter(
    (one) => !sameKind(one, toast) && (one.matters === true || toast.matters === true),
  )
  const [first, last] = [others.filter((one) => one.matters), others.filter((one) => !one.matters)]
  waiting = toast.matters ? [...first, toast, ...last] : [...first, toast]
}

function sameKind(a: Toast, b: Toast | null): boolean {
  return a.replaces !== undefined && a.replaces === b?.replaces
}

/** The next that waits takes its place. */
export function closeToast(toast: Toast): void {
  waiting = waiting.filter((one) => one !== toast)
  if (standing().includes(toast)) setStanding((all) => all.filter((one) => one !== toast))
  if (passing() !== toast) return
  const [next = null, ...others] = waiting
  waiting = others
  setPassing(next)
}

/** What toasts of this kind say is not the newest any more: they go, unless what follows at once takes their place. */
export function outdateToast(kind: string): void {
  const old = [...shownToasts(), ...waiting].filter((toast) => isPassingOf(kind, toast))
  // oxlint-disable-next-line solid/reactivity -- those of that moment
  queueMicrotask(() => {
    for (const toast of old) closeToast(toast)
  })
}

function isPassingOf(kind: string, toast: Toast): boolean {
  return toast.replaces === kind && !toast.matters
}

/** What was confirmed in toasts of this kind is not so any more. */
export function withdrawToast(kind: string): void {
  const untrue = (toast: Toast) => isPassingOf(kind, toast)
  waiting = waiting.filter((toast) => !untrue(toast))
  for (const toast of shownToasts()) if (untrue(toast)) closeToast(toast)
}
