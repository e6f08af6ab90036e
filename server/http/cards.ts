import { Hono } from 'hono'
import { cardAnswer, cardsAnswer, cardsQuery, historyAnswer } from '#shared/contracts/cards.ts'
import { cardId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import { soughtNumber } from '#shared/domain/sought-number.ts'
import { logFound } from '#server/cards/find.ts'
import { listCards } from '#server/cards/list.ts'
import { readCardDetail, readHistory } from '#server/cards/read.ts'
import { notFound } from '#server/errors.ts'
import { describe } from './describe.ts'
import { allowFinding } from './find.ts'
import type { HttpEnv } from './guard.ts'
import { readId, readQuery } from './input.ts'
import type { Parts } from './parts.ts'
import { demand, member } from './rights.ts'

export function cardRoutes(parts: Parts) {
  const { sql } = parts
  return new Hono<HttpEnv>()
    .get('/api/campaigns/:id/cards', async (c) => {
      const { actor } = await member(c, parts)
      demandCards(actor)
      const query = readQuery(c, cardsQuery)
      const isNumber = soughtNumber(query.q ?? '') !== null
      if (isNumber) allowFinding(actor.user)
      const page = await listCards(sql, actor, query)
      const ids = page.cards.map((card) => card.id)
      if (isNumber) await logFound(sql, actor, ids)
      return c.json(page)
    })
    .get('/api/campaigns/:id/cards/:cardId', async (c) => {
      const { actor } = await member(c, parts)
      demandCards(actor)
      const card = await readCardDetail(sql, actor, readId(c, 'cardId', cardId))
      if (!card) throw notFound()
      return c.json({ card })
    })
    .get('/api/campaigns/:id/cards/:cardId/history', async (c) => {
      const { actor } = await member(c, parts)
      demandCards(actor)
      const history = await readHistory(sql, actor, readId(c, 'cardId', cardId))
      if (!history) throw notFound()
      return c.json({ history })
    })
}

export const cardDescriptions = describe({
  'GET /api/campaigns/:id/cards': {
    summary: 'Cards by name, or by a number of a dossier that one may open, a page at a time',
    query: cardsQuery,
    answers: { 200: cardsAnswer, 400: 'problem', 403: 'problem', 404: 'problem', 429: 'problem' },
  },
  'GET /api/campaigns/:id/cards/:cardId': {
    summary: 'One card, without contact details',
    answers: { 200: cardAnswer, 403: 'problem', 404: 'problem' },
  },
  'GET /api/campaigns/:id/cards/:cardId/history': {
    summary: 'What happened to a card, oldest first',
    answers: { 200: historyAnswer, 403: 'problem', 404: 'problem' },
  },
})

/** [P5] A partner has no board, but reads the cards referred to them; which ones, the query says. */
function demandCards(actor: Actor): void {
  if (actor.role !== 'partner') demand(actor, 'board.open')
}
