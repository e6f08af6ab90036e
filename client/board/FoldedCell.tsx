import { t } from '#client/i18n/i18n.ts'
import { Count } from './Count.tsx'
import { dropName } from './drag.ts'
import { Ruler } from './Ruler.tsx'
import { useScreen } from './screen.ts'
import { cellKeyOf } from './tally.ts'
import type { LaneId } from '#shared/domain/ids.ts'
import type { Stage } from '#shared/domain/stages.ts'

/** One stage of a folded lane: its count, its ruler, and a place to drop on all the same. */
export function FoldedCell(props: { readonly stage: Stage; readonly lane: LaneId }) {
  const screen = useScreen()
  const key = () => cellKeyOf(props.stage, props.lane)
  const drop = () => dropName({ kind: 'cell', stage: props.stage, lane: props.lane })
  const aim = () => {
    const aimed = screen.drag.aim()
    return aimed?.name === drop() ? aimed.verdict.kind : null
  }
  return (
    <div
      class={`lane-folded-cell stage-${props.stage}`}
      classList={{
        'cell-aimed': aim() === 'free' || aim() === 'here',
        'cell-barred': aim() === 'barred',
      }}
      data-drop={drop()}
    >
      <h3 class="sr">
        {t().board.cell.heading(
          t().common.stages[props.stage],
          screen.store.cell(key()).length,
          screen.store.total(key()),
        )}
      </h3>
      <b aria-hidden="true">
        <Count shown={screen.store.cell(key()).length} total={screen.store.total(key())} />
      </b>
      <Ruler cellKey={key()} />
    </div>
  )
}
