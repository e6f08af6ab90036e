import { Hono, type Context } from 'hono'
import { z } from 'zod'
import {
  languageRequest,
  mailsAnswer,
  noticeAnswer,
  noticesAnswer,
  readNoticesRequest,
} from '#shared/contracts/notices.ts'
import { must } from '#shared/assert.ts'
import { notFound, Refused } from '#server/errors.ts'
import { listMails } from '#server/notices/compose.ts'
import { retryNow } from '#server/notices/mail-queue.ts'
import { keepLanguage, markRead, readNotice, readNotices } from '#server/notices/read.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readId, readJson } from './input.ts'
import type { Parts } from './parts.ts'
import { demand, member, signedIn } from './rights.ts'

const rowId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)

export function noticeRoutes(parts: Parts) {
  const { sql, config } = parts
  const originOf = (c: Context) => config.publicUrl?.origin ?? new URL(c.req.url).origin
  return new Hono<HttpEnv>()
    .get('/api/notices', async (c) => c.json(await readNotices(sql, signedIn(c).user.id)))
    .get('/api/notices/:notice', async (c) => {
      const { user } = signedIn(c)
      const answer = await readNotice(sql, { user: user.id, id: readId(c, 'notice', rowId) })
      if (!answer) throw notFound()
      return c.json(answer)
    })
    .post('/api/notices/read', async (c) => {
      const { user } = signedIn(c)
      const { upTo } = await readJson(c, readNoticesRequest)
      await markRead(sql, { user: user.id, upTo })
      return c.body(null, 204)
    })
    .put('/api/session/language', async (c) => {
      const { user } = signedIn(c)
      const { language } = await readJson(c, languageRequest)
      await keepLanguage(sql, { user: user.id, language })
      return c.body(null, 204)
    })
    .get('/api/campaigns/:id/mails', async (c) => {
      const { campaign: id, actor } = await member(c, parts)
      demand(actor, 'people.edit')
      const [row] = await sql<{ name: string }[]>`select name from campaign where id = ${id}`
      const campaign = { id, name: must(row, 'a member stands in a campaign').name }
      const mails = await listMails(sql, { campaign, origin: originOf(c) })
      return c.json({ sends: config.mail.smtpUrl !== null, mails })
    })
    .post('/api/campaigns/:id/mails/:mail/retry', async (c) => {
      const { campaign, actor } = await member(c, parts)
      demand(actor, 'people.edit')
      const id = readId(c, 'mail', rowId)
      if (!(await retryNow(sql, { id, campaign }))) {
        throw new Refused(409, 'nothing-to-retry', { title: 'This mail is not waiting for a try.' })
      }
      return c.body(null, 204)
    })
}

export const noticeDescriptions = describe({
  'GET /api/notices': {
    summary: 'What one was told: cards that arrived, were assigned, handed over, sent back',
    answers: { 200: noticesAnswer },
  },
  'GET /api/notices/:notice': {
    summary: 'One of one’s own notices, with the cards it speaks of',
    answers: { 200: noticeAnswer, 404: 'problem' },
  },
  'POST /api/notices/read': {
    summary: 'Mark what was shown as read',
    body: readNoticesRequest,
    answers: { 204: null, 400: 'problem' },
  },
  'PUT /api/session/language': {
    summary: 'The language in which mails to oneself are written',
    body: languageRequest,
    answers: { 204: null, 400: 'problem' },
  },
  'GET /api/campaigns/:id/mails': {
    summary: 'The outbox: mails that wait, left, failed, or would be sent',
    answers: { 200: mailsAnswer, 403: 'problem', 404: 'problem' },
  },
  'POST /api/campaigns/:id/mails/:mail/retry': {
    summary: 'Try a mail that failed again now',
    answers: { 204: null, 403: 'problem', 404: 'problem', 409: 'problem' },
  },
})
