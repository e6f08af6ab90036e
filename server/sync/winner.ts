import type * as Y from 'yjs'
import type { DocumentId, UserId } from '#shared/domain/ids.ts'
import type { Queries } from '#server/database/sql.ts'
import type { Grammar } from './grammar.ts'
import type { Effect } from './spot.ts'

/** Who wrote a value that stays, and when. */
export interface Winner {
  readonly by: { readonly id: UserId; readonly name: string }
  readonly at: Date
}

/** [W2] The author of the value at an effect's spot; null for one that stands since the document was made. */
export async function findWinner(
  sql: Queries,
  effect: Effect,
  parts: {
    readonly document: DocumentId
    readonly doc: Y.Doc
    readonly grammar: Grammar
    /** The author, when they wrote in this very batch. */
    readonly here: { readonly user: UserId; readonly at: Date } | null
  },
): Promise<Winner | null> {
  const { document, doc, grammar, here } = parts
  if (here) {
    const [person] = await sql<Winner['by'][]>`
      select id, name from app_user where id = ${here.user}`
    return person ? { by: person, at: here.at } : null
  }
  const { card, field, key } = grammar.nameOf(effect, doc)
  const [row] = await sql<{ id: UserId; name: string; at: Date }[]>`
    select u.id, u.name, e.at
    from event e
    join app_user u on u.id = e.user_id
    where e.card_id is not distinct from ${card}
      and e.document_id = ${document}
      and e.field in (${field}, 'created')
      and e.key is not distinct from ${key}
      and e.verdict = 'kept'
    order by e.seq desc, e.n desc
    limit 1`
  return row ? { by: { id: row.id, name: row.name }, at: row.at } : null
}
