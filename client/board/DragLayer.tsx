import { Show } from 'solid-js'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { CardFace } from './CardFace.tsx'
import { refusalText } from './place-words.ts'
import { useScreen } from './screen.ts'
import { TheirGhosts } from './TheirGhosts.tsx'

/** The card in my hand, the cards in other hands, and what can be done with mine. Drawn over the layout, never in it. */
export function DragLayer() {
  const screen = useScreen()
  const lifted = () => screen.drag.lifted()
  const mine = () => {
    const now = lifted()
    return now?.how === 'pointer' ? screen.store.view(now.card) : undefined
  }
  const group = () => {
    const now = lifted()
    return now ? screen.selection.groupOf(now.card) : []
  }
  const why = () => {
    const target = screen.drag.aim()?.target
    if (target && group().length > 1) {
      const stay = screen.acts.stayWords(group(), target)
      if (stay !== null) return stay
    }
    const verdict = screen.drag.aim()?.verdict
    return verdict?.kind === 'barred' ? refusalText(verdict.code) : null
  }
  return (
    <>
      <div class="drag-hand" ref={(element) => screen.drag.setHand(element)} />
      <Show when={mine()}>
        {(view) => (
          <div
            class="ghost ghost-mine"
            style={{
              // Never out of the window: a percentage is of its own size.
              transform: `translate(min(${screen.drag.at().x + 14}px, 100vw - 100% - 8px), min(${screen.drag.at().y + 12}px, 100dvh - 100% - 8px))`,
            }}
            aria-hidden="true"
          >
            <div class="card card-ghost">
              <CardFace view={view()} pending={false} />
            </div>
            <Show when={group().length > 1}>
              <b class="ghost-count">{number(group().length)}</b>
            </Show>
            <Show when={why()}>{(text) => <span class="ghost-why">{text()}</span>}</Show>
          </div>
        )}
      </Show>
      <Show when={screen.gap()}>
        {(gap) => (
          <div
            class="drop-line"
            style={{
              transform: `translate(${gap().line.x}px, ${gap().line.y}px)`,
              width: `${gap().line.width}px`,
            }}
            aria-hidden="true"
          />
        )}
      </Show>
      <TheirGhosts />
      <Show when={lifted()}>
        {(now) => (
          <div class="drag-hint" aria-hidden="true">
            <span>
              {screen.hand.news() ??
                (now().how === 'keyboard' ? t().board.move.lifted : t().board.move.hint)}
            </span>
            <Show when={why()}>{(text) => <b class="drag-hint-why">{text()}</b>}</Show>
            <kbd>{t().board.move.escape}</kbd>
          </div>
        )}
      </Show>
    </>
  )
}
