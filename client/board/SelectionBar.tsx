import { Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { useScreen } from './screen.ts'

/** How many cards are chosen, and what can be done with them. */
export function SelectionBar() {
  const screen = useScreen()
  const count = () => screen.selection.cards().length
  return (
    <Show when={count() > 0}>
      <section class="selection-bar" aria-label={t().acting.selection.label}>
        <b>{t().acting.selection.count(count())}</b>
        <Button
          look="primary"
          size="small"
          icon="arrow-right-left"
          onClick={() => screen.askMove(screen.selection.cards()[0] ?? null)}
        >
          {t().acting.selection.move}
        </Button>
        <Button
          size="small"
          icon="user-check"
          onClick={() => screen.askGive(screen.selection.cards()[0] ?? null)}
        >
          {t().together.give.action}
        </Button>
        <Button look="quiet" size="small" icon="x" onClick={() => screen.selection.clear()}>
          {t().acting.selection.clear}
        </Button>
      </section>
    </Show>
  )
}
