import type { CampaignAnswer, CampaignSummary } from '#shared/contracts/campaigns.ts'
import type { CampaignId, UserId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { CampaignSettings, TemplateName } from '#shared/domain/templates.ts'
import { must } from '#shared/assert.ts'
import type { Queries } from '#server/database/sql.ts'

/** The campaigns a person takes part in [P1], the latest first. */
export async function listCampaigns(sql: Queries, user: UserId): Promise<CampaignSummary[]> {
  return sql<CampaignSummary[]>`
    select c.id, c.name, c.template, m.role
    from membership m
    join campaign c on c.id = m.campaign_id
    where m.user_id = ${user}
    order by c.created_at desc, c.id`
}

/** A campaign as a member of it sees it; archived lanes are left out. */
export async function readCampaign(sql: Queries, actor: Actor): Promise<CampaignAnswer> {
  const { campaign: id, role } = actor
  return {
    campaign: await readHead(sql, id),
    lanes: await readLanes(sql, id),
    officers: await readOfficers(sql, id),
    role,
  }
}

async function readHead(sql: Queries, id: CampaignId): Promise<CampaignAnswer['campaign']> {
  const [row] = await sql<{ name: string; template: TemplateName; settings: CampaignSettings }[]>`
    select name, template, settings from campaign where id = ${id}`
  return { id, ...must(row, 'a member stands in a campaign') }
}

async function readLanes(sql: Queries, id: CampaignId): Promise<CampaignAnswer['lanes']> {
  return sql<CampaignAnswer['lanes']>`
    select
      l.id,
      l.name,
      l.post_codes,
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
    where l.campaign_id = ${id} and l.archived_at is null
    order by l.position, l.id`
}

async function readOfficers(sql: Queries, id: CampaignId): Promise<CampaignAnswer['officers']> {
  return sql<CampaignAnswer['officers']>`
    select m.user_id as id, u.name, m.lane_id as lane
    from membership m
    join app_user u on u.id = m.user_id
    where m.campaign_id = ${id} and m.role = 'officer'
    order by u.name collate "fr-x-icu", u.id`
}
