import type { CardValues } from '#shared/domain/card.ts'
import { addDays, type Day } from '#shared/domain/day.ts'
import { fold } from '#shared/domain/names.ts'
import type { ExtractFile } from './extract-file.ts'

/** Known to i-milo and not seen for this long is known without being followed: six months (`domain.md` §4.3). */
const daysUnseen = 183

/**
 * What a youth with this file is: followed now, or known and not followed any more. The file's own status says it; where
 * it is silent, the last interview does.
 */
export function knownAs(
  { status, lastInterview }: Pick<ExtractFile, 'status' | 'lastInterview'>,
  today: Day,
): Extract<CardValues['known'], 'known_active' | 'known_inactive'> {
  if (status !== null) return fold(status) === 'actif' ? 'known_active' : 'known_inactive'
  if (lastInterview === null) return 'known_inactive'
  return lastInterview >= addDays(today, -daysUnseen) ? 'known_active' : 'known_inactive'
}
