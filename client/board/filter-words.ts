// Filters in words, for the bar, for "nobody matches" and for a printed sheet.
import { dayShort } from '#client/i18n/format.ts'
import { t } from '#client/i18n/i18n.ts'
import { day } from '#shared/domain/day.ts'
import { userId } from '#shared/domain/ids.ts'
import { facets, flags, nobody, type Facet, type Filters } from './filters.ts'
import { officerName, type Frame } from './frame.ts'

/** One value of a facet as a person reads it. */
export function valueWords(frame: Frame, facet: Facet, value: string): string {
  const words = t().views.facets
  switch (facet) {
    case 'officer': {
      if (value === nobody) return words.nobody
      const id = userId.safeParse(value)
      const name = id.success ? officerName(frame, id.data) : null
      return name ?? t().board.card.officerGone
    }
    case 'list': {
      const on = day.safeParse(value)
      return on.success ? words.listOf(dayShort(on.data)) : value
    }
    case 'commune':
    case 'tag':
      return value
  }
}

/** Every choice that is active, each in words. */
export function filterWords(frame: Frame, filters: Filters): readonly string[] {
  return [
    ...flags.filter((flag) => filters.flags.has(flag)).map((flag) => t().board.filters[flag]),
    ...facets.flatMap((facet) => {
      const value = filters[facet]
      return value === null ? [] : [valueWords(frame, facet, value)]
    }),
    ...(filters.notice === null ? [] : [t().telling.filterWord]),
    ...(filters.text === '' ? [] : [t().board.filters.text(filters.text)]),
  ]
}
