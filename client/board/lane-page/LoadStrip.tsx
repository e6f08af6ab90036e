import { createMemo, Index, Show } from 'solid-js'
import { dayShort, decimal, number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { dropName } from '../drag.ts'
import { fairLoadsOf, type FairLoad } from '../loads.ts'
import { firstNameOf } from '../place-words.ts'
import { useScreen } from '../screen.ts'
import type { LaneId } from '#shared/domain/ids.ts'

/** Who carries how much, beside what would be fair for their working time. */
export function LoadStrip(props: { readonly lane: LaneId }) {
  const screen = useScreen()
  const fair = createMemo(() => fairLoadsOf(screen, props.lane))
  const counts = () => fair().loads.map((one) => one.active)
  const mean = () => counts().reduce((sum, one) => sum + one, 0) / Math.max(1, counts().length)
  return (
    <Show when={fair().loads.length > 0}>
      <div
        class="load-strip scroll"
        data-strip
        role="group"
        aria-label={t().lanes.load.title}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a strip that scrolls must be reached by keyboard
        tabindex="0"
        style={{ '--loads': fair().loads.length }}
      >
        <div class="load-mean">
          <span>{t().lanes.load.mean}</span>
          <b>{decimal(mean())}</b>
          <span class="load-words">
            {t().lanes.load.spread(number(Math.min(...counts())), number(Math.max(...counts())))}
          </span>
        </div>
        <Index each={fair().loads}>
          {(load) => <OneLoad lane={props.lane} load={load()} scale={fair().scale} />}
        </Index>
      </div>
    </Show>
  )
}

function OneLoad(props: {
  readonly lane: LaneId
  readonly load: FairLoad
  /** Load of a full bar. */
  readonly scale: number
}) {
  const screen = useScreen()
  const drop = () => dropName({ kind: 'officer', lane: props.lane, officer: props.load.officer.id })
  const aimed = () => screen.drag.aim()?.name === drop()
  const coming = () => screen.desk.proposal()?.proposedTo(props.load.officer.id).length ?? 0
  const barred = createMemo(() => {
    const lifted = screen.drag.lifted()
    const target = {
      kind: 'officer',
      lane: props.lane,
      officer: props.load.officer.id,
    } as const
    return (
      lifted !== null &&
      screen.acts.judgeDrop(screen.selection.groupOf(lifted.card), target).kind === 'barred'
    )
  })
  const words = () => {
    const gap = Math.round(props.load.active - props.load.mark)
    if (gap === 0) return t().lanes.load.at
    return gap > 0 ? t().lanes.load.above(gap) : t().lanes.load.below(-gap)
  }
  return (
    <div
      class="load"
      classList={{
        'load-over': props.load.over,
        'load-barred': barred(),
        'load-aimed': aimed() && screen.drag.aim()?.verdict.kind === 'free',
      }}
      data-drop={drop()}
    >
      <span class="load-line">
        <span class="load-name">{firstNameOf(props.load.officer.name)}</span>
        <b>{number(props.load.active)}</b>
        <Show when={coming() > 0}>
          <span class="load-plus">{`+${number(coming())}`}</span>
        </Show>
      </span>
      <span class="bar load-bar" aria-hidden="true">
        <span class="bar-value" style={{ '--v': props.load.active / props.scale }} />
        <span class="bar-target" style={{ '--t': props.load.mark / props.scale }} />
      </span>
      <Show when={props.load.awayUntil} fallback={<span class="load-words">{words()}</span>}>
        {(day) => (
          <span class="load-words load-away">
            <Icon name="calendar-clock" size={12} />
            {t().lanes.load.awayUntil(dayShort(day()))}
          </span>
        )}
      </Show>
    </div>
  )
}
