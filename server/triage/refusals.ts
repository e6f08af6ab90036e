// Pairs that are not the same person: remembered by card and file number, whatever extract comes next.
import type { RefusalRequest } from '#shared/contracts/triage.ts'
import type { CampaignId, CardId, UserId } from '#shared/domain/ids.ts'
import type { Queries, Sql } from '#server/database/sql.ts'

export interface Refusal {
  readonly card: CardId
  /** `file:<number>` of i-milo, or `card:<id>`. */
  readonly other: string
}

export const fileRefused = (number: string) => `file:${number}`

/** What a person said, as pairs: two cards that are not one youth are not so seen from either. */
export function pairsOf({ card, other }: Pick<RefusalRequest, 'card' | 'other'>): Refusal[] {
  if ('file' in other) return [{ card, other: fileRefused(other.file) }]
  return [
    { card, other: `card:${other.card}` },
    { card: other.card, other: `card:${card}` },
  ]
}

export async function readRefusals(
  sql: Queries,
  campaign: CampaignId,
): Promise<Map<CardId, string[]>> {
  const rows = await sql<Refusal[]>`
    select card_id as card, other
    from triage_refusal
    where campaign_id = ${campaign}
    order by card_id, other`
  const byCard = new Map<CardId, string[]>()
  for (const { card, other } of rows) byCard.set(card, [...(byCard.get(card) ?? []), other])
  return byCard
}

/** `decision`: the one that implies them; null where somebody said so themselves, which outlives every undo. */
export async function rememberRefusals(
  sql: Queries,
  about: { readonly campaign: CampaignId; readonly user: UserId; readonly decision: number | null },
  refusals: readonly Refusal[],
): Promise<void> {
  if (refusals.length === 0) return
  const rows = refusals.map(({ card, other }) => ({
    cardId: card,
    campaignId: about.campaign,
    other,
    byUserId: about.user,
    decisionId: about.decision,
  }))
  await sql`insert into triage_refusal ${sql(rows)} on conflict do nothing`
}

export async function takeRefusalsBack(
  sql: Sql,
  campaign: CampaignId,
  refusals: readonly Refusal[],
): Promise<void> {
  await sql.begin(async (tx) => {
    for (const { card, other } of refusals) {
      await tx`
        delete from triage_refusal
        where campaign_id = ${campaign} and card_id = ${card} and other = ${other}`
    }
  })
}
