// Keys that act without Ctrl can be turned off by who dictates or presses them by accident (WCAG 2.1.4).
import { createSignal } from 'solid-js'

const storageKey = (person: string) => `relance.single-keys.${person}`

const [off, setOff] = createSignal(false)
let owner = ''

/** Whether letters and signs act by themselves. */
export function singleKeysOn(): boolean {
  return !off()
}

/** Takes up the choice of the person who is signed in; several may share a computer. */
export function readSingleKeysOf(person: string): void {
  owner = person
  setOff(localStorage.getItem(storageKey(person)) === 'off')
}

export function setSingleKeys(on: boolean): void {
  setOff(!on)
  if (on) localStorage.removeItem(storageKey(owner))
  else localStorage.setItem(storageKey(owner), 'off')
}

/** A key pressed where text is typed, or with a modifier, is not ours. */
export function isSingleKey(event: KeyboardEvent): boolean {
  if (!singleKeysOn() || event.ctrlKey || event.metaKey || event.altKey) return false
  return !(
    event.target instanceof Element &&
    event.target.matches('input, textarea, select, [contenteditable]')
  )
}
