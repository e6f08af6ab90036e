import type { Sql } from '#server/database/sql.ts'
import type { CardValues } from '#shared/domain/card.ts'
import type { CardId, ImportId, NumberId } from '#shared/domain/ids.ts'
import type { PlannedList } from './organisations.ts'
import type { Random } from './random.ts'
import type { ReceivedCard } from './step.ts'

/** The cards that an import has made, in an order that does not hang on their random ids. */
export async function readReceived(
  sql: Sql,
  received: ImportId,
  { list, random }: { list: PlannedList; random: Random },
): Promise<ReceivedCard[]> {
  const rows = await sql<
    {
      id: CardId
      age: number | null
      wish: CardValues['wish']
      who: CardValues['who']
      numbers: NumberId[]
    }[]
  >`
    select
      c.id,
      c.age,
      c.fields -> 'wish' as wish,
      c.fields -> 'who' as who,
      array(
        select key from jsonb_each(d.numbers)
        order by value ->> 'owner' desc, value ->> 'raw'
      ) as numbers
    from card c
    join dossier d on d.card_id = c.id
    where c.import_id = ${received}
    order by c.search collate "C", d.birth_date, c.id`
  // The last of a shuffled list wait for the coordinator.
  const waiting = new Set(
    random
      .shuffle(rows)
      .slice(0, list.leftToDispatch)
      .map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    receivedOn: list.receivedOn,
    postCode: row.who.postCode,
    minor: row.age !== null && row.age < 18,
    hasWish: row.wish !== null,
    numbers: row.numbers,
    leftToDispatch: waiting.has(row.id),
  }))
}
