import { Show } from 'solid-js'
import { dayShort, today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { awayUntil, everyOfficer } from '../frame.ts'
import { useScreen } from '../screen.ts'
import { mayShare, mayShareAll } from './may-share.ts'
import type { LaneId, UserId } from '#shared/domain/ids.ts'

/** In the row of an officer: who covers for them. Said first where they are away or gone. [3] */
export function OfficerActs(props: {
  readonly lane: LaneId
  readonly officer: UserId
  readonly name: string
  /** Being worked on, and all: in this lane. */
  readonly active: number
  readonly held: number
  readonly gone: boolean
}) {
  const screen = useScreen()
  const frame = () => screen.store.frame()
  const entry = () => everyOfficer(frame()).find((one) => one.id === props.officer)
  const until = () => {
    const known = entry()
    return known && awayUntil(known, today())
  }
  /** On a platform the cards of every lane are covered together, by who may give all of them. */
  const wide = () => mayShareAll(screen.actor(), frame())
  const cover = () =>
    screen.desk.ask({
      kind: 'share',
      of: { kind: 'cover', officer: props.officer, lane: wide() ? null : props.lane },
    })
  const held = () => (wide() ? screen.store.count(`held/${props.officer}`) : props.held)
  const active = () => (wide() ? screen.store.count(`officer/${props.officer}`) : props.active)
  /** Who is gone leaves every card behind; of who is away only what is in progress is urgent. */
  const urgent = () => (props.gone ? held() : until() ? active() : 0)
  return (
    <>
      <Show when={until()}>
        {(day) => <p class="lane-row-quiet">{t().lanes.load.awayUntil(dayShort(day()))}</p>}
      </Show>
      <Show when={held() > 0 && mayShare(screen.actor(), props.lane, frame())}>
        <p>
          <button
            type="button"
            class="link officer-cover"
            classList={{ 'officer-cover-urgent': urgent() > 0 }}
            onClick={cover}
          >
            {urgent() > 0 ? t().sharing.cover(urgent()) : t().sharing.coverWord}
            <span class="sr">{`, ${props.name}`}</span>
          </button>
        </p>
      </Show>
    </>
  )
}
