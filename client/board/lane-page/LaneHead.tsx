import { useLocation } from '@solidjs/router'
import { createMemo, For, Show } from 'solid-js'
import { list } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { Button } from '#client/ui/Button.tsx'
import { Avatar } from '#client/ui/Avatar.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import { Count } from '../Count.tsx'
import { maySetHours, mayShare } from '../desk/may-share.ts'
import { HandoverButton } from '../desk/HandoverButton.tsx'
import { dropName } from '../drag.ts'
import { LateCount, territoryOf } from '../LaneFacts.tsx'
import { firstNameOf } from '../place-words.ts'
import { shownInLane, shownLateInLane } from '../shown.ts'
import { useScreen } from '../screen.ts'
import type { Lane } from '../frame.ts'

/** The lane's name, who answers for it, what is late, who else is on its cards. */
export function LaneHead(props: { readonly lane: Lane }) {
  const screen = useScreen()
  const location = useLocation()
  const entry = () => props.lane.entry
  const shown = () => shownInLane(screen.store, props.lane.id)
  const total = () => screen.store.count(`lane/${props.lane.id}`)
  /** Colleagues who have a card of this lane under their eyes. */
  const here = createMemo(() => {
    if (!screen.online()) return []
    const on = screen.presence.others().filter((one) => {
      const card = one.state.card ?? one.state.drag?.card
      return card ? screen.store.view(card)?.card.at.lane === props.lane.id : false
    })
    return [...new Map(on.map((one) => [one.user.id, one.user])).values()]
  })
  return (
    <header class="lane-page-head" data-drop={dropName({ kind: 'lane', lane: props.lane.id })}>
      <a
        class="button button-quiet button-small lane-back"
        href={`${links.board(screen.campaign)}${location.search}`}
      >
        <Icon name="chevron-left" size={14} />
        <span class="lane-act-word">{t().lanes.back}</span>
      </a>
      <h2 class="lane-page-title" tabindex="-1">
        {entry().name}
      </h2>
      <Show when={entry().archived}>
        <span class="lane-archived" title={t().lanes.archivedHint}>
          <Icon name="archive" size={14} />
          {t().lanes.archived}
        </span>
      </Show>
      <span class="lane-territory">{territoryOf(entry().postCodes)}</span>
      <For each={entry().managers}>
        {(manager) => (
          <span class="lane-manager">
            <Avatar name={manager.name} size="small" decorative />
            <span>{manager.name}</span>
          </span>
        )}
      </For>
      <span class="lane-total">
        <b>
          <Count shown={shown()} total={total()} />
        </b>
        {` ${t().board.youthsWord(total())}`}
      </span>
      <LateCount
        late={screen.store.count(`lane-late/${props.lane.id}`)}
        shown={shownLateInLane(screen.store, props.lane.id)}
      />
      <HandoverButton lane={props.lane.id} />
      <span class="lane-gap" />
      <Show when={here().length > 0}>
        <span class="lane-here">
          <For each={here().slice(0, 4)}>
            {(user) => <Avatar name={user.name} userId={user.id} size="small" decorative />}
          </For>
          <span>
            {t().lanes.here(list(here().map((user) => firstNameOf(user.name))), here().length)}
          </span>
        </span>
      </Show>
      <Show when={maySetHours(screen.actor(), props.lane.id, screen.store.frame())}>
        <Button
          size="small"
          icon="calendar-clock"
          onClick={() => screen.desk.ask({ kind: 'hours', lane: props.lane.id })}
        >
          <span class="lane-act-word">{t().dispatching.hours.action}</span>
        </Button>
      </Show>
      <Show when={mayShare(screen.actor(), props.lane.id, screen.store.frame())}>
        <Button
          look="primary"
          size="small"
          icon="scale"
          class="lane-share"
          aria-expanded={screen.desk.task()?.kind === 'share'}
          onClick={() =>
            screen.desk.ask({ kind: 'share', of: { kind: 'lane', lane: props.lane.id } })
          }
        >
          <span class="lane-act-word">{t().sharing.action}</span>
        </Button>
      </Show>
    </header>
  )
}
