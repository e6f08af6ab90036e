import { Hono } from 'hono'
import { findAnswer, findRequest } from '#shared/contracts/find.ts'
import { soughtNumber } from '#shared/domain/sought-number.ts'
import type { Role } from '#shared/domain/roles.ts'
import { findByNumber, logFound } from '#server/cards/find.ts'
import { forbidden, Refused } from '#server/errors.ts'
import { createAllowance } from './allowance.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readJson } from './input.ts'
import type { Parts } from './parts.ts'
import { member } from './rights.ts'

/** [P7] Those who may open some dossiers at least; which ones, the query says. */
const finders: ReadonlySet<Role> = new Set(['coordinator', 'manager', 'officer'])

/** Somebody who types asks a few times; a program that tries every number asks more. */
export const allowFinding = createAllowance({ times: 60, perSeconds: 60 })

export function findRoutes(parts: Parts) {
  const { sql } = parts
  return new Hono<HttpEnv>().post('/api/campaigns/:id/find', async (c) => {
    const { actor } = await member(c, parts)
    if (!finders.has(actor.role)) throw forbidden()
    const { number } = await readJson(c, findRequest)
    const sought = soughtNumber(number)
    if (!sought) {
      throw new Refused(400, 'invalid', {
        title: 'Type at least four digits of a number.',
        fields: { number: 'too_small' },
      })
    }
    allowFinding(actor.user)
    const found = await findByNumber(sql, actor, sought)
    const ids = found.map(({ card }) => card.id)
    await logFound(sql, actor, ids)
    return c.json({ found })
  })
}

export const findDescriptions = describe({
  'POST /api/campaigns/:id/find': {
    summary: 'Youths by a phone, an i-milo file or a pupil’s number, or some of its digits',
    body: findRequest,
    answers: { 200: findAnswer, 400: 'problem', 403: 'problem', 404: 'problem', 429: 'problem' },
  },
})
