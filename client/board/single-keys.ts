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
  return !isField(event.target) && !isChoice(event.target)
}

/** Text is typed there; in a box that is ticked no key is lost. */
export function isField(target: EventTarget | null): boolean {
  const fields = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable]'
  return target instanceof Element && target.matches(fields)
}

/** Letters go to the entry that begins with them. */
function isChoice(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('select')
}
