// Bodies, queries and ids, parsed once on arrival. What was sent is never quoted back.
import type { Context } from 'hono'
import type { z } from 'zod'
import { notFound, Refused } from '#server/errors.ts'

/** The JSON body by its schema; 400 with one code a field, 415 when it is not JSON. */
export async function readJson<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/json(;|$)/i.test(type.trim())) {
    throw new Refused(415, 'json-expected', { title: 'Send application/json.' })
  }
  const text = await c.req.text()
  return parse(schema, fromJson(text))
}

/** The query string by its schema; of a name given twice, the last counts, and one left empty is one left out. */
export function readQuery<S extends z.ZodType>(c: Context, schema: S): z.output<S> {
  const given = [...new URL(c.req.url).searchParams].filter(([, value]) => value !== '')
  return parse(schema, Object.fromEntries(given))
}

/** An id of the path. What cannot be an id is not there: 404, as for an id nobody has. */
export function readId<S extends z.ZodType>(c: Context, name: string, schema: S): z.output<S> {
  const parsed = schema.safeParse(c.req.param(name))
  if (!parsed.success) throw notFound()
  return parsed.data
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message quotes the text.
    throw new Refused(400, 'bad-json', { title: 'This is not JSON.' })
  }
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  // Which field, and the code of what is wrong with it; zod's messages can quote the value.
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.join('.'), issue.code]),
  )
  throw new Refused(400, 'invalid', { title: 'Some fields cannot be used.', fields })
}
