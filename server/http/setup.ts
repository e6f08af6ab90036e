import { Hono } from 'hono'
import { setupAnswer, setupRequest, setupState } from '#shared/contracts/campaigns.ts'
import { isSetupNeeded } from '#server/auth/setup-token.ts'
import { setUp } from '#server/campaigns/set-up.ts'
import { forbidden, Refused } from '#server/errors.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readJson } from './input.ts'
import { invitationLinks } from './links.ts'
import type { Parts } from './parts.ts'

export function setupRoutes(parts: Parts) {
  const { sql, auth, config } = parts
  return new Hono<HttpEnv>()
    .get('/api/setup', async (c) => c.json({ needed: await isSetupNeeded(sql) }))
    .post('/api/setup', async (c) => {
      if (!(await isSetupNeeded(sql))) {
        throw new Refused(409, 'already-set-up', { title: 'Somebody has done the set-up already.' })
      }
      const done = await setUp(parts, await readJson(c, setupRequest))
      if (!done) throw forbidden('wrong-setup-token', 'This is not the token of the console.')
      const { user, campaign, invitations } = done
      const { setCookie } = await auth.welcome(user.id, c.req.header('user-agent') ?? '')
      c.header('Set-Cookie', setCookie, { append: true })
      return c.json({ user, campaign, invitations: invitationLinks(c, config, invitations) }, 201)
    })
}

export const setupDescriptions = describe({
  'GET /api/setup': {
    summary: 'Whether the first administrator is still to be made',
    answers: { 200: setupState },
    open: true,
  },
  'POST /api/setup': {
    summary: 'Make the first administrator and campaign, with the token of the console',
    body: setupRequest,
    answers: { 201: setupAnswer, 403: 'problem', 409: 'problem', 422: 'problem' },
    open: true,
  },
})
