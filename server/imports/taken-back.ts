// What taking a list back left on the board, kept for whoever looks at the list later: ids and lines, never a name.
import type { ImportAnswer, UndoAnswer } from '#shared/contracts/imports.ts'
import type { CardId, ImportId } from '#shared/domain/ids.ts'
import type { Queries, Transaction } from '#server/database/sql.ts'

interface Place {
  readonly card: CardId
  readonly line: number
}

export interface KeptTakenBack {
  readonly closed: number
  readonly restored: number
  readonly left: readonly Place[]
  readonly kept: readonly Place[]
}

export async function keepTakenBack(
  tx: Transaction,
  id: ImportId,
  { closed, restored, left, kept }: KeptTakenBack,
): Promise<void> {
  const value = { closed, restored, left: placesOf(left), kept: placesOf(kept) }
  await tx`update import set taken_back = ${tx.json(value)} where id = ${id}`
}

function placesOf(cards: readonly Place[]) {
  return cards.map(({ card, line }) => ({ card, line }))
}

/** What taking a list back has done; nothing, as long as it is under way. */
export async function undoAnswerOf(
  sql: Queries,
  {
    id,
    state,
    takenBack,
  }: Pick<UndoAnswer, 'id' | 'state'> & { readonly takenBack: KeptTakenBack | null },
): Promise<UndoAnswer> {
  const done = (await namesOf(sql, takenBack)) ?? { closed: 0, restored: 0, left: [], kept: [] }
  return { id, state, ...done, updatesKept: done.kept.length }
}

/** The same with the names that the cards bear now. */
export async function namesOf(
  sql: Queries,
  takenBack: KeptTakenBack | null,
): Promise<ImportAnswer['takenBack']> {
  if (takenBack === null) return null
  const ids = [...takenBack.left, ...takenBack.kept].map(({ card }) => card)
  const cards = await sql<{ id: CardId; lastName: string; firstName: string }[]>`
    select id, last_name, first_name from card where id = any(${ids})`
  const names = new Map(cards.map(({ id, ...name }) => [id, name]))
  const named = (places: readonly Place[]) =>
    places.flatMap((place) => {
      const name = names.get(place.card)
      return name ? [{ ...place, ...name }] : []
    })
  return { ...takenBack, left: named(takenBack.left), kept: named(takenBack.kept) }
}
