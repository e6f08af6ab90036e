// Youths of other campaigns, for those who coordinate them too. [P1]
import type { ImportRow } from '#shared/contracts/import-rows.ts'
import type { CampaignId, UserId } from '#shared/domain/ids.ts'
import type { Queries } from '#server/database/sql.ts'
import { readReceived, type Received } from './received.ts'

export interface ElsewhereCard extends Received {
  readonly campaign: { readonly id: CampaignId; readonly name: string }
}

/** Cards on the board of every other campaign that the person coordinates: nobody else may open their dossiers. [P2] */
export async function readElsewhere(
  sql: Queries,
  { campaign, user }: { readonly campaign: CampaignId; readonly user: UserId },
): Promise<ElsewhereCard[]> {
  const others = await coordinated(sql, user)
  const cards: ElsewhereCard[] = []
  for (const other of others) {
    if (other.id === campaign) continue
    const received = await readReceived(sql, other.id)
    for (const card of received) if (!card.closed) cards.push({ ...card, campaign: other })
  }
  return cards
}

/** A row without what was seen of campaigns that this reader does not coordinate. */
export function asSeenFrom(own: ReadonlySet<string>, row: ImportRow): ImportRow {
  const alike = row.alike.filter(({ campaign }) => campaign === null || own.has(campaign.id))
  return alike.length === row.alike.length ? row : { ...row, alike }
}

export async function readCoordinated(sql: Queries, user: UserId): Promise<ReadonlySet<string>> {
  return new Set((await coordinated(sql, user)).map(({ id }) => id))
}

function coordinated(
  sql: Queries,
  user: UserId,
): Promise<{ readonly id: CampaignId; readonly name: string }[]> {
  return sql<{ id: CampaignId; name: string }[]>`
    select c.id, c.name
    from membership m
    join campaign c on c.id = m.campaign_id
    where m.user_id = ${user} and m.role = 'coordinator'
    order by c.id`
}
