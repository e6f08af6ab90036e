import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { extractAnswer, triageAnswer, triageCardAnswer } from '#shared/contracts/triage.ts'
import { cardId, type CampaignId } from '#shared/domain/ids.ts'
import { must } from '#shared/assert.ts'
import { logAccess } from '#server/database/access-log.ts'
import { notFound, Refused, unusable } from '#server/errors.ts'
import { fileFaults, UnreadableFile } from '#server/imports/faults.ts'
import { maxFileBytes, readingsAtOnce } from '#server/imports/limits.ts'
import { todayInParis } from '#server/imports/today.ts'
import { createTurns } from '#server/imports/turns.ts'
import { forgetExtract, keepExtract, readExtractHead } from '#server/triage/extracts.ts'
import { readInThread } from '#server/triage/in-thread.ts'
import { createTriageJobs, type TriageJobs } from '#server/triage/jobs.ts'
import { readTriageCard } from '#server/triage/read-card.ts'
import { readQueue } from '#server/triage/read-queue.ts'
import { readSealKey } from '#server/triage/seal.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readId } from './input.ts'
import type { Parts } from './parts.ts'
import { demand, member } from './rights.ts'

/** Reading: the queue, one youth, and the extract that the candidates come from. */
export function triageRoutes(parts: Parts, jobs: TriageJobs) {
  const { sql } = parts
  const inTurn = createTurns(readingsAtOnce)
  return new Hono<HttpEnv>()
    .get('/api/campaigns/:id/triage', async (c) => {
      const { campaign } = await triager(c, parts)
      const { answer, stale } = await readQueue(sql, campaign)
      return c.json({ ...answer, ...matchOn(jobs, campaign, stale) })
    })
    .post('/api/campaigns/:id/triage/matching', async (c) => {
      const { campaign } = await triager(c, parts)
      jobs.restart(campaign)
      return c.body(null, 202)
    })
    .post('/api/campaigns/:id/triage/extract', async (c) => {
      const { campaign, actor } = await triager(c, parts)
      const { fileName, bytes } = await readUpload(c)
      const key = await readSealKey(sql)
      const read = await inTurn(() => readInThread({ bytes, today: todayInParis(), key })).catch(
        (error: unknown) => {
          if (error instanceof UnreadableFile) throw unusable(error.code, error.message)
          throw error
        },
      )
      const id = await keepExtract(sql, { campaign, user: actor.user, fileName }, read)
      await logAccess(sql, actor, { action: 'triage.extract.load', subjects: [id] })
      jobs.restart(campaign)
      const extract = must(await readExtractHead(sql, campaign), 'the extract was kept')
      return c.json({ extract }, 201)
    })
    .delete('/api/campaigns/:id/triage/extract', async (c) => {
      const { campaign, actor } = await triager(c, parts)
      if (!(await forgetExtract(sql, campaign))) throw notFound()
      await logAccess(sql, actor, { action: 'triage.extract.delete', subjects: [campaign] })
      return c.body(null, 204)
    })
    .get('/api/campaigns/:id/triage/cards/:cardId', async (c) => {
      const { campaign, actor } = await triager(c, parts)
      const card = readId(c, 'cardId', cardId)
      const found = await readTriageCard(parts, { campaign, user: actor.user, card })
      if (!found) throw notFound()
      // Contact details of the cards that look alike are served beside the youth's own. [P7]
      const served = [card, ...found.answer.duplicates.map((one) => one.card)]
      await logAccess(sql, actor, { action: 'triage.open', subjects: served })
      return c.json({ ...found.answer, ...matchOn(jobs, campaign, found.stale) })
    })
}

/** Matches what is stale, unless that has failed a moment ago; answers how it stands. */
function matchOn(jobs: TriageJobs, campaign: CampaignId, stale: boolean) {
  if (stale) jobs.start(campaign)
  const failure = stale ? jobs.failureOf(campaign) : null
  return {
    matching: failure === null && (stale || jobs.isRunning(campaign)),
    failed: failure && { againAt: failure.againAt.toISOString() },
  }
}

export const triageDescriptions = describe({
  'GET /api/campaigns/:id/triage': {
    summary: 'What waits to be triaged, how it matches, what was decided',
    answers: { 200: triageAnswer, 403: 'problem', 404: 'problem' },
  },
  'POST /api/campaigns/:id/triage/matching': {
    summary: 'Match again what could not be matched, without waiting for the next try',
    answers: { 202: null, 403: 'problem', 404: 'problem' },
  },
  'POST /api/campaigns/:id/triage/extract': {
    summary:
      'Load an i-milo extract (.xlsx, .ods, .csv) for the matching, in the place of the one before',
    multipart: { file: 'file' },
    answers: { 201: extractAnswer, 400: 'problem', 403: 'problem', 422: 'problem' },
  },
  'DELETE /api/campaigns/:id/triage/extract': {
    summary: 'Close the triage: delete the extract and every candidate',
    answers: { 204: null, 403: 'problem', 404: 'problem' },
  },
  'GET /api/campaigns/:id/triage/cards/:cardId': {
    summary: 'One youth with the files and the cards that may be theirs',
    answers: { 200: triageCardAnswer, 403: 'problem', 404: 'problem' },
  },
})

/** A member who may triage. [P2] */
export async function triager(c: Context<HttpEnv>, parts: Parts) {
  const { campaign, actor } = await member(c, parts)
  demand(actor, 'triage.run')
  return { campaign, actor }
}

/** The parts' own jobs, or, in a test without them, others. */
export function triageJobsOf(parts: Parts): TriageJobs {
  return parts.triage ?? createTriageJobs(parts)
}

const uploadFields = z.object({ file: z.instanceof(File) })

async function readUpload(c: Context<HttpEnv>) {
  if (!/^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')) {
    throw new Refused(415, 'multipart-expected', { title: 'Send the file as multipart/form-data.' })
  }
  const form: unknown = await c.req.parseBody().catch((error: unknown) => {
    // The body limit speaks for itself; anything else is a form cut short.
    if (error instanceof Refused) throw error
    throw new Refused(400, 'bad-form', { title: 'The form was cut short.' })
  })
  const parsed = uploadFields.safeParse(form)
  if (!parsed.success) {
    throw new Refused(400, 'invalid', { title: 'Send a file.', fields: { file: 'invalid_type' } })
  }
  const { file } = parsed.data
  if (file.size > maxFileBytes) throw unusable('file-too-large', fileFaults['file-too-large'])
  return { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}
