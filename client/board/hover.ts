// The card under the pointer, remembered as the pointer goes: asking for `:hover` would have the page styled anew.
import { onCleanup } from 'solid-js'
import { cardId, type CardId } from '#shared/domain/ids.ts'

/** Owned by the caller's scope. */
export function watchHover(): () => CardId | null {
  let hovered: CardId | null = null
  const controller = new AbortController()
  document.addEventListener(
    'pointerover',
    (event) => {
      const card =
        event.target instanceof Element
          ? event.target.closest<HTMLElement>('[data-card]')?.dataset['card']
          : undefined
      const parsed = cardId.safeParse(card)
      hovered = parsed.success ? parsed.data : null
    },
    { signal: controller.signal, passive: true },
  )
  onCleanup(() => controller.abort())
  return () => hovered
}
