import { problem } from '#shared/contracts/problem.ts'
import type { z } from 'zod'

/** A request that was not answered as hoped. `code` is stable and has words in both languages; `offline` when nothing answered. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly fields: Readonly<Record<string, string>>
  /** Seconds to wait, after too many tries. */
  readonly retryAfter: number | null

  constructor(of: {
    status: number
    code: string
    title?: string
    fields?: Readonly<Record<string, string>> | undefined
    retryAfter?: number | undefined
    cause?: unknown
  }) {
    super(of.title ?? of.code, { cause: of.cause })
    this.name = 'ApiProblem'
    this.status = of.status
    this.code = of.code
    this.fields = of.fields ?? {}
    this.retryAfter = of.retryAfter ?? null
  }
}

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** JSON, or a form with a file. */
  readonly body?: unknown
  readonly signal?: AbortSignal
}

type SignedOutListener = () => void
const signedOutListeners = new Set<SignedOutListener>()

/** Told whenever an answer says that nobody is signed in any more; returns how to stop. */
export function onSignedOut(listener: SignedOutListener): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/** Asks the server and reads the answer with its schema. Throws ApiProblem. */
export async function ask<S extends z.ZodType>(
  path: string,
  answer: S,
  request: Request = {},
): Promise<z.infer<S>> {
  const response = await send(path, request)
  return answer.parse(await response.json())
}

/** The same for answers without a body that matters. */
export async function tell(path: string, request: Request): Promise<void> {
  await send(path, request)
}

async function send(path: string, request: Request): Promise<Response> {
  const form = request.body instanceof FormData
  const response = await fetch(path, {
    method: request.method ?? 'GET',
    headers: {
      accept: 'application/json',
      ...(request.body === undefined || form ? {} : { 'content-type': 'application/json' }),
    },
    ...(request.body === undefined
      ? {}
      : { body: request.body instanceof FormData ? request.body : JSON.stringify(request.body) }),
    ...(request.signal ? { signal: request.signal } : {}),
  }).catch((cause: unknown) => {
    if (request.signal?.aborted) throw cause
    throw new ApiProblem({ status: 0, code: 'offline', cause })
  })
  if (response.ok) return response
  const refused = await readProblem(response)
  if (refused.code === 'signed-out') for (const listener of signedOutListeners) listener()
  throw refused
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null)
  const read = problem.safeParse(body)
  // A proxy's own page, or a server that stopped half-way.
  if (!read.success) return new ApiProblem({ status: response.status, code: 'unexpected' })
  return new ApiProblem(read.data)
}

/** The problem behind any thrown value, so that a page always has a code to show. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem({ status: 0, code: 'unexpected', cause: error })
}
