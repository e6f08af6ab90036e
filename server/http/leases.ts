import { Hono } from 'hono'
import { leaseAnswer, leaseRequest } from '#shared/contracts/sync.ts'
import { forbidden, notFound } from '#server/errors.ts'
import { readAccess } from '#server/sync/access.ts'
import { takeLease } from '#server/sync/leases.ts'
import { describe } from './describe.ts'
import type { HttpEnv } from './guard.ts'
import { readJson } from './input.ts'
import type { Parts } from './parts.ts'
import { signedIn } from './rights.ts'

export function leaseRoutes({ sql, writer }: Pick<Parts, 'sql' | 'writer'>) {
  return new Hono<HttpEnv>().post('/api/sync/leases', async (c) => {
    const { user, session } = signedIn(c)
    const { document, resume } = await readJson(c, leaseRequest)
    const access = await readAccess(sql, document, user.id)
    if (access.kind === 'gone') throw notFound()
    if (access.kind === 'no-right') throw forbidden()
    // Before the lease: one of the epoch that ends here would be void at once.
    await writer.prepare(document)
    const lease = await takeLease(sql, { document, user: user.id, session, resume: resume ?? null })
    return c.json(lease, 201)
  })
}

export const leaseDescriptions = describe({
  'POST /api/sync/leases': {
    summary: 'The Yjs client id that this session may write a document with',
    body: leaseRequest,
    answers: { 201: leaseAnswer, 400: 'problem', 401: 'problem', 403: 'problem', 404: 'problem' },
  },
})
