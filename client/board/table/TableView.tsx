import {
  createComputed,
  createEffect,
  createMemo,
  createSignal,
  For,
  on,
  onCleanup,
  Show,
} from 'solid-js'
import { t } from '#client/i18n/i18n.ts'
import { announce } from '#client/ui/announce.ts'
import { Button } from '#client/ui/Button.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { fontScale } from '#client/ui/font-scale.ts'
import { Icon } from '#client/ui/Icon.tsx'
import type { CardId } from '#shared/domain/ids.ts'
import { EmptyBoard } from '../EmptyBoard.tsx'
import { focusCard } from '../focus-card.ts'
import { holdInPlace } from '../hold.ts'
import { createKeptFocus } from '../kept-focus.ts'
import { createScroller } from '../scroller.ts'
import { useScreen, type Screen } from '../screen.ts'
import { nextOf } from '../walk.ts'
import { createWindow } from '../windowing.ts'
import { columns, sorted, type Column, type Sorting } from './columns.ts'
import { TableRow } from './TableRow.tsx'
import { wayOf } from './walking.ts'
import type { BoardAddress } from '../address.ts'
import './table.css'

/** Height of a row, which the window of rows relies on, in px of the drawn text. */
const rowPx = 36
const touchRowPx = 48

/** Every card that the filters keep, one a row: sorted by any column, chosen, moved and given as on the board. */
export function TableView(props: { readonly address: BoardAddress }) {
  const screen = useScreen()
  const scroller = createScroller()
  const [body, setBody] = createSignal<HTMLElement>()
  const [allBox, setAllBox] = createSignal<HTMLInputElement>()
  const [stop, setStop] = createSignal<CardId | null>(null)
  const ids = createRows(screen, () => props.address.sorting())
  const indexes = createMemo(() => new Map(ids().map((id, i) => [id, i])))
  const pitch = () => (screen.phone() ? touchRowPx : rowPx) * fontScale()
  const seen = createWindow({
    list: body,
    scroller: () => scroller,
    ids,
    columns: () => 1,
    pitch,
  })
  const tabStop = () => {
    const chosen = stop()
    return chosen !== null && indexes().has(chosen) ? chosen : (ids()[0] ?? null)
  }
  /** Rows near what is in sight; wherever they are, the one that has the focus [W5] and the way in by keyboard. */
  const rendered = createMemo(
    () => {
      const { from, to } = seen.range()
      const isFar = (at: number) => at < from || at >= to
      const pinned = [screen.focused(), tabStop()].flatMap((id) => {
        const at = id === null ? undefined : indexes().get(id)
        return at !== undefined && isFar(at) ? [at] : []
      })
      const far = [...new Set(pinned)].toSorted((a, b) => a - b).map((at) => ids()[at])
      const placed = far.filter((id) => id !== undefined)
      const before = placed.filter((id) => (indexes().get(id) ?? 0) < from)
      return [...before, ...ids().slice(from, to), ...placed.slice(before.length)]
    },
    [],
    { equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]) },
  )
  // A row that leaves the table, as by a key under a filter, leaves one on the next: known before the page is changed.
  createComputed(
    on(ids, (now, before) => {
      const card = screen.focused()
      if (card === null || !before?.includes(card) || now.includes(card)) return
      screen.setFocused(nextOf(card, before, (id) => now.includes(id)))
    }),
  )
  createKeptFocus({
    order: rendered,
    list: body,
    gone: () => focusCard(screen.focused(), { index: screen.store.index, preventScroll: true }),
  })
  /** Rows left out before this one. */
  const gapBefore = (id: CardId, place: number) => {
    const before = rendered()[place - 1]
    const from = before === undefined ? 0 : (indexes().get(before) ?? 0) + 1
    return (indexes().get(id) ?? 0) - from
  }
  const gapAfter = () => {
    const last = rendered().at(-1)
    return last === undefined ? 0 : ids().length - (indexes().get(last) ?? 0) - 1
  }
  const chosen = createMemo(() => ids().filter((id) => screen.selection.has(id)).length)
  const all = () => chosen() > 0 && chosen() === ids().length

  createEffect(() => {
    const box = allBox()
    if (box) box.indeterminate = chosen() > 0 && !all()
  })

  function walk(event: KeyboardEvent, from: CardId): boolean {
    const at = indexes().get(from) ?? 0
    const page = Math.max(1, Math.floor((scroller.element()?.clientHeight ?? 0) / pitch()) - 2)
    const to = wayOf(event, { at, last: ids().length - 1, page })
    const id = to === null ? undefined : ids()[to]
    if (to === null || id === undefined) return false
    setStop(id)
    screen.setFocused(id)
    reveal(to)
    body()
      ?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)
      ?.focus({ preventScroll: true })
    return true
  }

  function reveal(row: number): void {
    const box = scroller.element()
    if (!box) return
    // The head stands over the first row in sight.
    const head = headPx * fontScale()
    const top = row * pitch() + seen.offset() - head
    if (top < box.scrollTop) box.scrollTop = top
    const bottom = top + head + pitch() + 4
    if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight
    scroller.measure()
  }

  holdInPlace({
    screen,
    ids,
    columns: () => 1,
    pitch,
    window: seen,
    scroller: () => scroller,
    asked: () => props.address.sorting(),
  })

  const bring = (card: CardId) => {
    const at = indexes().get(card)
    if (at === undefined) return
    setStop(card)
    reveal(at)
  }
  // A card that a link opens comes into sight, and so does one that one is led to.
  createEffect(on(screen.opened, (card) => card !== null && bring(card)))
  screen.leading.whenLed({ has: (card) => indexes().has(card), bring })

  return (
    <div
      class="board scroll card-table-box"
      data-strip
      ref={(element) => {
        scroller.setElement(element)
        screen.setScroller(element)
      }}
    >
      <Show
        when={ids().length > 0}
        fallback={
          <Show when={screen.store.count('open') > 0} fallback={<EmptyBoard />}>
            <EmptyState icon="search" title={t().board.filters.none} text="">
              <Button onClick={() => props.address.clear()}>{t().board.filters.clear}</Button>
            </EmptyState>
          </Show>
        }
      >
        <table
          class="card-table"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- ARIA's own pattern of a grid
          role="grid"
          aria-label={t().views.table.label}
          aria-describedby="table-keys"
          aria-rowcount={ids().length + 1}
          aria-multiselectable="true"
        >
          <colgroup>
            <col class="column-select" />
            <For each={columns}>{(column) => <col class={`column-${column}`} />}</For>
            <col class="column-act" />
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" class="cell-select">
                <input
                  type="checkbox"
                  class="checkbox"
                  aria-label={t().views.table.selectAll}
                  checked={all()}
                  ref={setAllBox}
                  onChange={() => {
                    if (all()) screen.selection.clear()
                    else screen.selection.add(ids())
                    announce(t().views.table.selectedAll(screen.selection.cards().length))
                  }}
                />
              </th>
              <For each={columns}>
                {(column) => (
                  <Heading
                    column={column}
                    sorting={props.address.sorting()}
                    onSort={(sorting) => props.address.setSorting(sorting)}
                  />
                )}
              </For>
              <th scope="col">
                <span class="sr">{t().board.move.action}</span>
              </th>
            </tr>
          </thead>
          <tbody ref={setBody}>
            <For each={rendered()}>
              {(id, place) => (
                <>
                  <Gap rows={gapBefore(id, place())} pitch={pitch()} />
                  <TableRow
                    id={id}
                    row={(indexes().get(id) ?? 0) + 2}
                    order={ids}
                    tabStop={tabStop() === id}
                    onFocus={() => setStop(id)}
                    onWalk={(event) => walk(event, id)}
                  />
                </>
              )}
            </For>
            <Gap rows={gapAfter()} pitch={pitch()} />
          </tbody>
        </table>
      </Show>
      <p id="table-keys" class="sr">
        {t().views.table.keys}
      </p>
    </div>
  )
}

