import { createMemo, Show } from 'solid-js'
import { number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { comingTo } from './coming.ts'
import { LateCount } from './LaneFacts.tsx'
import { Count } from './Count.tsx'
import { shownInLane, shownLateInLane } from './shown.ts'
import { useScreen } from './screen.ts'
import type { LaneId } from '#shared/domain/ids.ts'

/** How many young people a lane has and how many are late; while a card is held over it, before → after. */
export function LaneTally(props: { readonly lane: LaneId | null }) {
  const screen = useScreen()
  const total = () => screen.store.count(`lane/${props.lane ?? ''}`)
  const late = () => screen.store.count(`lane-late/${props.lane ?? ''}`)
  const coming = createMemo(() => {
    const lifted = screen.drag.lifted()
    const aim = screen.drag.aim()
    if (!lifted || aim?.verdict.kind !== 'free') return null
    const cards = screen.selection.groupOf(lifted.card)
    const drop = { target: aim.target, cards }
    const brought = comingTo(props.lane, drop, { index: screen.store.index, acts: screen.acts })
    return brought.cards > 0 ? brought : null
  })
  const lateShown = createMemo(() => shownLateInLane(screen.store, props.lane))
  const lateAfter = () => late() + (coming()?.late ?? 0)
  return (
    <>
      <span class="lane-total" classList={{ 'lane-total-after': coming() !== null }}>
        <b>
          <Count shown={shownInLane(screen.store, props.lane)} total={total()} />
        </b>
        <Show when={coming()}>
          {(brought) => (
            <>
              <Icon name="arrow-right" size={12} />
              <b>{number(total() + brought().cards)}</b>
            </>
          )}
        </Show>
        {` ${t().board.youthsWord(total() + (coming()?.cards ?? 0))}`}
      </span>
      <Show when={props.lane !== null || total() > 0 || coming()}>
        <LateCount late={lateAfter()} shown={coming() ? lateAfter() : lateShown()} />
      </Show>
    </>
  )
}
