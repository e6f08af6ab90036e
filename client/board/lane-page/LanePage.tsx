import { useLocation, useNavigate } from '@solidjs/router'
import { createMemo, For, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { Button, buttonClass } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Icon } from '#client/ui/Icon.tsx'
import type { LaneId } from '#shared/domain/ids.ts'
import { Count } from '../Count.tsx'
import { laneOf, type Lane } from '../frame.ts'
import { passFocusOn } from '../next-focus.ts'
import { createSharedScroller } from '../shared-scroller.ts'
import { useScreen } from '../screen.ts'
import { shownInLane } from '../shown.ts'
import { onSwipe } from '../swipe.ts'
import { stageIcons } from '../stage-look.ts'
import { cellKeyOf } from '../tally.ts'
import { LaneHead } from './LaneHead.tsx'
import { laneBeside, laneHref, LaneTabs } from './LaneTabs.tsx'
import { LoadStrip } from './LoadStrip.tsx'
import { OfficerRow } from './OfficerRow.tsx'
import { rowsOf, seatedStages, seatsOf } from './seats.ts'
import { ToAssignRow } from './ToAssignRow.tsx'
import type { BoardAddress } from '../address.ts'
import './lane-page.css'

/** One lane over the whole page: what is to be assigned on top, then a row for each officer, a column for each stage. */
export function LanePage(props: { readonly lane: LaneId; readonly address: BoardAddress }) {
  const screen = useScreen()
  const location = useLocation()
  return (
    <Show
      when={laneOf(screen.store.frame(), props.lane)}
      fallback={
        <div class="board-state">
          <EmptyState icon="search" title={t().lanes.missing.title} text={t().lanes.missing.text}>
            <a
              class={buttonClass({ look: 'primary' })}
              href={`${links.board(screen.campaign)}${location.search}`}
            >
              {t().lanes.back}
            </a>
          </EmptyState>
        </div>
      }
    >
      {(lane) => <OneLane lane={lane()} address={props.address} />}
    </Show>
  )
}

function OneLane(props: { readonly lane: Lane; readonly address: BoardAddress }) {
  const screen = useScreen()
  const navigate = useNavigate()
  const location = useLocation()
  const scroller = createSharedScroller(screen)
  passFocusOn(screen)
  const id = () => props.lane.id
  const seats = createMemo(() =>
    seatedStages.map((stage) =>
      seatsOf(screen.store.cell(cellKeyOf(stage, id())), screen.store.index),
    ),
  )
  const allSeats = createMemo(() =>
    seatedStages.map((stage) =>
      seatsOf(screen.store.all(cellKeyOf(stage, id())), screen.store.index),
    ),
  )
  const nobody = () =>
    screen.store.count(`lane/${id()}`) > 0 && shownInLane(screen.store, id()) === 0
  const rows = createMemo(() => rowsOf(screen.store.frame(), id(), allSeats()), [], {
    equals: (a, b) => a.length === b.length && a.every((officer, i) => officer === b[i]),
  })
  return (
    <div class="lane-page" data-lane={id()}>
      <LaneHead lane={props.lane} />
      <Show when={screen.phone()}>
        <LaneTabs lane={id()} />
      </Show>
      <LoadStrip lane={id()} />
      <div
        class="board scroll lane-rows"
        ref={(element) => {
          scroller.setElement(element)
          screen.setScroller(element)
          onSwipe(element, {
            wanted: () => screen.phone() && screen.drag.lifted() === null,
            heard: (swipe) => {
              const next = laneBeside(screen.store.index.frame(), id(), swipe)
              if (next) navigate(laneHref(screen.campaign, next.id, location.search))
            },
          })
        }}
      >
        <Show when={nobody()}>
          <p class="lane-nobody">
            {t().board.filters.none}
            <Button size="small" onClick={() => props.address.clear()}>
              {t().board.filters.clear}
            </Button>
          </p>
        </Show>
        <ToAssignRow lane={id()} scroller={scroller} />
        <div class="lane-columns" aria-hidden="true">
          <span class="lane-columns-first">{t().lanes.officers}</span>
          <For each={seatedStages}>
            {(stage) => (
              <span class={`lane-column stage-${stage}`}>
                <Icon name={stageIcons[stage]} size={14} />
                <b>{t().common.stages[stage]}</b>
                <span>
                  <Count
                    shown={screen.store.cell(cellKeyOf(stage, id())).length}
                    total={screen.store.total(cellKeyOf(stage, id()))}
                  />
                </span>
              </span>
            )}
          </For>
        </div>
        <For each={rows()} fallback={<p class="lane-nobody">{t().lanes.noOfficers}</p>}>
          {(officer) => (
            <OfficerRow
              lane={id()}
              officer={officer}
              seat={(stage) => seats()[seatedStages.indexOf(stage)]?.get(officer) ?? []}
              all={(stage) => allSeats()[seatedStages.indexOf(stage)]?.get(officer) ?? []}
              scroller={scroller}
            />
          )}
        </For>
      </div>
    </div>
  )
}
