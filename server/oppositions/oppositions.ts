// [A5] Who asked not to be contacted any more is remembered without a name.
import type { CampaignId, CardId } from '#shared/domain/ids.ts'
import { readSecret } from '#server/database/secret.ts'
import type { Queries, Transaction } from '#server/database/sql.ts'
import { identityHashes, type Identifying } from './identity-hashes.ts'

const secretName = 'oppositions'

/** Remembers the youths of these cards, from their rows as they stand. Doing it twice is doing it once. */
export async function rememberOppositions(
  tx: Transaction,
  campaign: CampaignId,
  cards: readonly CardId[],
): Promise<void> {
  const secret = await readSecret(tx, secretName)
  const youths = await tx<(Identifying & { card: CardId })[]>`
    select
      c.id as card, c.last_name, c.first_name, d.birth_date, d.ine, d.imilo_file, d.phones
    from card c
    join dossier d on d.card_id = c.id
    where c.campaign_id = ${campaign} and c.id = any(${[...cards]})`
  const rows = youths.flatMap((youth) =>
    identityHashes(youth, { secret, of: 'asked' }).map((hash) => ({
      campaignId: campaign,
      hash,
      cardId: youth.card,
    })),
  )
  if (rows.length > 0) await tx`insert into opposition ${tx(rows)} on conflict do nothing`
}

/** Forgets what these cards had asked: it was noted by mistake, or the youth has come back. */
export async function liftOppositions(tx: Transaction, cards: readonly CardId[]): Promise<void> {
  await tx`delete from opposition where card_id = any(${[...cards]})`
}

/** Tells whether a youth of a list has asked not to be contacted. */
export async function readOppositions(
  sql: Queries,
  campaign: CampaignId,
): Promise<(youth: Identifying) => boolean> {
  const rows = await sql<{ hash: string }[]>`
    select distinct hash from opposition where campaign_id = ${campaign}`
  if (rows.length === 0) return () => false
  const secret = await readSecret(sql, secretName)
  const known = new Set(rows.map(({ hash }) => hash))
  return (youth) => identityHashes(youth, { secret, of: 'row' }).some((hash) => known.has(hash))
}
