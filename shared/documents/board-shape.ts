/*
 * The board document, `board/<campaignId>`: what a board needs, no contact details.
 *
 *   cards     Y.Map<CardId, Y.Map>       a card's map is made by the server only, never deleted or replaced
 *     <field>   JSON                     one small value per key of `cardFields`; never deleted, set to null
 *   attempts  Y.Map<AttemptId, JSON>     add-only [A1]
 *   voids     Y.Map<AttemptId, JSON>     add-only; the coordinator's reason
 *   lanes     Y.Map<LaneId, JSON>        server only: name, territory, who answers, officers
 *   tasks     Y.Map<TaskId, JSON>        server only for now
 *   settings  Y.Map<name, JSON>          server only: the campaign's delays, policy, targets
 *
 * Nothing else may be written (G4). Never an array of ids for order, never a nested type inside a card but its own map.
 */
import type * as Y from 'yjs'
import { z } from 'zod'
import { userId } from '#shared/domain/ids.ts'
import { day } from '#shared/domain/day.ts'
import { campaignSettings } from '#shared/domain/templates.ts'

/** Number of the shape, told in the greeting; 4426 is for clients that know an older one only. */
export const boardFormat = 1

/** An officer (CISP or CDIS) as the board shows them. */
export const officerEntry = z.strictObject({
  id: userId,
  name: z.string(),
  /** Cards a week, from the person's working time. */
  weeklyQuota: z.number().int().min(0),
  absences: z.array(z.strictObject({ from: day, to: day })),
})
export type OfficerEntry = z.infer<typeof officerEntry>

/** A lane as the board shows it: an RS's sector, or a PSAD. */
export const laneEntry = z.strictObject({
  name: z.string().min(1).max(80),
  /** Order on the board, from 0. */
  position: z.number().int().min(0),
  postCodes: z.array(z.string()).max(400),
  /** How lists write its name too; left out where they do not. */
  alsoWritten: z.array(z.string().min(1).max(100)).max(20).optional(),
  managers: z.array(z.strictObject({ id: userId, name: z.string() })),
  /** Empty on the telephone platform: its officers stand in the `pool` setting. */
  officers: z.array(officerEntry),
  /** An archived lane takes no card any more. */
  archived: z.boolean(),
})
export type LaneEntry = z.infer<typeof laneEntry>

/** Entries of the `settings` root. */
export const settingsEntries = {
  campaign: z.strictObject({ name: z.string(), template: z.enum(['mission_locale', 'platform']) }),
  settings: campaignSettings,
  /** Telephone platform: officers who may hold cards of every lane; empty elsewhere. */
  pool: z.array(officerEntry),
} as const

export interface BoardTypes {
  readonly cards: Y.Map<Y.Map<unknown>>
  readonly attempts: Y.Map<unknown>
  readonly voids: Y.Map<unknown>
  readonly lanes: Y.Map<unknown>
  readonly tasks: Y.Map<unknown>
  readonly settings: Y.Map<unknown>
}

const known = new WeakMap<Y.Doc, BoardTypes>()

/** The root types of a board document; naming them creates them empty. Asked for many times in judging one change. */
export function boardTypes(doc: Y.Doc): BoardTypes {
  const before = known.get(doc)
  if (before) return before
  const types = {
    cards: doc.getMap<Y.Map<unknown>>('cards'),
    attempts: doc.getMap('attempts'),
    voids: doc.getMap('voids'),
    lanes: doc.getMap('lanes'),
    tasks: doc.getMap('tasks'),
    settings: doc.getMap('settings'),
  }
  known.set(doc, types)
  return types
}
