// What a link to the board can say: filters, order, density, the card that is open. A colleague who gets it sees the same.
import { useParams, useSearchParams } from '@solidjs/router'
import { createMemo, type Accessor } from 'solid-js'
import { cardId, laneId, type CardId, type LaneId } from '#shared/domain/ids.ts'
import { orders, type Order } from './card-view.ts'
import { noFilters, readFilters, writeFilters, type Filters } from './filters.ts'
import type { Density } from './screen.ts'

export interface BoardAddress {
  /** Lane that is open over the whole page. */
  readonly lane: Accessor<LaneId | null>
  readonly filters: Accessor<Filters>
  readonly setFilters: (filters: Filters) => void
  readonly clear: () => void
  readonly order: Accessor<Order>
  readonly setOrder: (order: Order) => void
  readonly density: Accessor<Density>
  readonly setDensity: (density: Density) => void
  readonly opened: Accessor<CardId | null>
  readonly open: (card: CardId | null) => void
}

export function useBoardAddress(): BoardAddress {
  const params = useParams()
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
  // Typing in the search must not fill the history of the browser.
  const replace = (values: Record<string, string | null>) =>
    setQuery(values, { replace: true, scroll: false })
  const filters = createMemo(() =>
    readFilters({ f: one('f'), officer: one('officer'), q: one('q') }),
  )
  const density = createMemo(() => (one('view') === 'lines' ? 'lines' : 'cards'))
  const lane = createMemo(() => {
    const parsed = laneId.safeParse(params['lane'])
    return parsed.success ? parsed.data : null
  })
  return {
    lane,
    filters,
    setFilters: (next) => replace(writeFilters(next)),
    clear: () => replace(writeFilters(noFilters)),
    order,
    setOrder: (next) => replace({ sort: next === 'due' ? null : next }),
    density,
    setDensity: (next) => replace({ view: next === 'lines' ? 'lines' : null }),
    opened,
    open: (card) => setQuery({ card }, { scroll: false }),
  }
}
