import { createMemo, Show } from 'solid-js'
import { today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { daysBetween } from '#shared/domain/day.ts'
import type { LaneId } from '#shared/domain/ids.ts'
import { CardList } from '../CardList.tsx'
import { Count } from '../Count.tsx'
import { dropName } from '../drag.ts'
import { useScreen } from '../screen.ts'
import type { Scroller } from '../scroller.ts'
import { stageIcons } from '../stage-look.ts'
import { cellKeyOf } from '../tally.ts'

/** What the lane has received and nobody has yet: over the full width, on the columns' grid. */
export function ToAssignRow(props: { readonly lane: LaneId; readonly scroller: Scroller }) {
  const screen = useScreen()
  const key = () => cellKeyOf('received', props.lane)
  const ids = () => screen.store.cell(key())
  const all = () => screen.store.all(key())
  const drop = () => dropName({ kind: 'seat', stage: 'received', lane: props.lane, officer: null })
  const aim = () => {
    const aimed = screen.drag.aim()
    return aimed?.name === drop() ? aimed.verdict.kind : null
  }
  const oldest = createMemo(() => {
    const ages = all().map((id) => {
      const view = screen.store.index.view(id)
      return view ? daysBetween(view.card.received.on, today()) : 0
    })
    return Math.max(0, ...ages)
  })
  return (
    <section class="lane-row lane-row-to-assign" aria-labelledby="to-assign" data-row="">
      <div class="lane-row-head">
        <h3 id="to-assign">
          <span class="stage-icon stage-received">
            <Icon name={stageIcons.received} size={14} />
          </span>
          {t().lanes.toAssign}
        </h3>
        <Show when={all().length > 0} fallback={<p>{t().lanes.allAssigned}</p>}>
          <p>
            <span>
              <Count shown={ids().length} total={all().length} />
              {` ${t().lanes.toAssignWord(all().length)}`}
            </span>
          </p>
          <p>{t().lanes.oldest(oldest())}</p>
        </Show>
      </div>
      <div
        class="cell lane-to-assign stage-received"
        classList={{
          'cell-aimed': aim() === 'free' || aim() === 'here',
          'cell-barred': aim() === 'barred',
        }}
        data-drop={drop()}
      >
        <CardList
          ids={ids()}
          cellKey={key()}
          label={t().lanes.toAssign}
          columns={screen.phone() ? screen.abreast() : 5}
          density="cards"
          scroller={props.scroller}
        />
      </div>
    </section>
  )
}
