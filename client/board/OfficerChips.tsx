import { createMemo, For, Show } from 'solid-js'
import { number, today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { dropName } from './drag.ts'
import { isAbsent, officersOf } from './frame.ts'
import { shortNameOf } from './place-words.ts'
import { loadsOf } from './loads.ts'
import { useScreen } from './screen.ts'
import type { OfficerEntry } from '#shared/documents/board-shape.ts'
import type { LaneId, UserId } from '#shared/domain/ids.ts'

/** The officers of a lane with their load; during a drag, places to drop on. Their size never changes. */
export function OfficerChips(props: {
  readonly lane: LaneId
  readonly label: string
  readonly chosen: string | null
  readonly onChoose: (officer: UserId) => void
}) {
  const screen = useScreen()
  const loads = createMemo(() => loadsOf(screen, props.lane))
  /** Mean load of one card a week of working time: what an officer carries is compared with it. */
  const perQuota = createMemo(() => {
    const active = loads().reduce((sum, one) => sum + one.active, 0)
    return (
      active /
      Math.max(
        1,
        loads().reduce((sum, one) => sum + quotaOf(one.officer), 0),
      )
    )
  })
  const scale = createMemo(
    () =>
      1.25 *
      Math.max(1, ...loads().map((one) => Math.max(one.active, perQuota() * quotaOf(one.officer)))),
  )
  return (
    <ul class="officers" aria-label={props.label}>
      <For each={officersOf(screen.store.frame(), props.lane)}>
        {(officer) => (
          <li>
            <OfficerChip
              lane={props.lane}
              officer={officer}
              mark={perQuota() * quotaOf(officer)}
              scale={scale()}
              chosen={props.chosen === officer.id}
              onChoose={() => props.onChoose(officer.id)}
            />
          </li>
        )}
      </For>
    </ul>
  )
}

function quotaOf(officer: OfficerEntry): number {
  return Math.max(1, officer.weeklyQuota)
}

function OfficerChip(props: {
  readonly lane: LaneId
  readonly officer: OfficerEntry
  /** Load that would be fair. */
  readonly mark: number
  /** Load of a full bar. */
  readonly scale: number
  readonly chosen: boolean
  readonly onChoose: () => void
}) {
  const screen = useScreen()
  const active = () => screen.store.count(`officer/${props.officer.id}`)
  const away = () => isAbsent(props.officer, today())
  const target = () => ({ kind: 'officer', lane: props.lane, officer: props.officer.id }) as const
  const verdict = createMemo(() => {
    const lifted = screen.drag.lifted()
    return lifted
      ? screen.acts.judgeAll(screen.selection.groupOf(lifted.card), target()).kind
      : null
  })
  /** Cards in hand that this officer would get. */
  const coming = () => {
    const lifted = screen.drag.lifted()
    const group = lifted ? screen.selection.groupOf(lifted.card) : []
    return group.filter((card) => screen.acts.judge(card, target()).kind === 'free').length
  }
  const aimed = () => verdict() === 'free' && screen.drag.aim()?.name === dropName(target())
  const words = () =>
    away()
      ? t().board.lane.absent(props.officer.name)
      : t().board.lane.officer(props.officer.name, active(), number(Math.round(props.mark)))
  /** What is seen comes first in what is heard: people who speak to the screen say what they see. */
  const shown = () => {
    const name = shortNameOf(props.officer.name)
    return away() ? name : `${name} ${active()}`
  }
  return (
    <button
      type="button"
      class="officer"
      classList={{
        'officer-over': active() > props.mark * 1.15,
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
        <span class="officer-name">{shortNameOf(props.officer.name)}</span>
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
        <span class="bar-target" style={{ '--t': props.mark / props.scale }} />
      </span>
    </button>
  )
}
