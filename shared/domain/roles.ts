import { z } from 'zod'
import type { CampaignId, LaneId, UserId } from './ids.ts'
import type { TemplateName } from './templates.ts'

export const role = z.enum(['coordinator', 'manager', 'officer', 'observer', 'partner', 'admin'])
export type Role = z.infer<typeof role>

/** A person in one campaign, as the table of rights sees them. */
export interface Actor {
  readonly user: UserId
  readonly campaign: CampaignId
  readonly role: Role
  /** Lanes a manager owns, or the lane an officer belongs to. */
  readonly lanes: readonly LaneId[]
  /** Telephone platform: officers share one pool, whatever the lane. */
  readonly template: TemplateName
}
