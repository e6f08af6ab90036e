// The `lanes` and `settings` roots of a board document mirror the tables. Only the server writes them.
import type * as Y from 'yjs'
import {
  boardTypes,
  laneEntry,
  settingsEntries,
  type LaneEntry,
  type OfficerEntry,
} from '#shared/documents/board-shape.ts'
import type { Day } from '#shared/domain/day.ts'
import type { CampaignId, LaneId, UserId } from '#shared/domain/ids.ts'
import type { CampaignSettings, TemplateName } from '#shared/domain/templates.ts'
import { must } from '#shared/assert.ts'
import type { Queries } from '#server/database/sql.ts'

/** What the two roots hold, entry by entry. */
export interface BoardEntries {
  readonly lanes: ReadonlyMap<LaneId, LaneEntry>
  readonly settings: ReadonlyMap<string, unknown>
}

interface OfficerRow {
  readonly id: UserId
  readonly name: string
  readonly laneId: LaneId | null
  readonly weeklyQuota: number
  readonly absences: { readonly from: Day; readonly to: Day }[]
}

/** The entries that the tables stand for now; read them in the transaction that changed the tables. */
export async function readBoardEntries(sql: Queries, campaign: CampaignId): Promise<BoardEntries> {
  const [head] = await sql<{ name: string; template: TemplateName; settings: CampaignSettings }[]>`
    select name, template, settings from campaign where id = ${campaign}`
  const { name, template, settings } = must(head, 'the campaign of the entries exists')
  const officers = await sql<OfficerRow[]>`
    select m.user_id as id, u.name, m.lane_id, m.weekly_quota, m.absences
    from membership m
    join app_user u on u.id = m.user_id
    where m.campaign_id = ${campaign} and m.role = 'officer'
    order by u.name collate "fr-x-icu", u.id`
  const lanes = await sql<
    {
      id: LaneId
      name: string
      position: number
      postCodes: string[]
      alsoWritten: string[]
      archived: boolean
      managers: { id: UserId; name: string }[]
    }[]
  >`
    select
      l.id,
      l.name,
      l.position,
      l.post_codes,
      l.also_written,
      l.archived_at is not null as archived,
      coalesce(
        (
          select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name collate "fr-x-icu", u.id)
          from lane_manager lm
          join app_user u on u.id = lm.user_id
          where lm.lane_id = l.id
        ),
        '[]'
      ) as managers
    from lane l
    where l.campaign_id = ${campaign}
    order by l.position, l.id`
  const entriesOf = (lane: LaneId | null) =>
    officers.filter((row) => row.laneId === lane).map(toOfficerEntry)
  return {
    lanes: new Map(
      lanes.map(({ id, alsoWritten, ...lane }) => [
        id,
        laneEntry.parse({
          ...lane,
          ...(alsoWritten.length > 0 ? { alsoWritten } : {}),
          officers: entriesOf(id),
        }),
      ]),
    ),
    settings: new Map<string, unknown>([
      ['campaign', settingsEntries.campaign.parse({ name, template })],
      ['settings', settingsEntries.settings.parse(settings)],
      ['pool', settingsEntries.pool.parse(template === 'platform' ? entriesOf(null) : [])],
    ]),
  }
}

/** Writes the entries that differ from what the document holds; what did not change makes no history. */
export function writeBoardEntries(doc: Y.Doc, entries: BoardEntries): void {
  const { lanes, settings } = boardTypes(doc)
  for (const [id, entry] of entries.lanes) setIfNew(lanes, id, entry)
  for (const [key, entry] of entries.settings) setIfNew(settings, key, entry)
}

function setIfNew(root: Y.Map<unknown>, key: string, entry: unknown): void {
  if (JSON.stringify(root.get(key)) !== JSON.stringify(entry)) root.set(key, entry)
}

function toOfficerEntry({ id, name, weeklyQuota, absences }: OfficerRow): OfficerEntry {
  return { id, name, weeklyQuota, absences: [...absences] }
}
