import type { Problem } from '#shared/contracts/problem.ts'

/** A refusal with a name: it becomes a status or a close code in one place. Messages hold no personal data. */
export class Refused extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503
  readonly code: string
  readonly fields: Readonly<Record<string, string>> | undefined
  readonly retryAfter: number | undefined

  constructor(
    status: Refused['status'],
    code: string,
    more: { title?: string; fields?: Readonly<Record<string, string>>; retryAfter?: number } = {},
  ) {
    super(more.title ?? code)
    this.name = 'Refused'
    this.status = status
    this.code = code
    this.fields = more.fields
    this.retryAfter = more.retryAfter
  }
}

/** Nobody is signed in. */
export const signedOut = () => new Refused(401, 'signed-out', { title: 'Sign in first.' })
/** [P1] Not there, or not for this person: the same answer. */
export const notFound = () =>
  new Refused(404, 'not-found', { title: 'There is nothing here for you.' })
export const forbidden = (code = 'not-allowed', title?: string) =>
  new Refused(403, code, {
    title: title ?? 'Your role in this campaign does not allow this.',
  })
/** Something was read and cannot be used; `title` is one clear sentence for a person. */
export const unusable = (code: string, title: string) => new Refused(422, code, { title })

export function toProblem(error: Refused): Problem & { status: Refused['status'] } {
  return {
    type: 'about:blank',
    title: error.message,
    status: error.status,
    code: error.code,
    ...(error.fields ? { fields: { ...error.fields } } : {}),
    ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
  }
}
