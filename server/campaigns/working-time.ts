// Who serves which territory, who works how much and when: the tables and the board's mirror, changed as one act.
import type { LaneRequest, OfficerRequest } from '#shared/contracts/campaigns.ts'
import {
  boardTypes,
  laneEntry,
  settingsEntries,
  type OfficerEntry,
} from '#shared/documents/board-shape.ts'
import { boardOf, type CampaignId, type LaneId, type UserId } from '#shared/domain/ids.ts'
import type { Queries } from '#server/database/sql.ts'
import { notFound } from '#server/errors.ts'
import type { DocumentWriter } from '#server/sync/command.ts'

interface Asked {
  readonly campaign: CampaignId
  /** On whose behalf. */
  readonly by: UserId
}

/** Sets what a lane is proposed for, sorted and each once. 404 for a lane of another campaign. */
export function setSector(
  writer: DocumentWriter,
  { campaign, by, lane, change }: Asked & { lane: LaneId; change: LaneRequest },
): Promise<void> {
  const codes = change.postCodes && [...new Set(change.postCodes)].toSorted()
  const names = change.alsoWritten && [...new Set(change.alsoWritten)].toSorted()
  return writer.execute(boardOf(campaign), {
    user: by,
    edit: (doc) => {
      const { lanes } = boardTypes(doc)
      const entry = laneEntry.safeParse(lanes.get(lane))
      if (!entry.success) throw notFound()
      const { alsoWritten = [], postCodes, ...rest } = entry.data
      const written = names ?? alsoWritten
      lanes.set(lane, {
        ...rest,
        postCodes: codes ?? postCodes,
        ...(written.length > 0 ? { alsoWritten: written } : {}),
      })
    },
    also: async (tx) => {
      await tx`
        update lane
        set
          post_codes = coalesce(${codes ?? null}::text[], post_codes),
          also_written = coalesce(${names ?? null}::text[], also_written)
        where id = ${lane} and campaign_id = ${campaign}`
    },
  })
}

/** The lane an officer works in, null in the pool; undefined for who is no officer here. */
export async function laneOfOfficer(
  sql: Queries,
  { campaign, officer }: { campaign: CampaignId; officer: UserId },
): Promise<LaneId | null | undefined> {
  const [row] = await sql<{ laneId: LaneId | null }[]>`
    select lane_id
    from membership
    where campaign_id = ${campaign} and user_id = ${officer} and role = 'officer'`
  return row?.laneId
}

/** Sets an officer's quota, absences or both. 404 for who is no officer of the campaign. */
export function setWorkingTime(
  writer: DocumentWriter,
  { campaign, by, officer, change }: Asked & { officer: UserId; change: OfficerRequest },
): Promise<void> {
  return writer.execute(boardOf(campaign), {
    user: by,
    edit: (doc) => {
      const { lanes, settings } = boardTypes(doc)
      let found = false
      const changed = (officers: readonly OfficerEntry[]) =>
        officers.map((one) => {
          if (one.id !== officer) return one
          found = true
          return entryAfter(one, change)
        })
      for (const [id, value] of lanes.entries()) {
        const entry = laneEntry.safeParse(value)
        if (!entry.success || !entry.data.officers.some((one) => one.id === officer)) continue
        lanes.set(id, { ...entry.data, officers: changed(entry.data.officers) })
      }
      const pool = settingsEntries.pool.safeParse(settings.get('pool'))
      if (pool.success && pool.data.some((one) => one.id === officer)) {
        settings.set('pool', changed(pool.data))
      }
      if (!found) throw notFound()
    },
    also: async (tx) => {
      await tx`
        update membership
        set
          weekly_quota = coalesce(${change.weeklyQuota ?? null}, weekly_quota),
          absences = coalesce(${change.absences ? tx.json(sorted(change.absences)) : null}, absences)
        where campaign_id = ${campaign} and user_id = ${officer}`
    },
  })
}

function entryAfter(entry: OfficerEntry, { weeklyQuota, absences }: OfficerRequest): OfficerEntry {
  return {
    ...entry,
    weeklyQuota: weeklyQuota ?? entry.weeklyQuota,
    absences: absences ? sorted(absences) : entry.absences,
  }
}

function sorted(absences: OfficerEntry['absences']): OfficerEntry['absences'] {
  return absences.toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)))
}