/** Height of the head, which stays above the rows. */
const headPx = 36

/** In the place of rows that are far from sight. */
function Gap(props: { readonly rows: number; readonly pitch: number }) {
  return (
    <Show when={props.rows > 0}>
      <tr aria-hidden="true" class="table-gap">
        {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- empty, and hidden from everybody */}
        <td colspan={columns.length + 2} style={{ height: `${props.rows * props.pitch}px` }} />
      </tr>
    </Show>
  )
}

function Heading(props: {
  readonly column: Column
  readonly sorting: Sorting
  readonly onSort: (sorting: Sorting) => void
}) {
  const mine = () => props.sorting.column === props.column
  const name = () => t().views.table.columns[props.column]
  const next = () => mine() && !props.sorting.descending
  return (
    <th
      scope="col"
      class={`cell-${props.column}`}
      aria-sort={mine() ? (props.sorting.descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        class="table-sort"
        title={next() ? t().views.table.sortDown(name()) : t().views.table.sortUp(name())}
        onClick={() => props.onSort({ column: props.column, descending: next() })}
      >
        {name()}
        <Show when={mine()}>
          <Icon name={props.sorting.descending ? 'arrow-down' : 'arrow-up'} size={12} />
        </Show>
      </button>
    </th>
  )
}

/** The ids in order. Changes of one frame are sorted once: twenty colleagues' moves a second cost one sort a frame. */
function createRows(screen: Screen, sorting: () => Sorting): () => readonly CardId[] {
  const read = () => {
    const { index } = screen.store
    const views = [...index.cells().values()].flatMap((cell) =>
      cell.flatMap((id) => index.view(id) ?? []),
    )
    return sorted(views, sorting(), index.frame()).map((view) => view.id)
  }
  const [rows, setRows] = createSignal(read())
  let frame = 0
  // Once at the start as well: the filters of the address are applied after the first drawing.
  createEffect(
    on(
      () => [screen.store.changes(), screen.store.frame()],
      () => {
        cancelAnimationFrame(frame)
        frame = requestAnimationFrame(() => setRows(read()))
      },
    ),
  )
  createEffect(on(sorting, () => setRows(read()), { defer: true }))
  onCleanup(() => cancelAnimationFrame(frame))
  return rows
}
