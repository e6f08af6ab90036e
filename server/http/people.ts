import { Hono } from 'hono'
import { inviteAgainRequest, invitationLink, peopleAnswer } from '#shared/contracts/campaigns.ts'
import { must } from '#shared/assert.ts'
import { inviteAgain, listMembers } from '#server/campaigns/members.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readJson } from './input.ts'
import { invitationLinks } from './links.ts'
import type { Parts } from './parts.ts'
import { queueInvitations } from '#server/notices/mail-queue.ts'
import { demand, member } from './rights.ts'

export function peopleRoutes(parts: Parts) {
  const { sql, config } = parts
  return new Hono<HttpEnv>()
    .get('/api/campaigns/:id/people', async (c) => {
      const { campaign, actor } = await member(c, parts)
      demand(actor, 'people.edit')
      return c.json({ people: await listMembers(sql, campaign) })
    })
    .post('/api/campaigns/:id/invitations', async (c) => {
      const { campaign, actor, user: asker } = await member(c, parts)
      demand(actor, 'people.edit')
      const { user } = await readJson(c, inviteAgainRequest)
      const invited = await inviteAgain(sql, { campaign, user, byAdmin: asker.admin })
      const mailed = config.mail.smtpUrl !== null
      if (mailed) await queueInvitations(sql, { campaign, emails: [invited.email] })
      const [link] = invitationLinks(c, config, [invited])
      return c.json(must(link, 'one invitation makes one link'), 201)
    })
}

export const peopleDescriptions = describe({
  'GET /api/campaigns/:id/people': {
    summary: 'Everybody who takes part, and who has not come in yet',
    answers: { 200: peopleAnswer, 403: 'problem', 404: 'problem' },
  },
  'POST /api/campaigns/:id/invitations': {
    summary: 'A new invitation link for one of them',
    body: inviteAgainRequest,
    answers: { 201: invitationLink, 403: 'problem', 404: 'problem' },
  },
})
