import { createSignal } from 'solid-js'
import { announce } from './announce.ts'
import type { IconName } from './icon-names.ts'

export interface Toast {
  readonly text: string
  readonly icon?: IconName
  /** A newer toast of the same kind takes this one's place at once: the last of ten moves is the one to undo. */
  readonly replaces?: string
  /** Must be read: a toast of the same kind that says less than this waits behind it. */
  readonly matters?: boolean
  readonly action?: { readonly label: string; readonly keys?: string; readonly run: () => void }
}

/** Long enough to read a line and reach the button; paused while one does. */
export const toastMs = 8000

const [shown, setShown] = createSignal<Toast | null>(null)
const [queued, setQueued] = createSignal<Toast | null>(null)

export const shownToast = shown

/** One at a time plus one queued: a third takes the queued one's place. */
export function showToast(toast: Toast): void {
  const current = shown()
  const sameKind = toast.replaces !== undefined && current?.replaces === toast.replaces
  const replaced = sameKind && (toast.matters === true || current?.matters !== true)
  if (current === null || replaced) setShown(toast)
  else setQueued(toast)
  announce(toast.text)
}

export function closeToast(): void {
  setShown(queued())
  setQueued(null)
}
