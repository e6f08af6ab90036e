// The columns of the table and how each sorts. Pure.
import { stages } from '#shared/domain/stages.ts'
import { fold } from '#shared/domain/names.ts'
import { sinceOf, type CardView } from '../card-view.ts'
import { valuesOf } from '../filters.ts'
import { laneOf, officerName, type Frame } from '../frame.ts'

/** `years` is the youth's age, `age` the time in the stage. */
export const columns = [
  'name',
  'years',
  'place',
  'known',
  'stage',
  'lane',
  'officer',
  'due',
  'attempts',
  'age',
  'list',
] as const
export type Column = (typeof columns)[number]

export interface Sorting {
  readonly column: Column
  readonly descending: boolean
}

const knownOrder = ['untriaged', 'unknown', 'known_inactive', 'known_active']

/** What a card sorts by in a column; null, nothing to sort by, comes last either way. */
export function sortKey(view: CardView, column: Column, frame: Frame): string | number | null {
  const { who, at, known, received } = view.card
  switch (column) {
    case 'name':
      return view.search
    case 'years':
      return who.age
    case 'place': {
      const place = valuesOf(view, 'commune')[0]
      return place === undefined ? null : padded(fold(place))
    }
    case 'known':
      return knownOrder.indexOf(known)
    case 'stage':
      return stages.indexOf(at.stage)
    case 'lane':
      return at.lane === null ? null : (laneOf(frame, at.lane)?.entry.position ?? null)
    case 'officer':
      return at.officer === null ? null : fold(officerName(frame, at.officer) ?? '')
    case 'due':
      return view.due.kind === 'none' ? null : view.dueKey
    case 'attempts':
      return view.attempts.length
    case 'age':
      return sinceOf(view)
    case 'list':
      return received.on
  }
}

/** A new array in the order asked for; equal cards by name, so that every screen shows the same. */
export function sorted(
  views: Iterable<CardView>,
  { column, descending }: Sorting,
  frame: Frame,
): readonly CardView[] {
  const keyed = Array.from(views, (view) => ({ view, key: sortKey(view, column, frame) }))
  const way = descending ? -1 : 1
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) {
      if (a.key !== b.key) return a.key === null ? 1 : -1
    } else if (a.key !== b.key) return a.key < b.key ? -way : way
    return byName(a.view, b.view)
  })
  return keyed.map(({ view }) => view)
}

function byName(a: CardView, b: CardView): number {
  if (a.search !== b.search) return a.search < b.search ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** "paris 9" before "paris 20". */
function padded(text: string): string {
  return text.replaceAll(/\d+/g, (digits) => digits.padStart(3, '0'))
}
