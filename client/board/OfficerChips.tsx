import { For, Show } from 'solid-js'
import { number, today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Icon } from '#client/ui/Icon.tsx'
import { dropName } from './drag.ts'
import { isAbsent } from './frame.ts'
import { shortNameOf } from './place-words.ts'
import { loadsOf, useScreen } from './screen.ts'
import type { LaneId, UserId } from '#shared/domain/ids.ts'

/** The officers of a lane with their load; during a drag, places to drop on. Their size never changes. */
export function OfficerChips(props: {
  readonly lane: LaneId
  readonly label: string
  readonly chosen: string | null
  readonly onChoose: (officer: UserId) => void
}) {
  const screen = useScreen()
  const loads = () => loadsOf(screen, props.lane)
  /** Mean of the loads, weighted by the cards a week each can take. */
  const mark = (quota: number) => {
    const active = loads().reduce((sum, one) => sum + one.active, 0)
    const quotas = loads().reduce((sum, one) => sum + Math.max(1, one.officer.weeklyQuota), 0)
    return quotas === 0 ? 0 : (active / quotas) * Math.max(1, quota)
  }
  const scale = () =>
    1.25 * Math.max(1, ...loads().map((one) => Math.max(one.active, mark(one.officer.weeklyQuota))))
  const verdict = (officer: UserId) => {
    const lifted = screen.drag.lifted()
    if (!lifted) return null
    return screen.acts.judge(lifted.card, { kind: 'officer', lane: props.lane, officer }).kind
  }
  return (
    <ul class="officers" aria-label={props.label}>
      <For each={loads().map((one) => one.officer.id)}>
        {(id) => {
          const one = () => loads().find((load) => load.officer.id === id)
          return (
            <Show when={one()}>
              {(load) => {
                const name = () => load().officer.name
                const away = () => isAbsent(load().officer, today())
                const drop = () => dropName({ kind: 'officer', lane: props.lane, officer: id })
                const aimed = () => screen.drag.aim()?.name === drop()
                return (
                  <li>
                    <button
                      type="button"
                      class="officer"
                      classList={{
                        'officer-over': load().active > mark(load().officer.weeklyQuota) * 1.15,
                        'officer-away': away(),
                        'officer-target': verdict(id) === 'free',
                        'officer-barred': verdict(id) === 'barred',
                        'officer-aimed': aimed() && verdict(id) === 'free',
                      }}
                      data-drop={drop()}
                      aria-pressed={props.chosen === id}
                      title={
                        away()
                          ? t().board.lane.absent(name())
                          : t().board.lane.officer(
                              name(),
                              load().active,
                              number(Math.round(mark(load().officer.weeklyQuota))),
                            )
                      }
                      onClick={() => props.onChoose(id)}
                    >
                      <span class="officer-line">
                        <span class="officer-name">{shortNameOf(name())}</span>
                        <Show
                          when={away()}
                          fallback={
                            <Show
                              when={aimed() && verdict(id) === 'free'}
                              fallback={<b>{load().active}</b>}
                            >
                              <span class="officer-after">
                                {load().active}
                                <Icon name="arrow-right" size={12} />
                                <b>{load().active + 1}</b>
                              </span>
                            </Show>
                          }
                        >
                          <Icon name="calendar-clock" size={12} />
                        </Show>
                      </span>
                      <span class="bar officer-bar" aria-hidden="true">
                        <span class="bar-value" style={{ '--v': load().active / scale() }} />
                        <span
                          class="bar-target"
                          style={{ '--t': mark(load().officer.weeklyQuota) / scale() }}
                        />
                      </span>
                    </button>
                  </li>
                )
              }}
            </Show>
          )
        }}
      </For>
    </ul>
  )
}
