import { createSignal, For, Show } from 'solid-js'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { stage as stageSchema } from '#shared/domain/stages.ts'
import { laneId, type CardId } from '#shared/domain/ids.ts'
import { splitCellKey } from './board-index.ts'
import { CardList } from './CardList.tsx'
import { laneName } from './place-words.ts'
import { useScreen } from './screen.ts'
import type { Urgency } from '#shared/domain/clocks.ts'

const groups = [
  { urgency: 'late', icon: 'clock-alert' },
  { urgency: 'soon', icon: 'hourglass' },
  { urgency: 'later', icon: null },
] as const

/** Everything a cell holds, by deadline, in as many columns as fit. */
export function SeeAllDialog(props: {
  readonly cellKey: string | null
  readonly onClose: () => void
}) {
  return (
    <Show when={props.cellKey} keyed>
      {(key) => <OneCell cellKey={key} onClose={() => props.onClose()} />}
    </Show>
  )
}

function OneCell(props: { readonly cellKey: string; readonly onClose: () => void }) {
  const screen = useScreen()
  const [scroller, setScroller] = createSignal<HTMLElement>()
  const title = () => {
    const { stage, lane } = splitCellKey(props.cellKey)
    if (lane === null) return t().common.toDispatch
    const name = laneName(screen.store.frame(), laneId.parse(lane))
    return t().board.cell.title(t().common.stages[stageSchema.parse(stage)], name)
  }
  const ids = () => screen.store.cell(props.cellKey)
  const ofGroup = (urgency: Urgency): readonly CardId[] =>
    ids().filter((id) => screen.store.view(id)?.urgency === urgency)
  return (
    <Dialog open wide onClose={() => props.onClose()} title={title()} closeLabel={t().common.close}>
      <p class="see-all-count">
        {t().board.cell.sorted(ids().length, t().board.filters.sortedBy[screen.order()])}
      </p>
      <div class="see-all scroll" ref={setScroller}>
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
                />
              </section>
            </Show>
          )}
        </For>
      </div>
    </Dialog>
  )
}
