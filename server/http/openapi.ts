// GET /api/openapi.json: every route, from the schemas that parse it.
import { Hono } from 'hono'
import { z } from 'zod'
import { problem } from '#shared/contracts/problem.ts'
import { describe, type RouteDescription, type RouteDescriptions } from './describe.ts'
import type { HttpEnv } from './guard.ts'

type Json = Record<string, unknown>

export function openapiRoutes(descriptions: RouteDescriptions) {
  const document = toOpenApi({ ...descriptions, ...openapiDescriptions })
  return new Hono<HttpEnv>().get('/api/openapi.json', (c) => c.json(document))
}

const openapiDescriptions = describe({
  'GET /api/openapi.json': {
    summary: 'This document',
    answers: { 200: z.looseObject({ openapi: z.string() }) },
    open: true,
  },
})

/** An OpenAPI 3.1 document. */
export function toOpenApi(descriptions: RouteDescriptions): Json {
  const paths: Record<string, Json> = {}
  for (const [name, description] of Object.entries(descriptions)) {
    const [method = '', path = ''] = name.split(' ')
    const template = path.replaceAll(/:(\w+)/g, '{$1}')
    paths[template] = { ...paths[template], [method.toLowerCase()]: operation(path, description) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Relance',
      version: '1',
      description:
        'Sign in with POST /api/session; the cookie opens the rest. A request that changes something comes from the same origin. Errors are problem+json with a stable `code`.',
    },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problem, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'relance' } },
    },
    security: [{ session: [] }],
  }
}

function operation(path: string, description: RouteDescription): Json {
  const { summary, query, open } = description
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  return {
    summary,
    parameters: [...inPath, ...(query ? queryParameters(query) : [])],
    ...requestBody(description),
    responses: responses(description),
    ...(open ? { security: [] } : {}),
  }
}

const querySchema = z.object({
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()).default([]),
})

function queryParameters(query: z.ZodType): Json[] {
  // What a parameter becomes: of what `coerce` takes, JSON Schema can say nothing.
  const { properties } = querySchema.parse(jsonSchema(query, 'output'))
  const { required } = querySchema.parse(jsonSchema(query, 'input'))
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name) && !hasDefault(schema),
    schema,
  }))
}

function hasDefault(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && 'default' in schema
}

function requestBody({ body, multipart }: RouteDescription): Json {
  if (body) {
    const schema = jsonSchema(body, 'input')
    return { requestBody: { required: true, content: { 'application/json': { schema } } } }
  }
  if (!multipart) return {}
  const properties = Object.fromEntries(
    Object.entries(multipart).map(([name, kind]) => [
      name,
      kind === 'file' ? { type: 'string', format: 'binary' } : { type: 'string' },
    ]),
  )
  const schema = { type: 'object', properties }
  return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
}

function responses({ answers, open }: RouteDescription): Json {
  const signedOut = open ? {} : { 401: 'problem' as const }
  return Object.fromEntries(
    Object.entries({ ...signedOut, ...answers }).map(([status, answer]) => [
      status,
      response(answer),
    ]),
  )
}

function response(answer: RouteDescription['answers'][number]): Json {
  if (answer === undefined || answer === null) return { description: 'Done; nothing to say.' }
  if (answer === 'csv') {
    return { description: 'A table.', content: { 'text/csv': { schema: { type: 'string' } } } }
  }
  if (answer === 'problem') {
    const schema = { $ref: '#/components/schemas/Problem' }
    return { description: 'Why not.', content: { 'application/problem+json': { schema } } }
  }
  const schema = jsonSchema(answer, 'output')
  return { description: 'The answer.', content: { 'application/json': { schema } } }
}

/** Refinements that JSON Schema cannot say (a day that exists) stay with the server. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return described
}
