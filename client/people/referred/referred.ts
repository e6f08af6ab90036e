import { ask } from '#client/api.ts'
import { cardsAnswer } from '#shared/contracts/cards.ts'
import type { CampaignId } from '#shared/domain/ids.ts'
import type { z } from 'zod'

export type CardsPage = z.infer<typeof cardsAnswer>

/** Young people on one page of the list. */
export const pageSize = 50

/** A page of the cards that this person may read, by name; `cursor` null is the first. Throws ApiProblem. */
export function readCards(
  campaign: CampaignId,
  asked: { readonly q: string; readonly cursor: string | null },
): Promise<CardsPage> {
  const query = new URLSearchParams({ limit: String(pageSize) })
  if (asked.q !== '') query.set('q', asked.q)
  if (asked.cursor !== null) query.set('cursor', asked.cursor)
  return ask(`/api/campaigns/${campaign}/cards?${query.toString()}`, cardsAnswer)
}
