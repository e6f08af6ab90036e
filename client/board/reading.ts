// The card I have under my eyes, as the others see it: not the one that I was on before. [W1]
import { createMemo, createSignal, onCleanup, type Accessor } from 'solid-js'
import { cardId, type CardId } from '#shared/domain/ids.ts'
import type { Screen } from './screen.ts'

/** Owned by the caller's scope. The card that is open, that a dialog asks about, or that has the focus. */
export function createReading(screen: Screen): Accessor<CardId | null> {
  const [on, setOn] = createSignal<CardId | null>(null)
  const look = () => {
    const element = document.activeElement?.closest<HTMLElement>('[data-card]')
    const card = cardId.safeParse(element?.dataset['card'])
    setOn(card.success ? card.data : null)
  }
  const controller = new AbortController()
  const options = { signal: controller.signal }
  document.addEventListener('focusin', look, options)
  // A card that a change takes elsewhere has the focus again when the change is over.
  document.addEventListener('focusout', () => queueMicrotask(look), options)
  onCleanup(() => controller.abort())
  const asked = () => screen.moving() ?? screen.giving() ?? screen.asking.asked()
  const reading = createMemo(() => screen.opened() ?? asked() ?? on())
  return reading
}
