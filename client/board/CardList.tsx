import { createMemo, createSignal, For, onCleanup, onMount } from 'solid-js'
import { fontScale } from '#client/ui/font-scale.ts'
import { CardTile } from './CardTile.tsx'
import { createKeptFocus } from './kept-focus.ts'
import { holdInPlace } from './hold.ts'
import { createNarrow } from './narrow.ts'
import { useScreen, type Density } from './screen.ts'
import { stepIn, walkDetail } from './walk.ts'
import { createWindow } from './windowing.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Scroller } from './scroller.ts'

/** Heights of a card as the style sheets have them (`--h-card…`), in px of the drawn text, and the gap below it. */
const heights = {
  cards: { height: 50, gap: 3 },
  lines: { height: 26, gap: 3 },
  touch: { height: 64, gap: 6 },
} as const

/** Height of a card and the gap below it, by density; the lists rely on it. Touch screens have the tall one. */
function pitchOf(density: Density, phone: boolean): number {
  const { height, gap } = heights[phone ? 'touch' : density]
  return height * fontScale() + gap
}

/**
 * A list of cards of one height, of which only those near the window exist. Keyed by card: the element, and with it the
 * focus and a press under way, stays with its card whatever happens around it. [W5]
 */
export function CardList(props: {
  readonly ids: readonly CardId[]
  readonly cellKey: string
  readonly label: string
  readonly columns: number
  readonly scroller: Scroller
  /** As chosen for the board, unless the place asks for its own. */
  readonly density?: Density
  /** What Shift+click chooses along, where it is not the order of the cell. */
  readonly along?: () => readonly CardId[]
}) {
  const screen = useScreen()
  const [list, setList] = createSignal<HTMLUListElement>()
  const [stop, setStop] = createSignal<CardId | null>(null)
  const density = () => props.density ?? screen.density()
  const pitch = () => pitchOf(density(), screen.phone())
  const rows = () => Math.ceil(props.ids.length / props.columns)
  const view = createWindow({
    list,
    scroller: () => props.scroller,
    ids: () => props.ids,
    columns: () => props.columns,
    pitch,
    overscan: () => (screen.phone() ? 8 : 2),
  })
  const narrow = createNarrow(list, () => props.columns)
  const indexes = createMemo(() => new Map(props.ids.map((id, index) => [id, index])))
  const tabStop = () => {
    const chosen = stop()
    return chosen !== null && indexes().has(chosen) ? chosen : (props.ids[0] ?? null)
  }
  /** Cards that stay in the document wherever the list is scrolled: focused, lifted, or the way in by keyboard. */
  const pinned = () =>
    [screen.focused(), screen.drag.lifted()?.card ?? null, tabStop()].filter(
      (id): id is CardId => id !== null && indexes().has(id),
    )
  const rendered = createMemo(
    () => {
      const { from, to } = view.range()
      const near = props.ids.slice(from * props.columns, to * props.columns)
      const far = pinned().filter((id) => !near.includes(id))
      return far.length === 0 ? near : [...near, ...new Set(far)]
    },
    [],
    { equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]) },
  )

  createKeptFocus({ order: rendered, list })
  holdInPlace({
    screen,
    ids: () => props.ids,
    columns: () => props.columns,
    pitch,
    window: view,
    scroller: () => props.scroller,
  })

  function walk(event: Event): void {
    if (!(event instanceof CustomEvent)) return
    const { key, from } = walkDetail.parse(event.detail)
    const at = from === null ? -1 : indexes().get(from)
    if (at === undefined) return
    // "Show" brings a card into sight and leaves the focus where it is.
    if (key === 'Show') {
      if (from !== null) show(from)
      return
    }
    const to = stepIn({ count: props.ids.length, columns: props.columns }, { key, at })
    const id = to === null ? undefined : props.ids[to]
    if (id === undefined || to === at) return
    event.preventDefault()
    screen.setFocused(id)
    show(id)
    tileOf(id)?.focus({ preventScroll: true })
  }

  function tileOf(card: CardId): HTMLElement | null {
    return list()?.querySelector<HTMLElement>(`[data-card="${CSS.escape(card)}"]`) ?? null
  }

  /** Brings a card into sight, in whatever scrolls around it: as the tab stop it exists wherever it stands. */
  function show(card: CardId): void {
    setStop(card)
    props.scroller.release()
    tileOf(card)?.scrollIntoView({ block: 'nearest' })
    props.scroller.measure()
  }

  screen.leading.whenLed({
    has: (card) => indexes().has(card),
    bring: (card) => {
      show(card)
      // A cell that scrolls inside has to come into sight itself; where the page scrolls, the card has by now.
      if (!props.scroller.shared) list()?.closest('.cell')?.scrollIntoView({ block: 'center' })
    },
  })

  onMount(() => {
    const element = list()
    element?.addEventListener('walk', walk)
    onCleanup(() => element?.removeEventListener('walk', walk))
  })

  return (
    <ul
      ref={setList}
      class="card-list"
      classList={{ 'card-list-narrow': narrow() }}
      aria-label={props.label}
      data-cell={props.cellKey}
      data-columns={props.columns}
      style={{ height: `${Math.max(0, rows() * pitch() - 3)}px` }}
    >
      <For each={rendered()}>
        {(id) => (
          <li
            class="card-slot"
            aria-setsize={props.ids.length}
            aria-posinset={(indexes().get(id) ?? 0) + 1}
            style={{
              transform: `translateY(${Math.floor((indexes().get(id) ?? 0) / props.columns) * pitch()}px)`,
              left: `calc(${(indexes().get(id) ?? 0) % props.columns} * (100% + var(--gap)) / ${props.columns})`,
              width: `calc((100% + var(--gap)) / ${props.columns} - var(--gap))`,
            }}
          >
            <CardTile
              id={id}
              density={density()}
              tabStop={tabStop() === id}
              onFocus={() => setStop(id)}
              along={props.along}
            />
          </li>
        )}
      </For>
    </ul>
  )
}
