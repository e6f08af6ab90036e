import type { z } from 'zod'
import type { cardAnswer, historyAnswer } from '#shared/contracts/cards.ts'
import { boardOf, dossierOf, type CardId } from '#shared/domain/ids.ts'
import { may } from '#shared/domain/permissions.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { Queries } from '#server/database/sql.ts'
import { columns } from './list.ts'
import { readableBy } from './readable.ts'

export type CardDetail = z.output<typeof cardAnswer>['card']
type HistoryLine = z.output<typeof historyAnswer>['history'][number]

/** One card with its coded facts and its attempts; null when it is not there, or not for `actor`. */
export async function readCardDetail(
  sql: Queries,
  actor: Actor,
  card: CardId,
): Promise<CardDetail | null> {
  const [row] = await sql<Omit<CardDetail, 'attemptLines'>[]>`
    select ${columns(sql)}, c.fields as facts
    from card c
    where ${readableBy(sql, actor)} and c.id = ${card}`
  if (!row) return null
  const attemptLines = await sql<CardDetail['attemptLines']>`
    select
      a.id,
      a.channel,
      a.outcome,
      to_char(a.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      jsonb_build_object('id', u.id, 'name', u.name) as by,
      a.voided
    from attempt a
    join app_user u on u.id = a.by_user_id
    where a.card_id = ${card}
    order by a.at, a.id`
  return { ...row, attemptLines: [...attemptLines] }
}

/**
 * What happened to a card, oldest first, with the names of the authors; null when the card is not for `actor`. Refused
 * changes are not in it, because no colleague ever sees them [P8]; changes of the dossier only for those who may open
 * it [P7].
 */
export async function readHistory(
  sql: Queries,
  actor: Actor,
  card: CardId,
): Promise<HistoryLine[] | null> {
  const [found] = await sql<{ at: Place }[]>`
    select c.fields -> 'at' as at from card c where ${readableBy(sql, actor)} and c.id = ${card}`
  if (!found) return null
  const documents: string[] = [boardOf(actor.campaign)]
  if (may(actor, 'dossier.open', { at: found.at }).allowed) documents.push(dossierOf(card))
  const lines = await sql<HistoryLine[]>`
    select
      to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      case when u.id is null then null else jsonb_build_object('id', u.id, 'name', u.name) end as by,
      e.field,
      e.old,
      e.new,
      e.verdict
    from event e
    left join app_user u on u.id = e.user_id
    where e.card_id = ${card} and e.document_id in ${sql(documents)} and e.verdict <> 'rejected'
    order by e.at, e.document_id, e.seq, e.n`
  return [...lines]
}
