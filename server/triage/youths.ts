// The youths of a campaign as the matching compares them, from the projections.
import type { DossierValues, PhoneNumber } from '#shared/documents/dossier-shape.ts'
import type { CardValues } from '#shared/domain/card.ts'
import type { Day } from '#shared/domain/day.ts'
import type { CampaignId, CardId } from '#shared/domain/ids.ts'
import type { Queries } from '#server/database/sql.ts'
import type { Identity } from '#server/matching/identity.ts'
import { addressOf } from './identities.ts'

export interface YouthRow {
  readonly card: CardId
  readonly who: CardValues['who']
  readonly waiting: boolean
  readonly closed: boolean
  readonly wish: CardValues['wish'] | undefined
  readonly birthDate: Day | null
  readonly ine: string | null
  readonly imiloFile: string | null
  readonly email: string | null
  /** The youth's own, E.164. */
  readonly phones: readonly string[]
  readonly numbers: Readonly<Record<string, PhoneNumber>>
  readonly fields: Partial<DossierValues>
}

/** Which cards: all, those that wait, or these. */
export type Which = 'all' | 'waiting' | readonly CardId[]

/** Cards of the campaign that are somebody's: those of taken-back lists and duplicates are not. */
export async function readYouths(
  sql: Queries,
  campaign: CampaignId,
  which: Which,
): Promise<YouthRow[]> {
  const rows = await sql<YouthRow[]>`
    select
      c.id as card,
      c.fields -> 'who' as who,
      c.stage = 'received' and c.lane_id is null and not c.closed as waiting,
      c.closed,
      c.fields ->> 'wish' as wish,
      d.birth_date,
      d.ine,
      d.imilo_file,
      d.email,
      d.phones,
      d.numbers,
      d.fields
    from card c
    join dossier d on d.card_id = c.id
    where c.campaign_id = ${campaign}
      and coalesce(c.fields -> 'closed' ->> 'situation', '') not in ('undone', 'duplicate')
      ${among(sql, which)}
    order by c.id`
  return [...rows]
}

function among(sql: Queries, which: Which) {
  if (which === 'all') return sql``
  return which === 'waiting'
    ? sql`and c.stage = 'received' and c.lane_id is null and not c.closed`
    : sql`and c.id = any(${[...which]})`
}

export function identityOfRow(row: YouthRow): Identity {
  const { who, fields } = row
  const address = fields.address ?? null
  return {
    lastName: who.lastName,
    usageName: fields.usageName ?? null,
    firstName: who.firstName,
    sex: who.sex,
    birthDate: row.birthDate,
    phones: [...row.phones],
    email: row.email,
    address: address ? addressOf(address.lines, address.postCode ?? who.postCode) : null,
    ine: row.ine,
    imiloFile: row.imiloFile,
  }
}

/** Cards that are nobody's any more: a suspicion of being the same youth ends with them. */
export async function readGone(sql: Queries, campaign: CampaignId): Promise<ReadonlySet<CardId>> {
  const rows = await sql<{ id: CardId }[]>`
    select id
    from card
    where campaign_id = ${campaign}
      and coalesce(fields -> 'closed' ->> 'situation', '') in ('undone', 'duplicate')`
  return new Set(rows.map((row) => row.id))
}
