import { Hono } from 'hono'
import {
  campaignAnswer,
  campaignsAnswer,
  createCampaignRequest,
  createdCampaignAnswer,
} from '#shared/contracts/campaigns.ts'
import { createCampaign } from '#server/campaigns/create.ts'
import { listCampaigns, readCampaign } from '#server/campaigns/read.ts'
import { forbidden } from '#server/errors.ts'
import { queueInvitations } from '#server/notices/mail-queue.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readJson } from './input.ts'
import { invitationLinks } from './links.ts'
import type { Parts } from './parts.ts'
import { member, signedIn } from './rights.ts'

export function campaignRoutes(parts: Parts) {
  const { sql } = parts
  return new Hono<HttpEnv>()
    .get('/api/campaigns', async (c) => {
      const { user } = signedIn(c)
      return c.json({ campaigns: await listCampaigns(sql, user.id) })
    })
    .post('/api/campaigns', async (c) => {
      const { user } = signedIn(c)
      if (!user.admin) throw forbidden('admin-only', 'Only administrators create campaigns.')
      const request = await readJson(c, createCampaignRequest)
      const { campaign, invitations } = await createCampaign(parts, request, user.id)
      if (parts.config.mail.smtpUrl !== null) {
        const emails = invitations.map((invited) => invited.email)
        await queueInvitations(sql, { campaign: campaign.id, emails })
      }
      return c.json({ campaign, invitations: invitationLinks(c, parts.config, invitations) }, 201)
    })
    .get('/api/campaigns/:id', async (c) => {
      const { actor } = await member(c, parts)
      return c.json(await readCampaign(sql, actor))
    })
}

export const campaignDescriptions = describe({
  'GET /api/campaigns': {
    summary: 'The campaigns one takes part in, the latest first',
    answers: { 200: campaignsAnswer },
  },
  'POST /api/campaigns': {
    summary: 'Create a campaign with its lanes and people (administrators)',
    body: createCampaignRequest,
    answers: { 201: createdCampaignAnswer, 403: 'problem', 422: 'problem' },
  },
  'GET /api/campaigns/:id': {
    summary: 'A campaign, its lanes and officers, and one’s own role',
    answers: { 200: campaignAnswer, 404: 'problem' },
  },
})
