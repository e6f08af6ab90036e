import { Hono } from 'hono'
import {
  acceptInvitationRequest,
  invitationAnswer,
  sessionAnswer,
} from '#shared/contracts/sessions.ts'
import { acceptInvitation, readInvitation } from '#server/auth/invitations.ts'
import { Refused } from '#server/errors.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readJson } from './input.ts'
import type { Parts } from './parts.ts'

export function invitationRoutes({ sql, auth }: Parts) {
  return new Hono<HttpEnv>()
    .get('/api/invitations/:token', async (c) => {
      const invitation = await readInvitation(sql, c.req.param('token'))
      if (!invitation) throw invitationGone()
      return c.json(invitation)
    })
    .post('/api/invitations/:token', async (c) => {
      const { password } = await readJson(c, acceptInvitationRequest)
      const user = await acceptInvitation(sql, c.req.param('token'), password)
      if (!user) throw invitationGone()
      await auth.signOutEverywhere(user.id)
      const { setCookie } = await auth.welcome(user.id, c.req.header('user-agent') ?? '')
      c.header('Set-Cookie', setCookie, { append: true })
      return c.json({ user })
    })
}

export const invitationDescriptions = describe({
  'GET /api/invitations/:token': {
    summary: 'Whom an invitation is for',
    answers: { 200: invitationAnswer, 404: 'problem' },
    open: true,
  },
  'POST /api/invitations/:token': {
    summary: 'Choose a password with an invitation, once; signs in',
    body: acceptInvitationRequest,
    answers: { 200: sessionAnswer, 404: 'problem' },
    open: true,
  },
})

/** Unknown, used and too old alike. */
function invitationGone(): Refused {
  return new Refused(404, 'invitation-gone', {
    title: 'This invitation is not good any more. Ask for another one.',
  })
}
