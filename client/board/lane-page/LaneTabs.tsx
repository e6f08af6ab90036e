import { useLocation } from '@solidjs/router'
import { createEffect, createSignal, For } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import type { CampaignId, LaneId } from '#shared/domain/ids.ts'
import type { Frame, Lane } from '../frame.ts'
import { Count } from '../Count.tsx'
import { shownInLane } from '../shown.ts'
import { useScreen } from '../screen.ts'
import type { Swipe } from '../swipe.ts'

/** On a phone, one lane at a time: the others are a tap or a swipe away. */
export function LaneTabs(props: { readonly lane: LaneId }) {
  const screen = useScreen()
  const location = useLocation()
  const [strip, setStrip] = createSignal<HTMLElement>()
  createEffect(() => {
    const tabs = strip()
    const tab = tabs?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(props.lane)}"]`)
    if (tabs && tab) {
      tabs.scrollTo({ left: tab.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2 })
    }
  })
  return (
    <nav class="lane-tabs" data-strip aria-label={t().lanes.tabs} ref={setStrip}>
      <For each={screen.store.frame().lanes}>
        {(lane) => (
          <a
            class="lane-tab"
            data-tab={lane.id}
            href={laneHref(screen.campaign, lane.id, location.search)}
            aria-current={lane.id === props.lane ? 'page' : undefined}
          >
            {lane.entry.name}
            <b>
              <Count
                shown={shownInLane(screen.store, lane.id)}
                total={screen.store.count(`lane/${lane.id}`)}
              />
            </b>
          </a>
        )}
      </For>
    </nav>
  )
}

/** The lane before or after this one; the ends hold. */
export function laneBeside(frame: Frame, lane: LaneId, swipe: Swipe): Lane | undefined {
  const at = frame.lanes.findIndex((one) => one.id === lane)
  return at === -1 ? undefined : frame.lanes[at + (swipe === 'next' ? 1 : -1)]
}

export function laneHref(campaign: CampaignId, lane: LaneId, search: string): string {
  return `${links.lane(campaign, lane)}${search}`
}
