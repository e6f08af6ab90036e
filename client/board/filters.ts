// What the filter chips and the search keep. Pure; the choice itself lives in the address of the page.
import { fold } from '#shared/domain/names.ts'
import type { CardView } from './card-view.ts'

export const flags = ['overdue', 'callback', 'incomplete', 'known', 'unknown', 'qpv'] as const
export type Flag = (typeof flags)[number]

export interface Filters {
  readonly flags: ReadonlySet<Flag>
  /** An officer's id, or null for everybody. */
  readonly officer: string | null
  /** Words of a name, as typed. */
  readonly text: string
}

export const noFilters: Filters = { flags: new Set(), officer: null, text: '' }

const keeps: Readonly<Record<Flag, (view: CardView) => boolean>> = {
  overdue: (view) => view.urgency === 'late',
  callback: (view) => view.due.kind === 'callback',
  incomplete: (view) => view.missing.length > 0,
  known: (view) => view.card.known === 'known_inactive' || view.card.known === 'known_active',
  unknown: (view) => view.card.known === 'unknown',
  qpv: (view) => view.card.who.qpv === true,
}

export function hasFlag(view: CardView, flag: Flag): boolean {
  return keeps[flag](view)
}

/** Known and unknown together mean either; every other choice narrows. */
export function matcher(filters: Filters): (view: CardView) => boolean {
  const words = fold(filters.text).split(' ').filter(Boolean)
  const narrowing = [...filters.flags].filter((flag) => flag !== 'known' && flag !== 'unknown')
  const either = [...filters.flags].filter((flag) => flag === 'known' || flag === 'unknown')
  return (view) =>
    narrowing.every((flag) => keeps[flag](view)) &&
    (either.length === 0 || either.some((flag) => keeps[flag](view))) &&
    (filters.officer === null || view.card.at.officer === filters.officer) &&
    // Each word begins a word of the name: "ben k" finds "Karim Benali".
    words.every((word) => ` ${view.search}`.includes(` ${word}`))
}

export function isFiltering(filters: Filters): boolean {
  return filters.flags.size > 0 || filters.officer !== null || fold(filters.text) !== ''
}

/** Reads the choice from the query of the address; what it does not know is left out. */
export function readFilters(
  query: Readonly<Record<string, string | string[] | undefined>>,
): Filters {
  const asked = new Set(textOf(query['f']).split(','))
  return {
    flags: new Set(flags.filter((flag) => asked.has(flag))),
    officer: textOf(query['officer']) || null,
    text: textOf(query['q']),
  }
}

/** The same choice as query values; null removes a key. */
export function writeFilters(filters: Filters): {
  f: string | null
  officer: string | null
  q: string | null
} {
  return {
    f: flags.filter((flag) => filters.flags.has(flag)).join(',') || null,
    officer: filters.officer,
    q: filters.text || null,
  }
}

function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
