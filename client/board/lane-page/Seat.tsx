import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import type { CardId, LaneId, UserId } from '#shared/domain/ids.ts'
import type { Stage } from '#shared/domain/stages.ts'
import { CardList } from '../CardList.tsx'
import { dropName } from '../drag.ts'
import { useScreen } from '../screen.ts'
import type { Scroller } from '../scroller.ts'
import { cellKeyOf } from '../tally.ts'

/** Cards shown before "n autres"; one more than that is shown in its place. */
const firstCards = 3

const firstProposed = 5

/** One stage of one officer: the first cards, the rest on demand. */
export function Seat(props: {
  readonly lane: LaneId
  readonly officer: UserId | null
  readonly stage: Stage
  readonly name: string
  readonly ids: readonly CardId[]
  /** Whatever the filters. */
  readonly total: number
  readonly scroller: Scroller
}) {
  const screen = useScreen()
  const [opened, setOpened] = createSignal(false)
  const long = () => props.ids.length > firstCards + 1
  const isBehind = (card: CardId | null) => card !== null && props.ids.indexOf(card) >= firstCards
  /** A card that one is on is never behind "n autres". */
  const holdsFocus = () => isBehind(screen.focused())
  const open = () => opened() || holdsFocus()
  // Nor is one that one is led to. Opened for a card, it stays so until it is closed by hand: closed when the focus goes on,
  // it would take from under the pointer what is just being pressed.
  createEffect(() => {
    if (long() && [screen.leading.card(), screen.focused()].some(isBehind)) setOpened(true)
  })
  const shown = () => (long() && !open() ? props.ids.slice(0, firstCards) : props.ids)
  const place = () => t().lanes.seat(t().common.stages[props.stage], props.name)
  const drop = () =>
    dropName({ kind: 'seat', stage: props.stage, lane: props.lane, officer: props.officer })
  const aim = () => {
    const aimed = screen.drag.aim()
    return aimed?.name === drop() ? aimed.verdict.kind : null
  }
  /** Cards that an open proposal gives to this officer in this lane. */
  const proposed = () => {
    if (props.officer === null) return []
    const seat = { officer: props.officer, lane: props.lane, stage: props.stage }
    return screen.desk.proposal()?.proposedIn(seat) ?? []
  }
  // They stand above the cards and push them.
  createEffect(
    on(
      () => proposed().length,
      () => props.scroller.settle(),
      { defer: true },
    ),
  )
  const more = () => props.ids.length - firstCards
  return (
    <div
      class={`cell seat stage-${props.stage}`}
      classList={{
        'cell-aimed': aim() === 'free' || aim() === 'here',
        'cell-barred': aim() === 'barred',
      }}
      data-drop={drop()}
    >
      <h4 class="sr">
        {t().board.cell.heading(t().common.stages[props.stage], props.ids.length, props.total)}
      </h4>
      <Show when={proposed().length > 0}>
        <ul
          class="seat-proposals"
          aria-label={t().sharing.proposedTo(props.name, proposed().length)}
        >
          <For each={proposed().slice(0, firstProposed)}>
            {(id) => (
              <li class="seat-proposed">
                <Icon name="plus" size={12} />
                <span class="seat-proposed-name">{screen.store.view(id)?.name}</span>
                <span class="seat-proposed-word">{t().sharing.proposed}</span>
              </li>
            )}
          </For>
        </ul>
        <Show when={proposed().length > firstProposed}>
          <p class="seat-proposed">
            <Icon name="plus" size={12} />
            {t().lanes.more(proposed().length - firstProposed)}
          </p>
        </Show>
      </Show>
      <Show when={props.ids.length > 0}>
        <CardList
          ids={shown()}
          cellKey={cellKeyOf(props.stage, props.lane)}
          label={place()}
          columns={1}
          density={screen.phone() ? 'cards' : 'lines'}
          scroller={props.scroller}
        />
      </Show>
      <Show when={long()}>
        <button
          type="button"
          class="seat-more"
          aria-expanded={open()}
          aria-label={open() ? t().lanes.lessOf(place()) : t().lanes.moreOf(more(), place())}
          onClick={() => {
            if (open() && holdsFocus()) screen.setFocused(null)
            setOpened(!open())
          }}
        >
          <Icon name={open() ? 'minus' : 'plus'} size={12} />
          {open() ? t().lanes.less : t().lanes.more(more())}
        </button>
      </Show>
    </div>
  )
}
