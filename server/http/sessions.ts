import { Hono, type Context } from 'hono'
import { sessionAnswer, signInRequest, type SessionAnswer } from '#shared/contracts/sessions.ts'
import type { SignedIn } from '#server/auth/auth.ts'
import { Refused } from '#server/errors.ts'
import { describe } from './describe.ts'
import { addressOf, type HttpEnv } from './guard.ts'
import { readJson } from './input.ts'
import type { Parts } from './parts.ts'
import { signedIn } from './rights.ts'

export function sessionRoutes({ auth, config, log }: Parts) {
  return new Hono<HttpEnv>()
    .post('/api/session', async (c) => {
      const { email, password } = await readJson(c, signInRequest)
      const userAgent = c.req.header('user-agent') ?? ''
      const requestId = c.get('requestId')
      const result = await auth.signIn(email, password, {
        address: addressOf(c, config),
        userAgent,
      })
      switch (result.kind) {
        case 'signed-in':
          // This browser's earlier session, if any, is over: whoever comes after is not that person any more.
          await endCurrent(c)
          log.info({ requestId, user: result.user.id }, 'signed in')
          c.header('Set-Cookie', result.setCookie)
          return c.json(answer(result.user))
        case 'refused':
          log.info({ requestId }, 'sign-in refused')
          throw new Refused(401, 'wrong-credentials', {
            title: 'This address and this password do not go together.',
          })
        case 'throttled':
          log.warn({ requestId }, 'sign-in throttled')
          throw new Refused(429, 'too-many-tries', {
            title: 'Too many tries. Wait before the next one.',
            retryAfter: result.retryAfter,
          })
      }
    })
    .get('/api/session', (c) => c.json(answer(signedIn(c).user)))
    .delete('/api/session', async (c) => {
      await endCurrent(c)
      // Replaces the renewed cookie that the guard may have set on this very request.
      c.header('Set-Cookie', auth.blankCookie)
      return c.body(null, 204)
    })

  async function endCurrent(c: Context<HttpEnv>): Promise<void> {
    const found = c.get('signedIn')
    if (found) await auth.signOut(found.session)
  }
}

export const sessionDescriptions = describe({
  'POST /api/session': {
    summary: 'Sign in',
    body: signInRequest,
    answers: { 200: sessionAnswer, 401: 'problem', 429: 'problem' },
    open: true,
  },
  'GET /api/session': { summary: 'Who is signed in', answers: { 200: sessionAnswer } },
  'DELETE /api/session': { summary: 'Sign out', answers: { 204: null }, open: true },
})

function answer({ id, name, email, admin }: SignedIn['user']): SessionAnswer {
  return { user: { id, name, email, admin } }
}
