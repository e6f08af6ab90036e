// Who saw which list, and whose contact details beside it. [P7] Ids only.
import type { ImportRow } from '#shared/contracts/import-rows.ts'
import type { CampaignId, CardId, ImportId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import { logAccess } from '#server/database/access-log.ts'
import type { Queries } from '#server/database/sql.ts'

export type ListAction =
  | 'import.preview'
  | 'import.open'
  | 'import.correct'
  | 'import.rows'
  | 'import.row'
  | 'import.apply'
  | 'import.undo'
  | 'import.rejected'
  | 'import.cio'

export interface ListOpened {
  readonly action: ListAction
  readonly id: ImportId
}

export async function logList(sql: Queries, actor: Actor, { action, id }: ListOpened) {
  await logAccess(sql, actor, { action, subjects: [id] })
}

/**
 * The same for rows that were shown: the list, where they name anybody, and each card of which they show a birth date, a
 * phone or an earlier value, under its own campaign. A preview is corrected cell by cell: a card is written down once an
 * hour.
 */
export async function logRows(
  sql: Queries,
  actor: Actor,
  { rows, ...opened }: ListOpened & { readonly rows: readonly ImportRow[] },
): Promise<void> {
  if (rows.some(saysWho)) await logList(sql, actor, opened)
  const cards = new Map<CardId, CampaignId>()
  for (const row of rows) {
    if (row.card !== null && row.changes.length > 0) cards.set(row.card, actor.campaign)
    for (const { card, campaign } of row.alike) {
      if (card !== null) cards.set(card, campaign?.id ?? actor.campaign)
    }
  }
  if (cards.size === 0) return
  await sql`
    insert into access_log (user_id, campaign_id, action, subject_id)
    select ${actor.user}, campaign, 'import.beside', card
    from unnest(${[...cards.keys()]}::text[], ${[...cards.values()]}::text[]) as shown (card, campaign)
    where not exists (
      select 1
      from access_log a
      where a.subject_id = card and a.action = 'import.beside' and a.user_id = ${actor.user}
        and a.at > now() - interval '1 hour'
    )`
}

function saysWho({ lastName, firstName, birthDate, phones }: ImportRow): boolean {
  return (lastName ?? firstName ?? birthDate) !== null || phones.length > 0
}
