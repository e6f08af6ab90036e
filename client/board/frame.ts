// The entries that the server alone writes: who works where, and by which rules.
import type * as Y from 'yjs'
import { lanesOf } from '#shared/documents/board.ts'
import {
  boardTypes,
  settingsEntries,
  type LaneEntry,
  type OfficerEntry,
} from '#shared/documents/board-shape.ts'
import type { Day } from '#shared/domain/day.ts'
import type { LaneId, UserId } from '#shared/domain/ids.ts'
import type { Ground } from '#shared/domain/place.ts'
import { templates, type CampaignSettings, type TemplateName } from '#shared/domain/templates.ts'

export interface Lane {
  readonly id: LaneId
  readonly entry: LaneEntry
}

export interface Frame {
  /** Open lanes in the board's order. */
  readonly lanes: readonly Lane[]
  /** Archived lanes: they take no card any more, but those they hold stay within reach. */
  readonly archived: readonly Lane[]
  /** Telephone platform: officers who may hold cards of every lane. */
  readonly pool: readonly OfficerEntry[]
  readonly settings: CampaignSettings
  readonly template: TemplateName
  readonly name: string
}

export function readFrame(doc: Y.Doc): Frame {
  const { settings } = boardTypes(doc)
  const campaign = settingsEntries.campaign.safeParse(settings.get('campaign'))
  const template = campaign.success ? campaign.data.template : 'mission_locale'
  const own = settingsEntries.settings.safeParse(settings.get('settings'))
  const pool = settingsEntries.pool.safeParse(settings.get('pool'))
  const lanes = [...lanesOf(doc)]
    .map(({ id, lane }) => ({ id, entry: lane }))
    .toSorted((a, b) => a.entry.position - b.entry.position || (a.id < b.id ? -1 : 1))
  return {
    lanes: lanes.filter((lane) => !lane.entry.archived),
    archived: lanes.filter((lane) => lane.entry.archived),
    pool: pool.success ? pool.data : [],
    settings: own.success ? own.data : templates[template],
    template,
    name: campaign.success ? campaign.data.name : '',
  }
}

export function laneOf(frame: Frame, lane: LaneId): Lane | undefined {
  return [...frame.lanes, ...frame.archived].find((one) => one.id === lane)
}

/** Who may be given cards of a lane: its own officers and, on the platform, everybody's; of no lane: the pool alone. */
export function officersOf(frame: Frame, lane: LaneId | null): readonly OfficerEntry[] {
  const own = frame.lanes.find((one) => one.id === lane)?.entry.officers ?? []
  return frame.pool.length === 0 ? own : [...own, ...frame.pool]
}

export function everyOfficer(frame: Frame): readonly OfficerEntry[] {
  return [...frame.lanes, ...frame.archived]
    .flatMap((lane) => lane.entry.officers)
    .concat(frame.pool)
}

export function officerName(frame: Frame, officer: UserId): string | null {
  return everyOfficer(frame).find((one) => one.id === officer)?.name ?? null
}

export function isAbsent(officer: OfficerEntry, today: Day): boolean {
  return awayUntil(officer, today) !== null
}

/** Last day of the absence that `today` lies in; null: they are there. */
export function awayUntil({ absences }: OfficerEntry, today: Day): Day | null {
  return absences.find(({ from, to }) => from <= today && today <= to)?.to ?? null
}

export function groundOf(frame: Frame): Ground {
  return {
    hasLane: (lane) => frame.lanes.some((one) => one.id === lane),
    officerOf: (officer, lane) => officersOf(frame, lane).some((one) => one.id === officer),
  }
}
