import { createMemo, Index, Show } from 'solid-js'
import { dayShort, number } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { dropName } from './drag.ts'
import { shortNameOf } from './place-words.ts'
import { fairLoadsOf, type FairLoad } from './loads.ts'
import { useScreen } from './screen.ts'
import type { LaneId, UserId } from '#shared/domain/ids.ts'

/** The officers of a lane with their load; during a drag, places to drop on. Their size never changes. */
export function OfficerChips(props: {
  /** null: the pool, who work for every lane. */
  readonly lane: LaneId | null
  readonly label: string
  readonly chosen: string | null
  readonly onChoose: (officer: UserId) => void
}) {
  const screen = useScreen()
  const fair = createMemo(() => fairLoadsOf(screen, props.lane))
  return (
    <ul class="officers" data-strip aria-label={props.label}>
      {/* By place: a load that changes leaves its chip where it is, with the focus on it. */}
      <Index each={fair().loads}>
        {(load) => (
          <li>
            <OfficerChip
              lane={props.lane}
              load={load()}
              scale={fair().scale}
              chosen={props.chosen === load().officer.id}
              onChoose={() => props.onChoose(load().officer.id)}
            />
          </li>
        )}
      </Index>
    </ul>
  )
}

function OfficerChip(props: {
  readonly lane: LaneId | null
  readonly load: FairLoad
  /** Load of a full bar. */
  readonly scale: number
  readonly chosen: boolean
  readonly onChoose: () => void
}) {
  const screen = useScreen()
  const officer = () => props.load.officer
  const active = () => props.load.active
  const away = () => props.load.awayUntil !== null
  const target = () => ({ kind: 'officer', lane: props.lane, officer: officer().id }) as const
  const verdict = createMemo(() => {
    const lifted = screen.drag.lifted()
    return lifted
      ? screen.acts.judgeDrop(screen.selection.groupOf(lifted.card), target()).kind
      : null
  })
  /** Cards in hand that this officer would get. */
  const coming = () => {
    const lifted = screen.drag.lifted()
    const group = lifted ? screen.selection.groupOf(lifted.card) : []
    return group.filter((card) => screen.acts.judge(card, target()).kind === 'free').length
  }
  const aimed = () => verdict() === 'free' && screen.drag.aim()?.name === dropName(target())
  const words = () => {
    const until = props.load.awayUntil
    return until === null
      ? t().board.lane.officer(officer().name, active(), number(Math.round(props.load.mark)))
      : t().board.lane.absent(officer().name, dayShort(until))
  }
  /** What is seen comes first in what is heard: people who speak to the screen say what they see. */
  const shown = () => {
    const name = shortNameOf(officer().name)
    return away() ? name : `${name} ${active()}`
  }
  return (
    <button
      type="button"
      class="officer"
      classList={{
        'officer-over': props.load.over,
        'officer-away': away(),
        'officer-target': verdict() === 'free',
        'officer-barred': verdict() === 'barred',
        'officer-aimed': aimed(),
      }}
      data-drop={dropName(target())}
      aria-pressed={props.chosen}
      aria-label={`${shown()}. ${words()}`}
      title={words()}
      onClick={() => props.onChoose()}
    >
      <span class="officer-line">
        <span class="officer-name">{shortNameOf(officer().name)}</span>
        <Show when={!away()} fallback={<Icon name="calendar-clock" size={12} />}>
          <Show when={aimed()} fallback={<b>{active()}</b>}>
            <span class="officer-after">
              {active()}
              <Icon name="arrow-right" size={12} />
              <b>{active() + coming()}</b>
            </span>
          </Show>
        </Show>
      </span>
      <span class="bar officer-bar" aria-hidden="true">
        <span class="bar-value" style={{ '--v': active() / props.scale }} />
        <span class="bar-target" style={{ '--t': props.load.mark / props.scale }} />
      </span>
    </button>
  )
}
