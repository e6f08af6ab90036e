import { Show } from 'solid-js'
import { dayShort, today } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { awayUntil, everyOfficer } from '../frame.ts'
import { useScreen } from '../screen.ts'
import { mayShare } from './may-share.ts'
import type { LaneId, UserId } from '#shared/domain/ids.ts'

/** In the row of an officer: who covers for them. Said first where they are away or gone. [3] */
export function OfficerActs(props: {
  readonly lane: LaneId
  readonly officer: UserId
  readonly name: string
  readonly active: number
  readonly gone: boolean
}) {
  const screen = useScreen()
  const frame = () => screen.store.frame()
  const entry = () => everyOfficer(frame()).find((one) => one.id === props.officer)
  const until = () => {
    const known = entry()
    return known && awayUntil(known, today())
  }
  const pool = () => frame().pool.some((one) => one.id === props.officer)
  const cover = () =>
    screen.desk.ask({
      kind: 'share',
      of: { kind: 'cover', officer: props.officer, lane: pool() ? null : props.lane },
    })
  /** Of the pool, the cards of every lane are covered together. */
  const active = () => (pool() ? screen.store.count(`officer/${props.officer}`) : props.active)
  const urgent = () => active() > 0 && (props.gone || until() !== undefined)
  return (
    <>
      <Show when={until()}>
        {(day) => <p class="lane-row-quiet">{t().lanes.load.awayUntil(dayShort(day()))}</p>}
      </Show>
      <Show when={active() > 0 && mayShare(screen.actor(), props.lane, frame())}>
        <p>
          <button
            type="button"
            class="link officer-cover"
            classList={{ 'officer-cover-urgent': urgent() }}
            onClick={cover}
          >
            {urgent() ? t().sharing.cover(active()) : t().sharing.coverWord}
            <span class="sr">{`, ${props.name}`}</span>
          </button>
        </p>
      </Show>
    </>
  )
}
