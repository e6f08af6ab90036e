import type { CardRow } from '#shared/contracts/cards.ts'
import type { FindAnswer, FoundBy } from '#shared/contracts/find.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { SoughtNumber } from '#shared/domain/sought-number.ts'
import { logAccess } from '#server/database/access-log.ts'
import type { Queries } from '#server/database/sql.ts'
import { columns } from './list.ts'
import { numberOf, openableBy } from './numbers.ts'

const most = 10

/** [P7] Youths by a phone, an i-milo file or a pupil's number, among those whose dossier `actor` may open. */
export async function findByNumber(
  sql: Queries,
  actor: Actor,
  sought: SoughtNumber,
): Promise<FindAnswer['found']> {
  const rows = await sql<(CardRow & { by: FoundBy })[]>`
    select ${columns(sql)}, hit.by
    from card c
    join dossier d on d.card_id = c.id
    cross join lateral (select ${numberOf(sql, sought)} as by) hit
    where c.campaign_id = ${actor.campaign}
      and coalesce(c.fields -> 'closed' ->> 'situation', '') not in ('undone', 'duplicate')
      and ${openableBy(sql, actor)}
      and hit.by is not null
    order by c.closed, c.search collate "C", c.id collate "C"
    limit ${most}`
  return rows.map(({ by, ...card }) => ({ card, by }))
}

/** Writes down who was found, never by what; a search that finds nobody is one too. */
export async function logFound(
  sql: Queries,
  actor: Actor,
  cards: readonly string[],
): Promise<void> {
  const subjects = cards.length > 0 ? cards : [null]
  await logAccess(sql, actor, { action: 'dossier.find', subjects })
}
