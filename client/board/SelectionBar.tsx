import { Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { mayDispatch } from './desk/may-share.ts'
import { useScreen } from './screen.ts'

/** How many cards are chosen, and what can be done with them. */
export function SelectionBar() {
  const screen = useScreen()
  return (
    <Show when={screen.selection.cards().length > 0}>
      <section class="selection-bar" aria-label={t().acting.selection.label}>
        <SelectionActs />
      </section>
    </Show>
  )
}

/** The same wherever it stands. */
export function SelectionActs() {
  const screen = useScreen()
  /** Chosen cards that wait in "À répartir". */
  const toDispatch = () =>
    screen.selection.cards().filter((card) => screen.store.view(card)?.card.at.lane === null).length
  const first = () => screen.selection.cards()[0] ?? null
  return (
    <>
      <b>{t().acting.selection.count(screen.selection.cards().length)}</b>
      <Button
        look="primary"
        size="small"
        icon="arrow-right-left"
        onClick={() => screen.askMove(first())}
      >
        {t().acting.selection.move}
      </Button>
      <Button size="small" icon="user-check" onClick={() => screen.askGive(first())}>
        {t().together.give.action}
      </Button>
      <Show when={toDispatch() > 0 && mayDispatch(screen.actor(), screen.store.frame())}>
        <Button
          size="small"
          icon="send"
          onClick={() => {
            // Its panel stands beside the board.
            screen.seeAll(null)
            screen.desk.ask({ kind: 'dispatch' })
          }}
        >
          {t().dispatching.action}
        </Button>
      </Show>
      <Button
        look="quiet"
        size="small"
        icon="x"
        class="selection-clear"
        onClick={() => screen.selection.clear()}
      >
        <span class="selection-clear-words">{t().acting.selection.clear}</span>
      </Button>
    </>
  )
}
