import type { DocumentId, UserId } from '#shared/domain/ids.ts'
import type { Queries } from '#server/database/sql.ts'
import type { Effect } from './spot.ts'

/** Who wrote a value that stays, and when. */
export interface Winner {
  readonly by: { readonly id: UserId; readonly name: string }
  readonly at: Date
}

/** A write that lost, named as the history names what it lost to. */
export interface Sought {
  readonly effect: Effect
  readonly card: string | null
  readonly field: string
  readonly key: string | null
  /** Who it lost to, when that was in this very batch. */
  readonly here: UserId | null
}

/** [W2] The authors of the values at these spots, by one question; none where one stands since the document was made. */
export async function readWinners(
  sql: Queries,
  sought: readonly Sought[],
  { document, at }: { readonly document: DocumentId; readonly at: Date },
): Promise<Map<Effect, Winner>> {
  const rows = await sql<{ n: number; id: UserId; name: string; at: Date | null }[]>`
    select w.n::int, u.id, u.name, e.at
    from unnest(
      ${sought.map((one) => one.card)}::text[],
      ${sought.map((one) => one.field)}::text[],
      ${sought.map((one) => one.key)}::text[],
      ${sought.map((one) => one.here)}::text[]
    ) with ordinality as w (card, field, key, here, n)
    left join lateral (
      select found.user_id, found.at from (
        select * from event where card_id = w.card
        union all
        select * from event where w.card is null and card_id is null and document_id = ${document}
      ) as found
      where w.here is null
        and found.document_id = ${document}
        and found.field in (w.field, 'created')
        and found.key is not distinct from w.key
        and found.verdict = 'kept'
      order by found.seq desc, found.n desc
      limit 1
    ) as e on true
    join app_user u on u.id = coalesce(w.here, e.user_id)`
  return new Map(
    rows.flatMap((row) => {
      const effect = sought[row.n - 1]?.effect
      return effect ? [[effect, { by: { id: row.id, name: row.name }, at: row.at ?? at }]] : []
    }),
  )
}
