import { createSignal } from 'solid-js'
import { announce } from './announce.ts'
import type { IconName } from './icon-names.ts'

export interface Toast {
  readonly text: string
  readonly icon?: IconName
  readonly action?: { readonly label: string; readonly keys?: string; readonly run: () => void }
}

/** Long enough to read a line and reach the button; paused while one does. */
export const toastMs = 8000

const [shown, setShown] = createSignal<Toast | null>(null)
const [queued, setQueued] = createSignal<Toast | null>(null)

export const shownToast = shown

/** One at a time plus one queued: a third takes the queued one's place. */
export function showToast(toast: Toast): void {
  if (shown() === null) setShown(toast)
  else setQueued(toast)
  announce(toast.text)
}

export function closeToast(): void {
  setShown(queued())
  setQueued(null)
}
