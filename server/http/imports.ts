import { Hono, type Context } from 'hono'
import { z } from 'zod'
import {
  importAnswer,
  importPatch,
  importsAnswer,
  rejectedQuery,
  rowDetail,
  rowsAnswer,
  rowsQuery,
  undoAnswer,
} from '#shared/contracts/imports.ts'
import { source, type Source } from '#shared/domain/card.ts'
import { day } from '#shared/domain/day.ts'
import { importId, type ImportId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import { notFound, Refused, unusable } from '#server/errors.ts'
import { fileFaults } from '#server/imports/faults.ts'
import { createImportJobs } from '#server/imports/jobs.ts'
import { createGate, type Gate } from '#server/imports/gate.ts'
import { maxFileBytes, readingsAtOnce, uploadsAtOnce } from '#server/imports/limits.ts'
import { readLine, readLines, readRejected } from '#server/imports/lines.ts'
import { listImports } from '#server/imports/list-imports.ts'
import { logList, logRows } from '#server/imports/log-access.ts'
import { correctImport, prepareImport } from '#server/imports/prepare.ts'
import { detailOf } from '#server/imports/row-detail.ts'
import { createReader } from '#server/imports/reader.ts'
import { cioCsv, rejectedCsv } from '#server/imports/rejected.ts'
import { answerOf, readImport } from '#server/imports/store.ts'
import { undoAnswerOf } from '#server/imports/taken-back.ts'
import { todayInParis } from '#server/imports/today.ts'
import { createTurns } from '#server/imports/turns.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readId, readJson, readQuery } from './input.ts'
import type { Parts } from './parts.ts'
import { demand, member } from './rights.ts'

export function importRoutes(parts: Parts) {
  const { sql, reader = createReader() } = parts
  const { read } = reader
  const { imports: jobs = createImportJobs({ ...parts, read }) } = parts
  // A large list takes memory of its own until its rows are written: many at once wait for one another.
  const inTurn = createTurns(readingsAtOnce)
  // A file stands in memory from its first byte, while it waits too.
  const uploads = createGate(uploadsAtOnce)
  return new Hono<HttpEnv>()
    .get('/api/campaigns/:id/imports', async (c) => {
      const { campaign } = await importer(c, parts)
      // Whoever looks at the lists is about to send one.
      reader.warm()
      return c.json({ imports: await listImports(sql, campaign) })
    })
    .post('/api/campaigns/:id/imports', async (c) => {
      const { campaign, actor } = await importer(c, parts)
      const answer = await admitted(c, uploads, async () => {
        const upload = await readUpload(c, actor)
        return inTurn(() => prepareImport(sql, { campaign, user: actor.user, read, ...upload }))
      })
      await logRows(sql, actor, { action: 'import.preview', id: answer.id, rows: answer.rows })
      return c.json(answer, 201)
    })
    .get('/api/campaigns/:id/imports/:importId', async (c) => {
      const { campaign, actor, id } = await importer(c, parts)
      const record = await readImport(sql, campaign, id())
      if (!record) throw notFound()
      // Begun by a process that is no longer there: whoever is asked takes it over.
      if (record.state === 'applying' || record.state === 'undoing') {
        await jobs.goOn(campaign, record.id)
      }
      const answer = await answerOf(sql, record, actor.user)
      await logRows(sql, actor, { action: 'import.open', id: record.id, rows: answer.rows })
      return c.json(answer)
    })
    .patch('/api/campaigns/:id/imports/:importId', async (c) => {
      const { campaign, actor, id } = await importer(c, parts)
      const patch = await readJson(c, importPatch)
      const correction = { campaign, id: id(), user: actor.user, read }
      const answer = await inTurn(() => correctImport(sql, correction, patch))
      await logRows(sql, actor, { action: 'import.correct', id: answer.id, rows: answer.rows })
      return c.json(answer)
    })
    .post('/api/campaigns/:id/imports/:importId/apply', async (c) => {
      const { campaign, actor, id } = await importer(c, parts)
      const record = await jobs.apply({ campaign, id: id(), user: actor.user })
      await logList(sql, actor, { action: 'import.apply', id: record.id })
      return c.json(await answerOf(sql, record, actor.user), 202)
    })
    .delete('/api/campaigns/:id/imports/:importId', async (c) => {
      const { campaign, actor, id } = await importer(c, parts)
      const record = await jobs.undo({ campaign, id: id(), user: actor.user })
      await logList(sql, actor, { action: 'import.undo', id: record.id })
      return c.json(await undoAnswerOf(sql, record), record.state === 'undone' ? 200 : 202)
    })
    .get('/api/campaigns/:id/imports/:importId/rows', async (c) => {
      const { campaign, actor, id } = await importer(c, parts)
      const query = readQuery(c, rowsQuery)
      const record = await readImport(sql, campaign, id())
      if (!record) throw notFound()
      const page = await readLines(sql, { id: record.id, user: actor.user }, query)
      await logRows(sql, actor, { action: 'import.rows', id: record.id, rows: page.rows })
      return c.json(page)
    })
    .get('/api/campaigns/:id/imports/:importId/rows/:line', async (c) => {
      const { campaign, actor, id } = await importer(c, parts)
      const line = readId(c, 'line', lineNumber)
      const record = await readImport(sql, campaign, id())
      if (!record) throw notFound()
      const found = await readLine(sql, { id: record.id, user: actor.user, line })
      if (!found) throw notFound()
      await logRows(sql, actor, { action: 'import.row', id: record.id, rows: [found.row] })
      return c.json(detailOf(found, record))
    })
    .get('/api/campaigns/:id/imports/:importId/rejected', async (c) => {
      const { campaign, actor, id } = await importer(c, parts)
      const record = await readImport(sql, campaign, id())
      if (!record) throw notFound()
      const forCio = readQuery(c, rejectedQuery).for === 'cio'
      await logList(sql, actor, {
        action: forCio ? 'import.cio' : 'import.rejected',
        id: record.id,
      })
      const listed = { columns: record.preview.columns, choices: record.choices }
      const lines = await readRejected(sql, record.id)
      const name = forCio ? 'jeunes-a-orienter-vers-le-cio' : 'lignes-sans-fiche'
      return c.body((forCio ? cioCsv : rejectedCsv)(lines, listed), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${name}.csv"`,
      })
    })
}

