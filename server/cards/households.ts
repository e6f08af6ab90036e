// Brothers and sisters among the cards of a lane, told from their dossiers: which cards, never why. [capability 3]
import type { CampaignId, CardId, LaneId } from '#shared/domain/ids.ts'
import { foldStreet } from '#shared/domain/street.ts'
import type { Queries } from '#server/database/sql.ts'

export interface Kin {
  readonly card: CardId
  /** Compact folded family name. */
  readonly lastName: string
  /** Numbers of the youth and of the guardian, E.164. */
  readonly phones: readonly string[]
  /** First line and post code, folded; null: not known. */
  readonly address: string | null
}

/** Open cards of one lane, or of every lane, grouped; only groups of two or more. */
export async function readHouseholds(
  sql: Queries,
  { campaign, lane }: { campaign: CampaignId; lane: LaneId | null },
): Promise<CardId[][]> {
  const rows = await sql<
    {
      card: CardId
      lastName: string
      phones: string[]
      line: string | null
      postCode: string | null
    }[]
  >`
    select
      d.card_id as card,
      d.last_name_key as last_name,
      array(
        select distinct n.value ->> 'e164'
        from jsonb_each(d.numbers) as n
        where n.value ->> 'e164' is not null
      ) as phones,
      d.fields -> 'address' -> 'lines' ->> 0 as line,
      d.fields -> 'address' ->> 'postCode' as post_code
    from dossier d
    join card c on c.id = d.card_id
    where c.campaign_id = ${campaign} and not c.closed and (${lane}::text is null or c.lane_id = ${lane})
    order by d.card_id`
  return householdsOf(
    rows.map(({ card, lastName, phones, line, postCode }) => ({
      card,
      lastName,
      phones,
      address: line && postCode ? `${foldStreet(line)} ${postCode}` : null,
    })),
  )
}

/** The same family name, and a phone number or an address in common, through as many cards as it takes. */
export function householdsOf(kin: readonly Kin[]): CardId[][] {
  const groupOf = new Map<CardId, Set<CardId>>()
  const firstWith = new Map<string, CardId>()
  for (const { card, lastName, phones, address } of kin) {
    groupOf.set(card, new Set([card]))
    if (lastName === '') continue
    const signs = [...phones, ...(address === null ? [] : [address])]
    for (const sign of signs.map((one) => `${lastName} ${one}`)) {
      const other = firstWith.get(sign)
      if (other === undefined) firstWith.set(sign, card)
      else join(card, other)
    }
  }
  return [...new Set(groupOf.values())]
    .filter((group) => group.size > 1)
    .map((group) => [...group].toSorted())

  function join(a: CardId, b: CardId): void {
    const [one, other] = [groupOf.get(a), groupOf.get(b)]
    if (!one || !other || one === other) return
    for (const card of other) {
      one.add(card)
      groupOf.set(card, one)
    }
  }
}
