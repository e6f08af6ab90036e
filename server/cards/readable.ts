import type { Actor } from '#shared/domain/roles.ts'
import type { Queries } from '#server/database/sql.ts'

/**
 * The condition under which `actor` may read a `card c` as coded facts, without contact details: all of the campaign's
 * but the erased [G11] for whoever may open the board, those referred to their organisation for a partner [P5].
 */
export function readableBy(sql: Queries, actor: Actor) {
  const inCampaign = sql`c.campaign_id = ${actor.campaign} and not c.fields ? 'erased'`
  if (actor.role !== 'partner') return inCampaign
  return sql`
    ${inCampaign}
    and c.fields -> 'referral' ->> 'partner' = (
      select m.partner_id from membership m where m.campaign_id = c.campaign_id and m.user_id = ${actor.user}
    )`
}
