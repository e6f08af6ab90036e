import { createMemo, For, Show } from 'solid-js'
import { list } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { announce } from '#client/ui/announce.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { EmptyBoard } from './EmptyBoard.tsx'
import { isFiltering } from './filters.ts'
import { filterWords } from './filter-words.ts'
import { laneOf } from './frame.ts'
import { LaneSection, ToDispatchSection } from './LaneSection.tsx'
import { StageHeaders } from './StageHeaders.tsx'
import { passFocusOn } from './next-focus.ts'
import { createSharedScroller } from './shared-scroller.ts'
import { useScreen } from './screen.ts'
import { shownInStage } from './shown.ts'
import { onSwipe } from './swipe.ts'
import { stages } from '#shared/domain/stages.ts'
import type { BoardAddress } from './address.ts'

/** Lanes and stages: the columns, "À répartir", each lane. */
export function LanesBoard(props: { readonly address: BoardAddress }) {
  const screen = useScreen()
  const filters = () => props.address.filters()
  const scroller = createSharedScroller(screen)
  passFocusOn(screen)
  // By id: a lane whose people change stays where it is, with what is scrolled and focused in it. [W5]
  const lanes = createMemo(
    () => {
      const { lanes: open, archived } = screen.store.frame()
      const held = archived.filter((lane) => screen.store.count(`lane/${lane.id}`) > 0)
      return [...open, ...held].map((lane) => lane.id)
    },
    [],
    { equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]) },
  )
  const total = () => screen.store.count('open')
  const nobody = () => total() > 0 && isFiltering(filters()) && screen.store.shown() === 0
  const activeNames = () => filterWords(screen.store.frame(), filters())
  const laneProps = {
    around: scroller,
    get officer() {
      return filters().officer
    },
    onOfficer: (officer: string) =>
      props.address.setFilters({
        ...filters(),
        officer: filters().officer === officer ? null : officer,
      }),
  }
  /** By a swipe: the tab says where one has come to, and so does the live region. */
  function goTo(index: number): void {
    const stage = stages[index]
    if (!stage) return
    screen.setStage(stage)
    const counts = [
      shownInStage(screen.store, stage),
      screen.store.count(`stage/${stage}`),
    ] as const
    announce(t().board.cell.heading(t().common.stages[stage], ...counts))
  }
  return (
    <div
      class="board scroll"
      ref={(element) => {
        scroller.setElement(element)
        screen.setScroller(element)
        onSwipe(element, {
          wanted: () => screen.phone() && screen.drag.lifted() === null,
          heard: (swipe) => goTo(stages.indexOf(screen.stage()) + (swipe === 'next' ? 1 : -1)),
        })
      }}
    >
      <StageHeaders chosen={screen.stage()} onChoose={(stage) => screen.setStage(stage)} />
      <Show when={total() > 0} fallback={<EmptyBoard />}>
        <Show when={nobody()}>
          <EmptyState
            icon="search"
            title={t().board.filters.none}
            text={t().board.filters.active(list(activeNames()))}
          >
            <Button onClick={() => props.address.clear()}>{t().board.filters.clear}</Button>
          </EmptyState>
        </Show>
      </Show>
      <Show when={!nobody()}>
        <ToDispatchSection {...laneProps} />
        <For each={lanes()}>
          {(id) => (
            <Show when={laneOf(screen.store.frame(), id)}>
              {(lane) => <LaneSection {...laneProps} lane={lane()} />}
            </Show>
          )}
        </For>
      </Show>
    </div>
  )
}
