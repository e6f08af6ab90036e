import { createMemo, For, Show } from 'solid-js'
import { number, today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { addDays, weekday } from '#shared/domain/day.ts'
import type { CardId, LaneId, UserId } from '#shared/domain/ids.ts'
import type { Stage } from '#shared/domain/stages.ts'
import { OfficerActs } from '../desk/OfficerActs.tsx'
import { officerName, officersOf } from '../frame.ts'
import { useScreen } from '../screen.ts'
import type { Scroller } from '../scroller.ts'
import { Seat } from './Seat.tsx'
import { seatedStages } from './seats.ts'

/** One officer's cards in this lane; null: past "Reçu" and yet nobody's. */
export function OfficerRow(props: {
  readonly lane: LaneId
  readonly officer: UserId | null
  /** What filters keep of a seat, and all of it: what an officer carries does not depend on what one looks for. */
  readonly seat: (stage: Stage) => readonly CardId[]
  readonly all: (stage: Stage) => readonly CardId[]
  readonly scroller: Scroller
}) {
  const screen = useScreen()
  const headingId = () => `officer-${props.officer ?? 'none'}`
  const works = () =>
    officersOf(screen.store.frame(), props.lane).some((one) => one.id === props.officer)
  const name = () =>
    props.officer === null
      ? t().lanes.noOfficer
      : (officerName(screen.store.frame(), props.officer) ?? t().board.card.officerGone)
  const views = createMemo(() =>
    seatedStages
      .flatMap((stage) => props.all(stage))
      .flatMap((id) => screen.store.index.view(id) ?? []),
  )
  const active = () =>
    views().filter(({ card }) => card.at.stage !== 'followed_up' && card.at.stage !== 'not_reached')
      .length
  const late = () => views().filter((view) => view.urgency === 'late').length
  const appointments = createMemo(() => {
    const monday = addDays(today(), -weekday(today()))
    const sunday = addDays(monday, 6)
    return views().filter(({ card: { appointment } }) => {
      const on = appointment?.status === 'planned' ? appointment.at.slice(0, 10) : ''
      return on >= monday && on <= sunday
    }).length
  })
  return (
    <section class="lane-row" aria-labelledby={headingId()} data-row={props.officer ?? ''}>
      <div class="lane-row-head">
        <Show when={props.officer} fallback={<Icon name="user" size={24} />}>
          {(officer) => (
            <Avatar name={name()} userId={isHere(officer()) ? officer() : undefined} decorative />
          )}
        </Show>
        <div>
          <h3 id={headingId()}>{name()}</h3>
          <p>
            {t().lanes.active(active())}
            <Show when={late() > 0}>
              <span class="lane-late" title={t().lanes.late(late())}>
                <Icon name="clock-alert" size={12} />
                <span aria-hidden="true">{number(late())}</span>
                <span class="sr">{t().lanes.late(late())}</span>
              </span>
            </Show>
          </p>
          <Show when={appointments() > 0}>
            <p class="lane-row-quiet">{t().lanes.appointments(appointments())}</p>
          </Show>
          <Show when={props.officer !== null && !works()}>
            <p class="lane-row-quiet">{t().lanes.gone}</p>
          </Show>
          <Show when={props.officer}>
            {(officer) => (
              <OfficerActs
                lane={props.lane}
                officer={officer()}
                name={name()}
                active={active()}
                held={views().length}
                gone={!works()}
              />
            )}
          </Show>
        </div>
      </div>
      <For each={seatedStages}>
        {(stage) => (
          <Seat
            lane={props.lane}
            officer={props.officer}
            stage={stage}
            name={name()}
            ids={props.seat(stage)}
            total={props.all(stage).length}
            scroller={props.scroller}
          />
        )}
      </For>
    </section>
  )

  function isHere(user: string): boolean {
    return screen.online() && screen.presence.others().some((one) => one.user.id === user)
  }
}
