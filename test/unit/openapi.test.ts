import { describe as group, expect, test } from 'vitest'
import { z } from 'zod'
import { createApp } from '#server/app.ts'
import { createAuth } from '#server/auth/auth.ts'
import { readConfig } from '#server/config.ts'
import { openSql } from '#server/database/sql.ts'
import { describe } from '#server/http/describe.ts'
import { toOpenApi } from '#server/http/openapi.ts'
import { createLog } from '#server/log.ts'

// The pool connects at its first query; nothing here makes one.
const sql = openSql('postgres://nobody@127.0.0.1:1/nothing')
const app = createApp({
  sql,
  auth: createAuth({ sql, secure: false }),
  writer: {
    prepare: async () => {},
    rebuild: () => Promise.reject(new Error('no rooms here')),
    execute: () => Promise.reject(new Error('no rooms here')),
    create: async () => {},
  },
  config: readConfig({}),
  log: createLog('silent'),
})

const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        summary: z.string().min(3),
        parameters: z.array(z.object({ name: z.string(), in: z.enum(['path', 'query']) })),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
})
async function readDocument() {
  const answer = await app.request('/api/openapi.json')
  return documentSchema.parse(await answer.json())
}

group('the description of the API', () => {
  test('[P1] holds every route, and every route it holds exists', async () => {
    const { paths } = await readDocument()
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const registered = app.routes
      .filter((route) => route.method !== 'ALL')
      .map((route) => `${route.method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`)
    expect(described.toSorted()).toEqual([...new Set(registered)].toSorted())
  })

  test('[P1] names the parameters of each path, and says what happens signed out', async () => {
    const { paths } = await readDocument()
    const card = paths['/api/campaigns/{id}/cards/{cardId}']?.['get']
    expect(card?.parameters.map((parameter) => parameter.name)).toEqual(['id', 'cardId'])
    expect(Object.keys(card?.responses ?? {})).toEqual(['200', '401', '403', '404'])
    const list = paths['/api/campaigns/{id}/cards']?.['get']
    expect(list?.parameters.map((parameter) => parameter.name)).toEqual([
      'id',
      'q',
      'stage',
      'lane',
      'limit',
      'cursor',
    ])
  })

  test('[P1] says what a route takes and what it answers', () => {
    const document = toOpenApi(
      describe({
        'POST /api/things/:id': {
          summary: 'Make a thing',
          query: z.object({ dry: z.coerce.boolean().default(false), of: z.string() }),
          body: z.object({ name: z.string().trim().max(3), n: z.number().default(1) }),
          answers: { 201: z.object({ n: z.number() }), 204: null, 415: 'problem', 200: 'csv' },
          open: true,
        },
      }),
    )
    expect(document).toMatchObject({
      paths: {
        '/api/things/{id}': {
          post: {
            security: [],
            parameters: [
              { name: 'id', in: 'path', required: true },
              { name: 'dry', in: 'query', required: false, schema: { type: 'boolean' } },
              { name: 'of', in: 'query', required: true, schema: { type: 'string' } },
            ],
            requestBody: {
              content: { 'application/json': { schema: { required: ['name'] } } },
            },
            responses: {
              200: { content: { 'text/csv': {} } },
              201: { content: { 'application/json': { schema: { required: ['n'] } } } },
              204: { description: 'Done; nothing to say.' },
              415: { content: { 'application/problem+json': {} } },
            },
          },
        },
      },
    })
  })
})
