import { createHmac } from 'node:crypto'
import { Hono } from 'hono'
import { sessionKeyAnswer } from '#shared/contracts/sessions.ts'
import { readSecret } from '#server/database/secret.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import type { Parts } from './parts.ts'
import { signedIn } from './rights.ts'

/**
 * The key that seals what a browser keeps of unsent work. It belongs to one session: after the sign-out nobody can ask
 * for it again, and what is left on that computer cannot be read by whoever sits there next.
 */
export function sessionKeyRoutes({ sql }: Pick<Parts, 'sql'>) {
  return new Hono<HttpEnv>().get('/api/session/key', async (c) => {
    const { session } = signedIn(c)
    const secret = await readSecret(sql, 'session-key')
    const key = createHmac('sha256', secret).update(session).digest('base64')
    c.header('Cache-Control', 'no-store')
    return c.json({ key })
  })
}

export const sessionKeyDescriptions = describe({
  'GET /api/session/key': {
    summary: 'The key of this session that seals unsent work on this computer',
    answers: { 200: sessionKeyAnswer, 401: 'problem' },
  },
})
