import { createSignal } from 'solid-js'

const [polite, setPolite] = createSignal('')
const [assertive, setAssertive] = createSignal('')

export const announced = { polite, assertive }

type Manner = 'polite' | 'assertive'

/** One act often says two things, each in its own place; a region that is written twice at once is read once, the last. */
const gatherMs = 80
const waiting: Record<Manner, string[]> = { polite: [], assertive: [] }
let timer: ReturnType<typeof setTimeout> | undefined

/** Says a sentence to screen readers, together with what else is said in this moment. Assertive only for what was refused or lost. */
export function announce(text: string, how: Manner = 'polite'): void {
  if (!waiting[how].includes(text)) waiting[how].push(text)
  timer ??= setTimeout(speak, gatherMs)
}

function speak(): void {
  timer = undefined
  for (const [how, write] of [
    ['polite', setPolite],
    ['assertive', setAssertive],
  ] as const) {
    const sentences = waiting[how].splice(0)
    if (sentences.length === 0) continue
    const text = sentences.map((one) => one.replace(/\.$/, '')).join('. ')
    // A repeated sentence is only read again when the text differs.
    write((before) => (before === text ? `${text}\u00A0` : text))
  }
}
