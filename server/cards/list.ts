import type { z } from 'zod'
import type { CardRow, cardsAnswer, cardsQuery } from '#shared/contracts/cards.ts'
import { cardId, type CardId } from '#shared/domain/ids.ts'
import { fold } from '#shared/domain/names.ts'
import type { Actor } from '#shared/domain/roles.ts'
import { soughtNumber } from '#shared/domain/sought-number.ts'
import type { Queries } from '#server/database/sql.ts'
import { Refused } from '#server/errors.ts'
import { numberOf, openableBy } from './numbers.ts'
import { readableBy } from './readable.ts'

type CardsQuery = z.output<typeof cardsQuery>
type CardsPage = z.output<typeof cardsAnswer>

/**
 * A page of the cards that `actor` may read, by name, with the number of all that match. Closed cards are among them;
 * those of an import that was taken back and duplicates are not. `next` is the cursor of the following page: the last card's id, never
 * a name, because addresses end up in logs.
 */
export async function listCards(sql: Queries, actor: Actor, query: CardsQuery): Promise<CardsPage> {
  const start = query.cursor === undefined ? null : await findCursor(sql, actor, query.cursor)
  const asked = sql`
    ${readableBy(sql, actor)}
    and coalesce(c.fields -> 'closed' ->> 'situation', '') not in ('undone', 'duplicate')
    ${query.stage ? sql`and c.stage = ${query.stage}` : sql``}
    ${inLane(sql, query.lane)}
    ${inName(sql, actor, query.q)}`
  const rows = await sql<CardRow[]>`
    select ${columns(sql)}
    from card c
    where ${asked} ${start ? sql`and (c.search collate "C", c.id collate "C") > (${start.search}, ${start.id})` : sql``}
    order by c.search collate "C", c.id collate "C"
    limit ${query.limit + 1}`
  const [counted] = await sql<{ total: number }[]>`
    select count(*)::int as total from card c where ${asked}`
  const cards = rows.slice(0, query.limit)
  return {
    cards,
    total: counted?.total ?? 0,
    next: rows.length > query.limit ? (cards.at(-1)?.id ?? null) : null,
  }
}

/** The columns of a `CardRow`, of a `card c`. */
export function columns(sql: Queries) {
  return sql`
    c.id, c.last_name, c.first_name, c.age, c.commune, (c.fields -> 'who' ->> 'qpv')::boolean as qpv, c.known, c.stage,
    c.lane_id as lane, c.officer_id as officer, c.due_on, c.attempts,
    case when jsonb_typeof(c.fields -> 'referral') = 'object' then jsonb_build_object(
      'on', c.fields -> 'referral' -> 'on', 'status', c.fields -> 'referral' -> 'status')
    end as referral,
    c.closed`
}

function inLane(sql: Queries, lane: CardsQuery['lane']) {
  if (lane === undefined) return sql``
  return lane === 'none' ? sql`and c.lane_id is null` : sql`and c.lane_id = ${lane}`
}

/** A name, or a number of the dossiers that the actor may open. [P7] */
function inName(sql: Queries, actor: Actor, q: string | undefined) {
  const sought = soughtNumber(q ?? '')
  if (!sought) return named(sql, q)
  return sql`
    and ${openableBy(sql, actor)}
    and exists (
      select from dossier d where d.card_id = c.id and ${numberOf(sql, sought)} is not null
    )`
}

/** Every word of the search stands in the name: in any order, without accents, across hyphens and apostrophes. */
function named(sql: Queries, q: string | undefined) {
  if (q === undefined || q === '') return sql``
  // Folded words hold letters and digits only: nothing that `like` reads as a pattern.
  const words = fold(q).split(' ').filter(Boolean)
  if (words.length === 0) return sql`and false`
  return sql`and replace(c.search, ' ', '') like all (${words.map((word) => `%${word}%`)})`
}

async function findCursor(sql: Queries, actor: Actor, cursor: string) {
  const id = cardId.safeParse(cursor)
  const [last] = id.success
    ? await sql<{ id: CardId; search: string }[]>`
        select c.id, c.search from card c where ${readableBy(sql, actor)} and c.id = ${id.data}`
    : []
  if (last) return last
  throw new Refused(400, 'invalid', {
    title: 'This page does not exist any more. Start again from the first.',
    fields: { cursor: 'unknown' },
  })
}
