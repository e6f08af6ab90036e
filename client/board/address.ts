// What a link to the board can say: filters, order, density, the card that is open. A colleague who gets it sees the same,
// but for a name that the board is narrowed to: an address stays in the history of a browser and in the log of a proxy.
import { useLocation, useNavigate, useParams, useSearchParams } from '@solidjs/router'
import { createEffect, createMemo, createSignal, on, type Accessor } from 'solid-js'
import { links } from '#client/links.ts'
import { viewKeys, type SavedView } from '#shared/contracts/preferences.ts'
import { campaignId, cardId, laneId, type CardId, type LaneId } from '#shared/domain/ids.ts'
import { orders, type Order } from './card-view.ts'
import { createNoticeCards } from './notice-cards.ts'
import { facets, noFilters, readFilters, writeFilters, type Filters } from './filters.ts'
import { columns, type Sorting } from './table/columns.ts'
import type { Density } from './screen.ts'

/** What the cards look like: cards, lines, or a table. */
export const looks = ['cards', 'lines', 'table'] as const
export type Look = (typeof looks)[number]

export interface BoardAddress {
  /** Lane that is open over the whole page. */
  readonly lane: Accessor<LaneId | null>
  /** Opens another one, or all of them (null), with the same filters. */
  readonly openLane: (lane: LaneId | null) => void
  readonly filters: Accessor<Filters>
  readonly setFilters: (filters: Filters) => void
  readonly clear: () => void
  readonly order: Accessor<Order>
  readonly setOrder: (order: Order) => void
  readonly density: Accessor<Density>
  readonly look: Accessor<Look>
  readonly setLook: (look: Look) => void
  /** How the table is sorted; the board has its own orders. */
  readonly sorting: Accessor<Sorting>
  readonly setSorting: (sorting: Sorting) => void
  /** What a saved view keeps of the address. */
  readonly view: Accessor<SavedView['query']>
  readonly setView: (query: SavedView['query']) => void
  readonly opened: Accessor<CardId | null>
  readonly open: (card: CardId | null) => void
}

const filterKeys = ['f', 'notice', ...facets]

export function useBoardAddress(): BoardAddress {
  const params = useParams()
  const navigate = useNavigate()
  const location = useLocation()
  const [query, setQuery] = useSearchParams()
  const one = (key: string) => {
    const value = query[key]
    return Array.isArray(value) ? value[0] : value
  }
  const order = createMemo(() => orders.find((known) => known === one('sort')) ?? 'due')
  const opened = createMemo(() => {
    const parsed = cardId.safeParse(one('card'))
    return parsed.success ? parsed.data : null
  })
  // Filtering must not fill the history of the browser.
  const replace = (values: Record<string, string | null>) =>
    setQuery(values, { replace: true, scroll: false })
  const [text, setText] = createSignal('')
  // A link made by hand may carry a name: it is taken over, and out of the address.
  createEffect(
    on(
      () => one('q'),
      (words) => {
        if (words === undefined) return
        setText(words)
        replace({ q: null })
      },
    ),
  )
  const chosen = createMemo(() =>
    readFilters(Object.fromEntries(filterKeys.map((key) => [key, one(key)]))),
  )
  const among = createNoticeCards(
    () => chosen().notice,
    () => replace({ notice: null }),
  )
  const filters = createMemo(() => {
    const cards = among()
    return { ...chosen(), text: text(), among: cards }
  })
  const look = createMemo((): Look => looks.find((known) => known === one('view')) ?? 'cards')
  const density = () => (look() === 'lines' ? 'lines' : 'cards')
  const sorting = createMemo(() => ({
    column: columns.find((known) => known === one('sort')) ?? 'due',
    descending: one('desc') === '1',
  }))
  const lane = createMemo(() => {
    const parsed = laneId.safeParse(params['lane'])
    return parsed.success ? parsed.data : null
  })
  function choose(next: Filters): void {
    setText(next.text)
    replace(writeFilters(next))
  }
  return {
    lane,
    openLane: (next) => {
      const campaign = campaignId.parse(params['campaign'])
      const page = next === null ? links.board(campaign) : links.lane(campaign, next)
      navigate(`${page}${location.search}`)
    },
    filters,
    setFilters: choose,
    clear: () => choose(noFilters),
    order,
    setOrder: (next) => replace({ sort: next === 'due' ? null : next }),
    density,
    look,
    // The table's columns are no orders of the board, and the other way round.
    setLook: (next) => replace({ view: next === 'cards' ? null : next, sort: null, desc: null }),
    sorting,
    setSorting: ({ column, descending }) =>
      replace({ sort: column === 'due' ? null : column, desc: descending ? '1' : null }),
    view: () =>
      Object.fromEntries(
        viewKeys.flatMap((key) => {
          const value = one(key)
          return value ? [[key, value]] : []
        }),
      ),
    // A view is the whole of what it keeps: what it does not say is not chosen, and no name is searched for.
    setView: (view) => {
      setText('')
      replace({
        ...Object.fromEntries(viewKeys.map((key) => [key, view[key] ?? null])),
        notice: null,
      })
    },
    opened,
    open: (card) => setQuery({ card }, { scroll: false }),
  }
}
