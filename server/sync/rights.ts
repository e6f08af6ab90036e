// Who may what on a campaign, remembered between commits under the version it was read at. [G9]
import type { CampaignId, UserId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import { readRights, type Rights } from '#server/auth/membership.ts'
import type { Queries } from '#server/database/sql.ts'

/**
 * Rights as they were at one version. Whoever judges with them has the database check the version when it keeps: they
 * need not be the newest, only all of one moment.
 */
export interface KnownRights {
  /** Rights of at least these people; those without a membership are absent. */
  of(users: readonly UserId[]): Promise<Rights>
  forget(): void
}

export function createKnownRights(sql: Queries, campaign: CampaignId): KnownRights {
  let known: Rights | null = null
  return {
    async of(users) {
      if (known && users.every((user) => known?.actors.has(user))) return known
      // Somebody without a membership is looked up each time: nobody is sent away on a memory.
      const read = await readRights(sql, campaign, [
        ...new Set([...users, ...(known?.actors.keys() ?? [])]),
      ])
      known = read
      return read
    },
    forget() {
      known = null
    },
  }
}

/** Whether these people may the same in both. */
export function areAlike(before: Rights, after: Rights, users: readonly UserId[]): boolean {
  return users.every((user) => nameOf(before.actors.get(user)) === nameOf(after.actors.get(user)))
}

function nameOf(actor: Actor | undefined): string {
  return actor ? JSON.stringify([actor.role, actor.template, actor.lanes]) : ''
}
