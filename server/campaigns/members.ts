import type { PeopleAnswer } from '#shared/contracts/campaigns.ts'
import type { CampaignId, UserId } from '#shared/domain/ids.ts'
import type { Role } from '#shared/domain/roles.ts'
import { invite } from '#server/auth/invitations.ts'
import type { Queries, Sql } from '#server/database/sql.ts'
import { forbidden, notFound } from '#server/errors.ts'
import type { Invited } from './create.ts'

/** Everybody who takes part in a campaign, by name. */
export async function listMembers(
  sql: Queries,
  campaign: CampaignId,
): Promise<PeopleAnswer['people']> {
  return sql<PeopleAnswer['people']>`
    select u.id, u.name, u.email, m.role, m.lane_id as lane, u.password_hash is null as invited
    from membership m
    join app_user u on u.id = m.user_id
    where m.campaign_id = ${campaign}
    order by u.name collate "fr-x-icu", u.id`
}

/**
 * A new invitation for a member whose first was lost or is over. Somebody who has a password already gets one only from
 * an administrator of the deployment: with the link, whoever holds it becomes that person in every campaign.
 */
export async function inviteAgain(
  sql: Sql,
  { campaign, user, byAdmin }: { campaign: CampaignId; user: UserId; byAdmin: boolean },
): Promise<Invited> {
  const [found] = await sql<{ name: string; email: string; role: Role; hasPassword: boolean }[]>`
    select u.name, u.email, m.role, u.password_hash is not null as has_password
    from membership m
    join app_user u on u.id = m.user_id
    where m.campaign_id = ${campaign} and m.user_id = ${user}`
  if (!found) throw notFound()
  const { name, email, role, hasPassword } = found
  if (hasPassword && !byAdmin) {
    throw forbidden('admin-only', 'This person has a password: ask an administrator.')
  }
  return { name, email, role, token: await invite(sql, user) }
}
