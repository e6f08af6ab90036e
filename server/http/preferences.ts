import { preferencesAnswer, preferencesChange } from '#shared/contracts/preferences.ts'
import { changePreferences, readPreferences } from '#server/campaigns/preferences.ts'
import { Hono } from 'hono'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readJson } from './input.ts'
import type { Parts } from './parts.ts'
import { demand, member } from './rights.ts'

/** One's own settings of a board; the path names no person, so nobody can ask for another's. */
export function preferenceRoutes(parts: Parts) {
  const { sql } = parts
  return new Hono<HttpEnv>()
    .get('/api/campaigns/:id/preferences', async (c) => {
      const { campaign, actor, user } = await member(c, parts)
      demand(actor, 'board.open')
      return c.json({ preferences: await readPreferences(sql, { campaign, user: user.id }) })
    })
    .patch('/api/campaigns/:id/preferences', async (c) => {
      const { campaign, actor, user } = await member(c, parts)
      demand(actor, 'board.open')
      const change = await readJson(c, preferencesChange)
      const owner = { campaign, user: user.id }
      return c.json({ preferences: await changePreferences(sql, owner, change) })
    })
}

export const preferenceDescriptions = describe({
  'GET /api/campaigns/:id/preferences': {
    summary: 'What I have set for this board: folded lanes, saved views',
    answers: { 200: preferencesAnswer, 403: 'problem', 404: 'problem' },
  },
  'PATCH /api/campaigns/:id/preferences': {
    summary: 'Set some of it; what is left out stays',
    body: preferencesChange,
    answers: { 200: preferencesAnswer, 400: 'problem', 403: 'problem', 404: 'problem' },
  },
})
