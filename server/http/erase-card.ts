import { Hono } from 'hono'
import { cardId } from '#shared/domain/ids.ts'
import { eraseCards } from '#server/erasure/erase-cards.ts'
import { notFound } from '#server/errors.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readId } from './input.ts'
import type { Parts } from './parts.ts'
import { demand, member } from './rights.ts'

export function eraseCardRoutes(parts: Parts) {
  return new Hono<HttpEnv>().delete('/api/campaigns/:id/cards/:cardId', async (c) => {
    const { actor, campaign, user } = await member(c, parts)
    demand(actor, 'card.erase')
    const card = readId(c, 'cardId', cardId)
    const erased = await eraseCards(parts, { campaign, cards: [card], user: user.id })
    if (erased.length === 0) throw notFound()
    return c.body(null, 204)
  })
}

export const eraseCardDescriptions = describe({
  'DELETE /api/campaigns/:id/cards/:cardId': {
    summary:
      'Erases a youth for good: names, contact details and every trace of them; coded facts stay to be counted',
    answers: { 204: null, 403: 'problem', 404: 'problem', 409: 'problem' },
  },
})
