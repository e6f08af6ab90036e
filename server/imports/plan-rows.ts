// What an import would do with each row, held against everything the campaign knows.
import type { Day } from '#shared/domain/day.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import type { Queries } from '#server/database/sql.ts'
import type { Identifying } from '#server/oppositions/identity-hashes.ts'
import { readOppositions } from '#server/oppositions/oppositions.ts'
import { matchReceived, type PlannedRow } from './match-received.ts'
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

export function planRows(
  rows: readonly ListedRow[],
  { received, isOpposed }: Ground,
  receivedOn: Day,
): PlannedRow[] {
  return matchReceived(rows, received, receivedOn).map((planned): PlannedRow => {
    // [A5] A card that stands there says so itself; without one, the row is counted and shown to nobody.
    if (planned.received || !isOpposed(identifying(planned.row.youth))) return planned
    const row = { ...planned.row, reason: 'opposed' as const }
    return { row, outcome: 'notCarded', received: null, notes: [] }
  })
}

function identifying(youth: Youth): Identifying {
  const { lastName, firstName, birthDate, ine, imiloFile } = youth
  const phones = youth.phones.flatMap(({ e164, owner }) =>
    e164 !== null && owner === 'youth' ? [e164] : [],
  )
  return { lastName, firstName, birthDate, ine, imiloFile, phones }
}
