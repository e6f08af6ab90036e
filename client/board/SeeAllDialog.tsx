import { createEffect, createMemo, For, on, Show, useContext } from 'solid-js'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { FocusHome, isFocusLost } from '#client/ui/focus-return.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { stage as stageSchema } from '#shared/domain/stages.ts'
import { laneId, type CardId } from '#shared/domain/ids.ts'
import { splitCellKey } from './board-index.ts'
import { CardList } from './CardList.tsx'
import { laneName } from './place-words.ts'
import { createSharedScroller } from './shared-scroller.ts'
import { useScreen } from './screen.ts'
import { SelectionActs } from './SelectionBar.tsx'
import { nextOf } from './walk.ts'
import { singleKeysOn } from './single-keys.ts'
import type { Urgency } from '#shared/domain/clocks.ts'

const groups = [
  { urgency: 'late', icon: 'clock-alert' },
  { urgency: 'soon', icon: 'hourglass' },
  { urgency: 'later', icon: null },
] as const

/**
 * Everything a cell holds, by deadline, in as many columns as fit. Cards are moved and chosen in it as on the board; one
 * that is opened closes it, and while one is carried by hand it lets the board be seen and dropped on.
 */
export function SeeAllDialog() {
  const screen = useScreen()
  return (
    <Show when={screen.seeingAll()} keyed>
      {(key) => <OneCell cellKey={key} />}
    </Show>
  )
}

function OneCell(props: { readonly cellKey: string }) {
  const screen = useScreen()
  const home = useContext(FocusHome)
  const scroller = createSharedScroller(screen)
  const title = () => {
    const { stage, lane } = splitCellKey(props.cellKey)
    if (lane === null) return t().common.toDispatch
    const name = laneName(screen.store.frame(), laneId.parse(lane))
    return t().board.cell.title(t().common.stages[stageSchema.parse(stage)], name)
  }
  const ids = () => screen.store.cell(props.cellKey)
  const ofGroup = (urgency: Urgency): readonly CardId[] =>
    ids().filter((id) => screen.store.view(id)?.urgency === urgency)
  const order = createMemo(() => groups.flatMap((group) => ofGroup(group.urgency)))
  // A card that leaves the cell cannot take the focus along, out of the dialog: the next one gets it.
  createEffect(
    on(order, (now, before) => {
      const card = screen.focused()
      if (card === null || !before?.includes(card) || now.includes(card)) return
      screen.setFocused(nextOf(card, before, (id) => now.includes(id)))
      queueMicrotask(() => {
        if (isFocusLost()) home()
      })
    }),
  )
  return (
    <Dialog
      open
      wide
      away={screen.drag.lifted() !== null}
      onClose={() => screen.seeAll(null)}
      title={title()}
      closeLabel={t().common.close}
      foot={<Foot />}
    >
      <p class="see-all-count">
        {t().board.cell.sorted(ids().length, t().board.filters.sortedBy[screen.order()])}
      </p>
      <div class="see-all scroll" ref={(element) => scroller.setElement(element)} data-opens-here>
        <Show when={ids().length === 0}>
          <p class="see-all-empty" tabindex="-1">
            {screen.store.total(props.cellKey) > 0 ? t().board.filters.none : t().board.cell.empty}
          </p>
        </Show>
        <For each={groups}>
          {(group) => (
            <Show when={ofGroup(group.urgency).length > 0}>
              <section class="see-all-group">
                <h3
                  classList={{
                    'see-all-late': group.urgency === 'late',
                    'see-all-soon': group.urgency === 'soon',
                  }}
                >
                  <Show when={group.icon}>{(icon) => <Icon name={icon()} size={14} />}</Show>
                  {t().board.cell.groups[group.urgency]}
                  <b>{number(ofGroup(group.urgency).length)}</b>
                </h3>
                <CardList
                  ids={ofGroup(group.urgency)}
                  cellKey={props.cellKey}
                  label={`${title()}, ${t().board.cell.groups[group.urgency]}`}
                  columns={screen.phone() ? 1 : 4}
                  scroller={scroller}
                  along={order}
                />
              </section>
            </Show>
          )}
        </For>
      </div>
    </Dialog>
  )
}

/** What can be done with the chosen cards, and how to choose some. */
function Foot() {
  const screen = useScreen()
  return (
    <>
      <Show when={screen.selection.cards().length > 0}>
        <section class="see-all-chosen" aria-label={t().acting.selection.label}>
          <SelectionActs />
        </section>
      </Show>
      <p class="see-all-hint">
        <Show when={!screen.phone()} fallback={t().acting.selection.byFinger}>
          {t().acting.selection.byClick}
          <Show when={singleKeysOn()}>
            {', '}
            <kbd>{'X'}</kbd> {t().acting.selection.byKey}
          </Show>
        </Show>
      </p>
    </>
  )
}
