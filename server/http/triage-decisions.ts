import { Hono } from 'hono'
import {
  certainAnswer,
  confirmationAnswer,
  confirmationRequest,
  decisionAnswer,
  decisionRequest,
  refusalRequest,
  triageActId,
  triageUndoAnswer,
} from '#shared/contracts/triage.ts'
import { logAccess } from '#server/database/access-log.ts'
import { notFound } from '#server/errors.ts'
import { confirmCertain, previewCertain } from '#server/triage/confirm.ts'
import { decide } from '#server/triage/decide.ts'
import type { TriageJobs } from '#server/triage/jobs.ts'
import { pairsOf, rememberRefusals, takeRefusalsBack } from '#server/triage/refusals.ts'
import { undoAct } from '#server/triage/undo.ts'
import { readYouths } from '#server/triage/youths.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readId, readJson } from './input.ts'
import type { Parts } from './parts.ts'
import { triager } from './triage.ts'

/** Deciding: one card, all that are certain, a pair that is none, and taking an act back. */
export function triageDecisionRoutes(parts: Parts, jobs: TriageJobs) {
  const { sql } = parts
  return new Hono<HttpEnv>()
    .post('/api/campaigns/:id/triage/decisions', async (c) => {
      const { campaign, actor } = await triager(c, parts)
      const request = await readJson(c, decisionRequest)
      const act = await decide(parts, { campaign, user: actor.user }, request)
      await logAccess(sql, actor, { action: `triage.${request.kind}`, subjects: [request.card] })
      return c.json({ act }, 201)
    })
    .delete('/api/campaigns/:id/triage/decisions/:act', async (c) => {
      const { campaign, actor } = await triager(c, parts)
      const act = readId(c, 'act', triageActId)
      const answer = await undoAct(parts, { campaign, user: actor.user }, act)
      await logAccess(sql, actor, { action: 'triage.undo', subjects: [act] })
      jobs.start(campaign)
      return c.json(answer)
    })
    .get('/api/campaigns/:id/triage/certain', async (c) => {
      const { campaign, actor } = await triager(c, parts)
      return c.json(await previewCertain(parts, { campaign, user: actor.user }))
    })
    .post('/api/campaigns/:id/triage/confirmations', async (c) => {
      const { campaign, actor } = await triager(c, parts)
      const request = await readJson(c, confirmationRequest)
      const answer = await confirmCertain(parts, { campaign, user: actor.user }, request)
      await logAccess(sql, actor, { action: 'triage.confirm', subjects: [answer.act] })
      return c.json(answer, 201)
    })
    .post('/api/campaigns/:id/triage/refusals', async (c) => {
      const { campaign, actor } = await triager(c, parts)
      const { card, other, refused } = await readJson(c, refusalRequest)
      const cards = 'card' in other ? [card, other.card] : [card]
      if ((await readYouths(sql, campaign, cards)).length !== cards.length) throw notFound()
      const pairs = pairsOf({ card, other })
      if (refused) {
        await rememberRefusals(sql, { campaign, user: actor.user, decision: null }, pairs)
      } else await takeRefusalsBack(sql, campaign, pairs)
      await logAccess(sql, actor, { action: 'triage.refuse', subjects: [card] })
      jobs.start(campaign)
      return c.body(null, 204)
    })
}

export const triageDecisionDescriptions = describe({
  'POST /api/campaigns/:id/triage/decisions': {
    summary: 'Decide one card: known and which file, unknown, a duplicate, or set aside',
    body: decisionRequest,
    answers: {
      201: decisionAnswer,
      403: 'problem',
      404: 'problem',
      409: 'problem',
      422: 'problem',
    },
  },
  'DELETE /api/campaigns/:id/triage/decisions/:act': {
    summary: 'Take an act of triage back, wherever nobody has worked since',
    answers: { 200: triageUndoAnswer, 403: 'problem', 404: 'problem', 409: 'problem' },
  },
  'GET /api/campaigns/:id/triage/certain': {
    summary: 'What confirming all certain matches would do; writes nothing',
    answers: { 200: certainAnswer, 403: 'problem', 404: 'problem' },
  },
  'POST /api/campaigns/:id/triage/confirmations': {
    summary: 'Confirm certain matches together, as one act',
    body: confirmationRequest,
    answers: { 201: confirmationAnswer, 400: 'problem', 403: 'problem', 404: 'problem' },
  },
  'POST /api/campaigns/:id/triage/refusals': {
    summary:
      'Say that a file, or another card, is not this youth, so that it is proposed no more; or take that back',
    body: refusalRequest,
    answers: { 204: null, 403: 'problem', 404: 'problem' },
  },
})
