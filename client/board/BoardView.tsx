import { useNavigate } from '@solidjs/router'
import { createEffect, createMemo, on, onCleanup, onMount, Show } from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { links } from '#client/links.ts'
import { FocusHome, isFocusLost } from '#client/ui/focus-return.ts'
import { showToast } from '#client/ui/toast.ts'
import { CardDrawer } from './CardDrawer.tsx'
import { DeskLayer } from './desk/DeskLayer.tsx'
import { DragLayer } from './DragLayer.tsx'
import { FactsLayer } from './FactsForm.tsx'
import { FilterBar } from './FilterBar.tsx'
import { isFiltering, noFilters } from './filters.ts'
import { focusLaneLink, homeOf } from './focus-card.ts'
import { FollowBar } from './FollowBar.tsx'
import { goToCard } from './go-to.ts'
import { enterBoard } from './keyboard.ts'
import { KeysDialog } from './KeysDialog.tsx'
import { LanePage } from './lane-page/LanePage.tsx'
import { LanesBoard } from './LanesBoard.tsx'
import { LossNotice } from './LossNotice.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import type { PaletteActs } from './palette-results.ts'
import { createReading } from './reading.ts'
import { PrintSheet } from './print/PrintSheet.tsx'
import { SearchPalette } from './SearchPalette.tsx'
import { isField, isSingleKey } from './single-keys.ts'
import { SeeAllDialog } from './SeeAllDialog.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { TableView } from './table/TableView.tsx'
import { useScreen } from './screen.ts'
import type { JSX } from 'solid-js'
import type { BoardAddress } from './address.ts'

/** The board itself: filters, columns, lanes, and what is laid over them. */
export function BoardView(props: {
  readonly address: BoardAddress
  readonly bar: JSX.Element
  readonly searching: boolean
  readonly onSearch: (open: boolean) => void
}) {
  const screen = useScreen()
  const navigate = useNavigate()
  const filters = () => props.address.filters()
  createEffect(() => screen.store.index.setFilters(filters()))
  // A phone shows one stage at a time: the one where the cards of a notice are.
  const among = createMemo(() => filters().among)
  createEffect(
    on(among, (cards) => {
      for (const card of cards ?? []) {
        const at = screen.store.index.view(card)?.card.at
        if (at) return screen.setStage(at.stage)
      }
      return null
    }),
  )
  createEffect(() => screen.store.index.setOrder(screen.order()))
  // The link to a lane goes with the board, and the link back with the lane: the focus is on what they led to.
  createEffect(
    on(
      () => props.address.lane(),
      (lane, before) =>
        queueMicrotask(() => {
          if (!isFocusLost()) return
          if (lane !== null) document.querySelector<HTMLElement>('.lane-page-title')?.focus()
          else if (before) focusLaneLink(before)
        }),
      { defer: true },
    ),
  )
  // Who follows a link to a card finds the board where that card stands.
  let linked = screen.opened()
  createEffect(() => {
    if (screen.opened() !== linked) linked = null
    if (linked === null || !screen.store.view(linked)) return
    screen.leading.toCard(linked)
    linked = null
  })
  // What I look at, for the others; the server says who I am.
  const reading = createReading(screen)
  createEffect(() => screen.presence.show({ card: reading() }))
  onMount(() => {
    const keys = (event: KeyboardEvent) => {
      undoKeys(event)
      askKeys(event)
      if (!event.defaultPrevented && enterBoard(event, screen)) event.preventDefault()
    }
    document.addEventListener('keydown', keys)
    onCleanup(() => document.removeEventListener('keydown', keys))
  })

  function undoKeys(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
    // In a field, the browser's own undo is meant.
    if (isField(event.target)) return
    event.preventDefault()
    if (event.shiftKey) screen.acts.own.redo()
    else screen.acts.own.undo()
  }

  function askKeys(event: KeyboardEvent): void {
    const asked =
      (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
        ? 'search'
        : isSingleKey(event) &&
            !event.defaultPrevented &&
            !document.querySelector('.dialog, .palette')
          ? singleKeys.get(event.key)
          : undefined
    if (!asked) return
    event.preventDefault()
    if (asked === 'search') props.onSearch(true)
    else screen.showKeys(true)
  }

  const paletteActs: PaletteActs = {
    close: () => props.onSearch(false),
    show: (card) => {
      const view = screen.store.index.view(card)
      // Off the board: nothing of it has to make room.
      if (!view) {
        screen.open(card)
        return
      }
      const open = props.address.lane()
      if (open !== null && view.card.at.lane !== open) {
        props.address.openLane(null)
        queueMicrotask(() => paletteActs.show(card))
        return
      }
      // A card that the filters hide is shown all the same, without them: that is said, with the way back.
      if (!goToCard(card, screen)) {
        const before = filters()
        props.address.clear()
        queueMicrotask(() => goToCard(card, screen))
        showToast({
          text: t().acting.find.unfiltered(view.name),
          icon: 'info',
          replaces: 'view',
          action: {
            label: t().acting.find.refilter,
            run: () => props.address.setFilters(before),
          },
        })
      }
      screen.open(card)
    },
    officer: (officer) => props.address.setFilters({ ...filters(), officer }),
    narrow: (text) => props.address.setFilters({ ...filters(), text }),
    flag: (flag) => props.address.setFilters({ ...noFilters, flags: new Set([flag]) }),
    clear: () => props.address.clear(),
    filtering: () => isFiltering(filters()),
    keys: () => screen.showKeys(true),
    get imports() {
      return screen.actor()?.role === 'coordinator'
        ? () => navigate(links.imports(screen.campaign))
        : null
    },
  }

  const home = homeOf(screen)
  return (
    <FocusHome.Provider value={home}>
      <div
        class="board-page"
        classList={{
          'board-dragging': screen.drag.lifted() !== null,
          'board-lines': screen.density() === 'lines',
        }}
        ref={(element) => screen.setRoot(element)}
      >
        <FilterBar address={props.address} />
        {props.bar}
        <Show
          when={props.address.lane()}
          keyed
          fallback={
            <Show
              when={props.address.look() === 'table'}
              fallback={<LanesBoard address={props.address} />}
            >
              <TableView address={props.address} />
            </Show>
          }
        >
          {(lane) => <LanePage lane={lane} address={props.address} />}
        </Show>
        <CardDrawer />
        <SeeAllDialog />
        <MoveDialog />
        <LossNotice />
        <Show when={screen.seeingAll() === null}>
          <SelectionBar />
        </Show>
        <FactsLayer />
        <SearchPalette open={props.searching} acts={paletteActs} />
        <KeysDialog open={screen.keysShown()} onClose={() => screen.showKeys(false)} />
        <DragLayer />
        <FollowBar />
        <DeskLayer />
        <PrintSheet address={props.address} />
      </div>
    </FocusHome.Provider>
  )
}

/** Keys of the whole board. */
const singleKeys: ReadonlyMap<string, 'search' | 'keys'> = new Map([
  ['/', 'search'],
  ['?', 'keys'],
])