export const importDescriptions = describe({
  'GET /api/campaigns/:id/imports': {
    summary: 'The lists of a campaign, the latest first',
    answers: { 200: importsAnswer, 403: 'problem', 404: 'problem' },
  },
  'POST /api/campaigns/:id/imports': {
    summary: 'Send a list (.xlsx, .ods, .csv) and read what it would bring',
    multipart: { file: 'file', source: 'text', receivedOn: 'text' },
    answers: { 201: importAnswer, 400: 'problem', 403: 'problem', 422: 'problem', 503: 'problem' },
  },
  'GET /api/campaigns/:id/imports/:importId': {
    summary: 'A list with its rows, its state and its progress',
    answers: { 200: importAnswer, 404: 'problem' },
  },
  'PATCH /api/campaigns/:id/imports/:importId': {
    summary: 'Correct how a list is read: encoding, sheet, header, columns, cells',
    body: importPatch,
    answers: { 200: importAnswer, 404: 'problem', 409: 'problem', 422: 'problem' },
  },
  'POST /api/campaigns/:id/imports/:importId/apply': {
    summary: 'Put the youths of a list on the board',
    answers: { 202: importAnswer, 404: 'problem', 409: 'problem' },
  },
  'DELETE /api/campaigns/:id/imports/:importId': {
    summary: 'Give a preview up, or take an applied list back as one act',
    answers: { 200: undoAnswer, 202: undoAnswer, 404: 'problem', 409: 'problem' },
  },
  'GET /api/campaigns/:id/imports/:importId/rows': {
    summary: 'A page of the rows of a list, of those that a filter keeps',
    query: rowsQuery,
    answers: { 200: rowsAnswer, 400: 'problem', 404: 'problem' },
  },
  'GET /api/campaigns/:id/imports/:importId/rows/:line': {
    summary: 'One row, field by field: what the file says, what was typed over it, what is kept',
    answers: { 200: rowDetail, 404: 'problem' },
  },
  'GET /api/campaigns/:id/imports/:importId/rejected': {
    summary:
      'The rows that made no card, with the reason, or those of them that the CIO is to orient',
    query: rejectedQuery,
    answers: { 200: 'csv', 404: 'problem' },
  },
})

const lineNumber = z.coerce.number().int().min(1).max(1_100_000)

/** A member who may run imports [P2], and the import that the path names. */
async function importer(c: Context<HttpEnv>, parts: Parts) {
  const { campaign, actor } = await member(c, parts)
  demand(actor, 'import.run')
  return { campaign, actor, id: (): ImportId => readId(c, 'importId', importId) }
}

/** A body that finds the gate full is read and kept nowhere: the answer comes when it has ended. */
async function admitted<T>(c: Context, gate: Gate, work: () => Promise<T>): Promise<T> {
  const leave = gate.enter()
  if (!leave) {
    await c.req.raw.body?.pipeTo(new WritableStream())
    throw new Refused(503, 'imports-busy', {
      title: 'Too many lists are being read. Try again in a moment.',
      retryAfter: 10,
    })
  }
  try {
    return await work()
  } finally {
    leave()
  }
}

const uploadFields = z.object({
  file: z.instanceof(File),
  source: source.optional(),
  receivedOn: day.optional(),
})

async function readUpload(c: Context<HttpEnv>, actor: Actor) {
  if (!/^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')) {
    throw new Refused(415, 'multipart-expected', { title: 'Send the file as multipart/form-data.' })
  }
  const parsed = uploadFields.safeParse(await readForm(c))
  if (!parsed.success) {
    const fields = Object.fromEntries(
      parsed.error.issues.map((issue) => [issue.path.join('.'), issue.code]),
    )
    throw new Refused(400, 'invalid', { title: 'Some fields cannot be used.', fields })
  }
  const { file } = parsed.data
  if (file.size > maxFileBytes) throw unusable('file-too-large', fileFaults['file-too-large'])
  return {
    fileName: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
    source: parsed.data.source ?? usualSource[actor.template],
    receivedOn: parsed.data.receivedOn ?? todayInParis(),
  }
}

/** The form's fields; one left empty is one left out. */
async function readForm(c: Context<HttpEnv>): Promise<Record<string, unknown>> {
  const form = await c.req.parseBody().catch((error: unknown) => {
    // The body limit speaks for itself; anything else is a form cut short.
    if (error instanceof Refused) throw error
    throw new Refused(400, 'bad-form', { title: 'The form was cut short.' })
  })
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''))
}

const usualSource: Readonly<Record<Actor['template'], Source>> = {
  mission_locale: 'operator_list',
  platform: 'siei_list',
}
