import { createMemo, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { CardList } from './CardList.tsx'
import { Count } from './Count.tsx'
import { dropName } from './drag.ts'
import { laneName } from './place-words.ts'
import { Ruler } from './Ruler.tsx'
import { createScroller, type Scroller } from './scroller.ts'
import { useScreen } from './screen.ts'
import { cellKeyOf } from './tally.ts'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import type { Stage } from '#shared/domain/stages.ts'

/** Cards shown on a phone before "Tout voir". */
const phoneCards = 5

/** One stage of one lane: a list that scrolls, its count, its ruler. */
export function Cell(props: {
  readonly stage: Stage
  readonly lane: LaneId | null
  readonly columns: number
  /** What scrolls around all cells: on a phone, where a cell is as high as its cards, nothing else does. */
  readonly around: Scroller
}) {
  const screen = useScreen()
  const own = createScroller()
  const key = () => cellKeyOf(props.stage, props.lane)
  const ids = () => screen.store.cell(key())
  const total = () => screen.store.total(key())
  // A card that one is on, or was led to, is never hidden behind "Tout voir".
  const shown = createMemo(() => {
    if (!screen.phone()) return ids()
    const first = ids().slice(0, phoneCards * screen.abreast())
    const wanted = [screen.focused(), screen.leading.card()].filter(
      (card): card is CardId => card !== null && !first.includes(card) && ids().includes(card),
    )
    return wanted.length === 0 ? first : [...first, ...new Set(wanted)]
  })
  const name = () =>
    props.lane === null
      ? t().common.toDispatch
      : t().board.cell.title(
          t().common.stages[props.stage],
          laneName(screen.store.frame(), props.lane),
        )
  const drop = () => dropName({ kind: 'cell', stage: props.stage, lane: props.lane })
  const aim = () => {
    const aimed = screen.drag.aim()
    return aimed?.name === drop() ? aimed.verdict.kind : null
  }
  return (
    <div
      class={`cell stage-${props.stage}`}
      classList={{
        'cell-aimed': aim() === 'free' || aim() === 'here',
        'cell-barred': aim() === 'barred',
      }}
      data-drop={drop()}
    >
      <Show when={props.lane !== null}>
        <h3 class="sr">
          {t().board.cell.heading(t().common.stages[props.stage], ids().length, total())}
        </h3>
      </Show>
      <div class="cell-scroll scroll" ref={(element) => own.setElement(element)}>
        <Show
          when={ids().length > 0}
          fallback={
            <p class="cell-empty">{total() > 0 ? t().board.filters.none : t().board.cell.empty}</p>
          }
        >
          <CardList
            ids={shown()}
            cellKey={key()}
            label={name()}
            columns={props.columns}
            scroller={screen.phone() ? props.around : own}
          />
        </Show>
      </div>
      <Show when={total() > 0}>
        <div class="cell-foot">
          <b aria-hidden="true">
            <Count shown={ids().length} total={total()} />
          </b>
          <Ruler cellKey={key()} />
          <button
            type="button"
            class="cell-all"
            aria-label={t().board.cell.seeAllOf(name())}
            onClick={() => screen.seeAll(key())}
          >
            {t().board.cell.seeAll}
          </button>
        </div>
      </Show>
    </div>
  )
}
