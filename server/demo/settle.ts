import { createCampaign } from '#server/campaigns/create.ts'
import { readBoardEntries, writeBoardEntries } from '#server/campaigns/board-entries.ts'
import type { Sql } from '#server/database/sql.ts'
import type { DocumentWriter } from '#server/sync/command.ts'
import { must } from '#shared/assert.ts'
import {
  boardOf,
  partnerId,
  type CampaignId,
  type LaneId,
  type PartnerId,
  type UserId,
} from '#shared/domain/ids.ts'
import { templates } from '#shared/domain/templates.ts'
import { administrator, demoAccounts } from './accounts.ts'
import type { Organisation } from './organisations.ts'
import { createRandom, type Random } from './random.ts'
import { administratorId } from './state.ts'
import type { Crew, LaneTeam } from './step.ts'

export interface Settled {
  readonly campaign: CampaignId
  readonly crew: Crew
}

interface Ground {
  readonly sql: Sql
  readonly writer: DocumentWriter
}

/** The administrator, without a password: from here on the population is under way. */
export async function createAdministrator(sql: Sql): Promise<UserId> {
  const { email, name } = administrator
  await sql`insert into app_user (id, email, name, admin) values (${administratorId}, ${email}, ${name}, true)`
  return administratorId
}

/** Creates the campaign of an organisation with its people, partners and absences. */
export async function settle(
  ground: Ground,
  organisation: Organisation,
  creator: UserId,
): Promise<Settled> {
  const { campaign } = await createCampaign(ground, organisation.request, creator)
  const random = createRandom(`${organisation.seed} people`)
  const partners = await addPartners(ground.sql, campaign.id, { organisation, random })
  await takeLeave(ground, campaign.id, organisation)
  const [outreach] = partners
  return {
    campaign: campaign.id,
    crew: {
      template: organisation.template,
      settings: organisation.request.settings ?? templates[organisation.template],
      coordinator: await coordinatorOf(ground.sql, campaign.id),
      lanes: await readTeams(ground.sql, campaign.id),
      outreach: must(outreach, 'an organisation has partners'),
      partners: partners.slice(1),
    },
  }
}

async function addPartners(
  sql: Sql,
  campaign: CampaignId,
  { organisation, random }: { organisation: Organisation; random: Random },
): Promise<PartnerId[]> {
  const ids: PartnerId[] = []
  for (const { name, kind, email } of organisation.partners) {
    const id = partnerId.parse(random.id())
    ids.push(id)
    await sql`
      insert into partner (id, campaign_id, name, kind)
      values (${id}, ${campaign}, ${name}, ${kind})`
    if (email === null) continue
    const account = must(
      demoAccounts.find((one) => one.email === email),
      'a partner with an address is an account',
    )
    const user = random.id()
    await sql`insert into app_user (id, email, name) values (${user}, ${email}, ${account.name})`
    await sql`
      insert into membership (campaign_id, user_id, role, partner_id)
      values (${campaign}, ${user}, 'partner', ${id})`
  }
  return ids
}

/** Absences stand in the table and, for those who dispatch, on the board. */
async function takeLeave(
  { sql, writer }: Ground,
  campaign: CampaignId,
  { absences }: Organisation,
): Promise<void> {
  for (const { email, from, to } of absences) {
    await sql`
      update membership set absences = ${sql.json([{ from, to }])}
      where campaign_id = ${campaign}
        and user_id = (select id from app_user where email = ${email})`
  }
  const entries = await readBoardEntries(sql, campaign)
  await writer.execute(boardOf(campaign), {
    user: await coordinatorOf(sql, campaign),
    edit: (doc) => writeBoardEntries(doc, entries),
  })
}

async function coordinatorOf(sql: Sql, campaign: CampaignId): Promise<UserId> {
  const [row] = await sql<{ userId: UserId }[]>`
    select user_id from membership where campaign_id = ${campaign} and role = 'coordinator'`
  return must(row, 'a campaign has a coordinator').userId
}

async function readTeams(sql: Sql, campaign: CampaignId): Promise<LaneTeam[]> {
  const lanes = await sql<{ id: LaneId; postCodes: string[]; manager: UserId }[]>`
    select l.id, l.post_codes, min(lm.user_id) as manager
    from lane l
    join lane_manager lm on lm.lane_id = l.id
    where l.campaign_id = ${campaign}
    group by l.id
    order by l.position`
  const officers = await sql<{ id: UserId; lane: LaneId | null; quota: number }[]>`
    select m.user_id as id, m.lane_id as lane, m.weekly_quota as quota
    from membership m
    join app_user u on u.id = m.user_id
    where m.campaign_id = ${campaign} and m.role = 'officer'
    order by u.email`
  return lanes.map(({ id, postCodes, manager }) => ({
    lane: id,
    postCodes,
    manager,
    officers: officers.filter((officer) => officer.lane === null || officer.lane === id),
  }))
}
