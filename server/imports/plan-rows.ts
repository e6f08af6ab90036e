// What an import would do with each row, held against everything the campaign knows.
import type { Day } from '#shared/domain/day.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import type { Queries } from '#server/database/sql.ts'
import type { Identifying } from '#server/oppositions/identity-hashes.ts'
import { readOppositions } from '#server/oppositions/oppositions.ts'
import { createMatcher, type PlannedRow } from './match-received.ts'
import { createPauses } from './pauses.ts'
import type { ListedRow } from './read-list.ts'
import { readReceived, type Received } from './received.ts'
import type { Youth } from './youth.ts'

export interface Ground {
  readonly received: readonly Received[]
  readonly isOpposed: (youth: Identifying) => boolean
}

export async function readGround(sql: Queries, campaign: CampaignId): Promise<Ground> {
  return {
    received: await readReceived(sql, campaign),
    isOpposed: await readOppositions(sql, campaign),
  }
}

/** Row by row, with pauses: thousands of them hold nobody up. */
export async function planRows(
  rows: readonly ListedRow[],
  { received, isOpposed }: Ground,
  receivedOn: Day,
): Promise<PlannedRow[]> {
  const pause = createPauses()
  const matcher = createMatcher(receivedOn)
  for (const card of received) {
    matcher.add(card)
    if (pause.due()) await pause.take()
  }
  const plan: PlannedRow[] = []
  for (const listed of rows) {
    const planned = matcher.match(listed)
    // [A5] A card that stands there says so itself; without one, the row is counted and shown to nobody.
    const hidden = !planned.received && isOpposed(identifying(listed.youth))
    const row = { ...listed, reason: 'opposed' as const }
    plan.push(hidden ? { row, outcome: 'notCarded', received: null, notes: [] } : planned)
    if (pause.due()) await pause.take()
  }
  return plan
}

/** What tells a youth from another, as oppositions are remembered by. */
export function identifying(youth: Youth): Identifying {
  const { lastName, firstName, birthDate, ine, imiloFile } = youth
  const phones = youth.phones.flatMap(({ e164, owner }) =>
    e164 !== null && owner === 'youth' ? [e164] : [],
  )
  return { lastName, firstName, birthDate, ine, imiloFile, phones }
}
