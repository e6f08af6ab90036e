import { createMemo, Show, type Accessor } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Button } from '#client/ui/Button.tsx'
import { dispatchOf } from './desk/desk.ts'
import { mayDispatch } from './desk/may-share.ts'
import { useScreen } from './screen.ts'
import { hiddenAmong } from './shown.ts'
import type { CardId } from '#shared/domain/ids.ts'

/** How many cards are chosen, and what can be done with them. */
export function SelectionBar() {
  const chosen = createStanding()
  return (
    <Show when={chosen().length > 0}>
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
    chosen().filter((card) => screen.store.view(card)?.card.at.lane === null).length
  const chosen = createStanding()
  const first = () => chosen()[0] ?? null
  /** Chosen before a filter hid them: they are acted upon all the same. */
  const hidden = createMemo(() => hiddenAmong(screen.store, chosen()))
  return (
    <>
      <b>
        {t().acting.selection.count(chosen().length)}
        <Show when={hidden() > 0}>{`, ${t().acting.selection.hidden(hidden())}`}</Show>
      </b>
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
            screen.desk.ask(
              dispatchOf(
                screen.selection.cards(),
                (card) => screen.store.index.view(card)?.card.at.lane,
              ),
            )
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

/** The chosen cards that are on the board, as they leave it and come back. */
function createStanding(): Accessor<readonly CardId[]> {
  const screen = useScreen()
  const standing = createMemo(() =>
    screen.selection.chosen().filter((card) => screen.store.view(card) !== undefined),
  )
  return standing
}
