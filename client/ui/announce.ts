import { createSignal } from 'solid-js'

const [polite, setPolite] = createSignal('')
const [assertive, setAssertive] = createSignal('')

export const announced = { polite, assertive }

/** Says a sentence to screen readers. Assertive only for what was refused or lost. */
export function announce(text: string, how: 'polite' | 'assertive' = 'polite'): void {
  const write = how === 'polite' ? setPolite : setAssertive
  // A repeated sentence is only read again when the text differs.
  write((before) => (before === text ? `${text}\u00A0` : text))
}
