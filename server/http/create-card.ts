import { Hono } from 'hono'
import { cardAnswer, createCardRequest } from '#shared/contracts/cards.ts'
import { must } from '#shared/assert.ts'
import { logAccess } from '#server/database/access-log.ts'
import { readCardDetail } from '#server/cards/read.ts'
import { Refused, unusable } from '#server/errors.ts'
import { youthByHand } from '#server/imports/by-hand.ts'
import { createCards } from '#server/imports/create-cards.ts'
import { identifying } from '#server/imports/plan-rows.ts'
import { todayInParis } from '#server/imports/today.ts'
import { readEmail } from '#server/imports/values/codes.ts'
import { readOppositions } from '#server/oppositions/oppositions.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readJson } from './input.ts'
import type { Parts } from './parts.ts'
import { demand, member } from './rights.ts'

export function createCardRoutes(parts: Parts) {
  return new Hono<HttpEnv>().post('/api/campaigns/:id/cards', async (c) => {
    const { campaign, actor } = await member(c, parts)
    demand(actor, 'card.create')
    const request = await readJson(c, createCardRequest)
    const youth = youthByHand(request)
    if (!youth) throw unusable('missing-identity', 'A card needs a family name and a first name.')
    if (request.email && readEmail(request.email).email === null) {
      throw new Refused(422, 'email-unreadable', {
        title: 'This is not an e-mail address.',
        fields: { email: 'email-unreadable' },
      })
    }
    const isOpposed = await readOppositions(parts.sql, campaign)
    if (isOpposed(identifying(youth))) {
      const { despiteOpposition } = request
      // Who asks about many people leaves a trace, without their names.
      const action = despiteOpposition ? 'card.create.opposed' : 'card.opposed'
      await logAccess(parts.sql, actor, { action, subjects: [null] })
      if (!despiteOpposition) throw opposed()
    }
    const [id] = await createCards(parts.writer, [youth], {
      campaign,
      user: actor.user,
      list: null,
      source: request.source,
      receivedOn: request.receivedOn ?? todayInParis(),
    })
    const card = await readCardDetail(parts.sql, actor, must(id, 'a card for the youth'))
    return c.json({ card }, 201)
  })
}

/** [A5] Which youth it was, or whether there is a card, is not said. */
const opposed = () =>
  new Refused(409, 'opposed', {
    title: 'This person asked not to be contacted any more. Check before a card is made.',
  })

export const createCardDescriptions = describe({
  'POST /api/campaigns/:id/cards': {
    summary: 'Make one card by hand',
    body: createCardRequest,
    answers: { 201: cardAnswer, 400: 'problem', 403: 'problem', 409: 'problem', 422: 'problem' },
  },
})
