// The cards of each cell in order, all of them and those that the filters keep. Pure.
import type { CardId } from '#shared/domain/ids.ts'
import type { CardView } from './card-view.ts'
import { cellKeyOf } from './tally.ts'

export interface CellLists {
  /** Ids that the filters keep. A new array after each change, the same one otherwise. */
  readonly kept: ReadonlyMap<string, readonly CardId[]>
  /** Ids of the cell, those that the filters hide among them. */
  readonly all: (key: string) => readonly CardId[]
  /** Puts all lists in order anew. */
  readonly fill: (views: Iterable<CardView>) => void
  /** Each returns the key of the cell it changed. */
  readonly put: (view: CardView) => string
  readonly take: (view: CardView) => string
  /** Filters anew, without sorting: the cells whose list changed. */
  readonly filter: () => ReadonlySet<string>
}

const nothing: readonly CardId[] = []

export function cellOf(view: CardView): string {
  return cellKeyOf(view.card.at.stage, view.card.at.lane)
}

export function createCellLists(parts: {
  view: (id: CardId) => CardView | undefined
  keep: (view: CardView) => boolean
  compare: (a: CardView, b: CardView) => number
}): CellLists {
  let all = new Map<string, readonly CardId[]>()
  let kept = new Map<string, readonly CardId[]>()

  const passes = (id: CardId) => {
    const view = parts.view(id)
    return view !== undefined && parts.keep(view)
  }

  function insert(lists: Map<string, readonly CardId[]>, key: string, view: CardView): void {
    const ids = [...(lists.get(key) ?? nothing)]
    let low = 0
    let high = ids.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = parts.view(ids[middle] ?? view.id)
      if (other && parts.compare(other, view) < 0) low = middle + 1
      else high = middle
    }
    ids.splice(low, 0, view.id)
    lists.set(key, ids)
  }

  return {
    get kept() {
      return kept
    },
    all: (key) => all.get(key) ?? nothing,
    fill: (views) => {
      const groups = new Map<string, CardView[]>()
      for (const view of views) {
        const group = groups.get(cellOf(view))
        if (group) group.push(view)
        else groups.set(cellOf(view), [view])
      }
      all = new Map()
      kept = new Map()
      for (const [key, group] of groups) {
        group.sort(parts.compare)
        const ids = group.map((view) => view.id)
        all.set(key, ids)
        kept.set(key, keptOf(ids))
      }
    },
    put: (view) => {
      const key = cellOf(view)
      insert(all, key, view)
      if (parts.keep(view)) insert(kept, key, view)
      return key
    },
    take: (view) => {
      const key = cellOf(view)
      remove(all, key, view.id)
      remove(kept, key, view.id)
      return key
    },
    filter: () => {
      const changed = new Set<string>()
      for (const [key, ids] of all) {
        const next = keptOf(ids)
        const before = kept.get(key) ?? nothing
        if (next.length === before.length && next.every((id, i) => id === before[i])) continue
        kept.set(key, next)
        changed.add(key)
      }
      return changed
    },
  }

  function keptOf(ids: readonly CardId[]): readonly CardId[] {
    const passing = ids.filter(passes)
    return passing.length === ids.length ? ids : passing
  }
}

function remove(lists: Map<string, readonly CardId[]>, key: string, id: CardId): void {
  const ids = lists.get(key)
  if (ids?.includes(id)) {
    lists.set(
      key,
      ids.filter((one) => one !== id),
    )
  }
}
