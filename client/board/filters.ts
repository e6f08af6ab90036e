// What the filter chips and the search keep. Pure; the choice itself lives in the address of the page, a name beside it.
import { isAgreementWithdrawn, withoutMark } from '#shared/domain/agreement.ts'
import { districtOf } from '#shared/domain/district.ts'
import type { CardId } from '#shared/domain/ids.ts'
import { fold, readingForm } from '#shared/domain/names.ts'
import type { Card } from '#shared/domain/card.ts'
import type { CardView } from './card-view.ts'

export const flags = [
  'overdue',
  'callback',
  'incomplete',
  'withdrawn',
  'known',
  'unknown',
  'qpv',
  'minor',
] as const
export type Flag = (typeof flags)[number]

/** Choices of one value among those that the cards have. */
export const facets = ['officer', 'commune', 'list', 'tag'] as const
export type Facet = (typeof facets)[number]

/** The officer of a card that has none. */
export const nobody = 'none'

export interface Filters {
  readonly flags: ReadonlySet<Flag>
  /** An officer's id, or `none` for cards without one; null for everybody. */
  readonly officer: string | null
  /** As `communeOf` writes it: "Paris 20", "Montreuil". */
  readonly commune: string | null
  /** The day the list was received. */
  readonly list: string | null
  readonly tag: string | null
  /** Words of a name, as typed: the one choice that no address says. */
  readonly text: string
  /** Id of a notice: the cards it speaks of. */
  readonly notice: number | null
  /** Those cards; null while they are being read. */
  readonly among: ReadonlySet<CardId> | null
}

export const noFilters: Filters = {
  flags: new Set(),
  officer: null,
  commune: null,
  list: null,
  tag: null,
  text: '',
  notice: null,
  among: null,
}

/** Age that ends minority. */
const majority = 18

const keeps: Readonly<Record<Flag, (view: CardView) => boolean>> = {
  overdue: (view) => view.urgency === 'late',
  callback: (view) => view.due.kind === 'callback',
  incomplete: (view) => view.missing.length > 0,
  withdrawn: (view) => isAgreementWithdrawn(view.card),
  known: (view) => view.card.known === 'known_inactive' || view.card.known === 'known_active',
  unknown: (view) => view.card.known === 'unknown',
  qpv: (view) => view.card.who.qpv === true,
  // An age that is not known may be a minor's, but a filter shows what is known.
  minor: (view) => view.card.who.age !== null && view.card.who.age < majority,
}

export function hasFlag(view: CardView, flag: Flag): boolean {
  return keeps[flag](view)
}

/** Where a youth lives, as a filter names it: the arrondissement in the cities that have them. */
export function communeOf({ commune, postCode }: Card['who']): string | null {
  const district = districtOf(commune, postCode)
  const name = readingForm(commune ?? '').trim()
  if (district === null) return name || null
  return `${name.split(/[\s\d]/)[0] ?? name} ${district}`.trim()
}

/** Asked of every card at each choice, and costly: kept with what it is told from, which never changes. */
const communes = new WeakMap<Card['who'], readonly string[]>()
function communesOf(who: Card['who']): readonly string[] {
  let known = communes.get(who)
  if (!known) {
    const commune = communeOf(who)
    known = commune === null ? [] : [commune]
    communes.set(who, known)
  }
  return known
}

/** What a card answers to a facet; several for its tags. */
export function valuesOf(view: CardView, facet: Facet): readonly string[] {
  switch (facet) {
    case 'officer':
      return [view.card.at.officer ?? nobody]
    case 'commune':
      return communesOf(view.card.who)
    case 'list':
      return [view.card.received.on]
    case 'tag':
      return withoutMark(view.card.tags)
  }
}

/** Every value that the cards have, with how many cards have it. */
export function countValues(views: Iterable<CardView>, facet: Facet): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const view of views) {
    for (const value of valuesOf(view, facet)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

/** Known and unknown together mean either; every other choice narrows. */
export function matcher(filters: Filters): (view: CardView) => boolean {
  const words = fold(filters.text).split(' ').filter(Boolean)
  const narrowing = [...filters.flags].filter((flag) => flag !== 'known' && flag !== 'unknown')
  const either = [...filters.flags].filter((flag) => flag === 'known' || flag === 'unknown')
  const chosen = facets.flatMap((facet) => {
    const value = filters[facet]
    return value === null ? [] : [{ facet, value }]
  })
  return (view) =>
    (filters.among === null || filters.among.has(view.id)) &&
    narrowing.every((flag) => keeps[flag](view)) &&
    (either.length === 0 || either.some((flag) => keeps[flag](view))) &&
    chosen.every(({ facet, value }) => valuesOf(view, facet).includes(value)) &&
    // Each word begins a word of the name: "ben k" finds "Karim Benali".
    words.every((word) => ` ${view.search}`.includes(` ${word}`))
}

export function isFiltering(filters: Filters): boolean {
  return (
    filters.flags.size > 0 ||
    filters.notice !== null ||
    facets.some((facet) => filters[facet] !== null) ||
    fold(filters.text) !== ''
  )
}

type Query = Readonly<Record<string, string | string[] | undefined>>

/** Reads the coded choices from the query of the address; what it does not know is left out. */
export function readFilters(query: Query): Filters {
  const asked = new Set(textOf(query['f']).split(','))
  return {
    flags: new Set(flags.filter((flag) => asked.has(flag))),
    officer: textOf(query['officer']) || null,
    commune: textOf(query['commune']) || null,
    list: textOf(query['list']) || null,
    tag: textOf(query['tag']) || null,
    text: '',
    notice: /^\d{1,15}$/.test(textOf(query['notice'])) ? Number(query['notice']) : null,
    among: null,
  }
}

/** The same choices as query values; null removes a key. */
export function writeFilters(filters: Filters): Record<'f' | 'notice' | Facet, string | null> {
  return {
    f: flags.filter((flag) => filters.flags.has(flag)).join(',') || null,
    officer: filters.officer,
    commune: filters.commune,
    list: filters.list,
    tag: filters.tag,
    notice: filters.notice === null ? null : String(filters.notice),
  }
}

function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
