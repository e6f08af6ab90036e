import { t } from '#client/i18n/i18n.ts'
import type { Day } from '#shared/domain/day.ts'
import { restOn } from '#shared/domain/holidays.ts'

/** [C4] "dimanche" or "jour férié"; null on a day when somebody may answer. */
export function restWord(on: Day): string | null {
  const why = restOn(on)
  if (why === null) return null
  return why === 'sunday' ? t().board.card.sunday : t().board.card.holiday
}
