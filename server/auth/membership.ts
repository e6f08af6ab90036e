import type { CampaignId, LaneId, UserId } from '#shared/domain/ids.ts'
import type { Actor, Role } from '#shared/domain/roles.ts'
import type { TemplateName } from '#shared/domain/templates.ts'
import type { Queries, Transaction } from '#server/database/sql.ts'

/**
 * A person in a campaign, as the table of rights sees them; null without a membership [P1]. Give it the transaction
 * that acts on the answer, so that no change of rights slips between the two [P9].
 */
export async function readActor(
  sql: Queries,
  campaign: CampaignId,
  user: UserId,
): Promise<Actor | null> {
  return (await readActors(sql, campaign, [user])).get(user) ?? null
}

/** Several people of one campaign at once; those without a membership are absent from the answer. */
export async function readActors(
  sql: Queries,
  campaign: CampaignId,
  users: readonly UserId[],
): Promise<Map<UserId, Actor>> {
  if (users.length === 0) return new Map()
  // The lanes a person answers for, and the lane an officer works in.
  const rows = await sql<{ user: UserId; role: Role; template: TemplateName; lanes: LaneId[] }[]>`
    select
      m.user_id as user,
      m.role,
      c.template,
      array(
        select l.id
        from lane l
        where l.campaign_id = m.campaign_id
          and (
            l.id = m.lane_id
            or exists (select 1 from lane_manager lm where lm.lane_id = l.id and lm.user_id = m.user_id)
          )
        order by l.position, l.id
      ) as lanes
    from membership m
    join campaign c on c.id = m.campaign_id
    where m.campaign_id = ${campaign} and m.user_id = any(${[...users]})`
  return new Map(rows.map((row) => [row.user, { ...row, campaign }]))
}

/** Rights of people in one campaign, all of one moment; `version` grows with every change of any of them. */
export interface Rights {
  readonly version: number
  readonly actors: ReadonlyMap<UserId, Actor>
}

/** What is read after the version is at least as new: where the version has not moved since, it is what stood then. */
export async function readRights(
  sql: Queries,
  campaign: CampaignId,
  users: readonly UserId[],
): Promise<Rights> {
  const [found] = await sql<{ version: number }[]>`
    select version from campaign_rights where campaign_id = ${campaign}`
  return { version: found?.version ?? 0, actors: await readActors(sql, campaign, users) }
}

/** The same for a transaction that acts on it: until it ends, no change of these rights does. [G9] */
export async function lockRights(
  tx: Transaction,
  campaign: CampaignId,
  users: readonly UserId[],
): Promise<Rights> {
  // Sent without waiting in between: the connection keeps them in order.
  const [[found], actors] = await Promise.all([
    tx<{ version: number }[]>`
      select version from campaign_rights where campaign_id = ${campaign} for share`,
    readActors(tx, campaign, users),
  ])
  return { version: found?.version ?? 0, actors }
}
