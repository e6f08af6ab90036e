import { boardTypes } from '#shared/documents/board-shape.ts'
import { attempt } from '#shared/domain/attempt.ts'
import { cardId, type CardId } from '#shared/domain/ids.ts'
import type { Transaction } from '#server/database/sql.ts'
import { liftOppositions, rememberOppositions } from '#server/oppositions/oppositions.ts'
import type { Projection } from '#server/sync/projector.ts'
import { attemptsOfCard } from './attempts-of-card.ts'

/**
 * [A5] Keeps what outlives a card: that its youth asked not to be contacted, by the card's own mark or by an attempt's
 * outcome. It mirrors acts, not documents; rows that are rebuilt leave it as it is.
 */
export async function noteOppositions(
  tx: Transaction,
  projections: readonly Projection[],
): Promise<void> {
  for (const projection of projections) {
    const cards = cardsConcerned(projection)
    if (cards.length === 0) continue
    const asked = cards.filter((card) => asksNoContact(projection, card))
    await liftOppositions(
      tx,
      cards.filter((card) => !asked.includes(card)),
    )
    if (asked.length > 0) await rememberOppositions(tx, projection.campaign, asked)
  }
}

/** Whether an update may have been about a wish not to be contacted. */
export function concernsOppositions(projection: Projection): boolean {
  return cardsConcerned(projection).length > 0
}

function cardsConcerned({ doc, changes }: Projection): CardId[] {
  const { attempts } = boardTypes(doc)
  const cards = (changes ?? []).flatMap(({ spot: { root, record, key } }): CardId[] => {
    if (root === 'cards' && key === 'noContact' && record !== null) return [cardId.parse(record)]
    if ((root !== 'attempts' && root !== 'voids') || key === null) return []
    const made = attempt.safeParse(attempts.get(key))
    return made.success && made.data.outcome === 'do_not_contact' ? [made.data.card] : []
  })
  return [...new Set(cards)]
}

function asksNoContact({ doc }: Projection, card: CardId): boolean {
  const { cards, attempts, voids } = boardTypes(doc)
  if ((cards.get(card)?.get('noContact') ?? null) !== null) return true
  return [...attemptsOfCard(doc, card)].some((id) => {
    const made = attempt.safeParse(attempts.get(id))
    return made.success && made.data.outcome === 'do_not_contact' && !voids.has(id)
  })
}
