// What a page asks of the server before it opens a socket: a client id to write with, and a key for what it keeps on disk.
import { fromBase64 } from 'lib0/buffer'
import type { z } from 'zod'
import { sessionKeyAnswer } from '#shared/contracts/sessions.ts'
import type { DocumentId } from '#shared/domain/ids.ts'
import { leaseAnswer, type LeaseAnswer } from '#shared/contracts/sync.ts'
import { keep, readKept } from '#client/offline/kept.ts'
import type { Lease } from './outbox-store.ts'

/** `unreachable`: worth trying again. The others are the server's considered answer. */
export type Asked<T> =
  | { readonly kind: 'given'; readonly value: T }
  | { readonly kind: 'refused'; readonly reason: 'signed-out' | 'no-right' | 'gone' | 'too-old' }
  | { readonly kind: 'unreachable' }

export async function requestLease(
  document: DocumentId,
  resume: Lease | null,
): Promise<Asked<LeaseAnswer>> {
  return ask('/api/sync/leases', leaseAnswer, {
    document,
    ...(resume ? { resume: { clientId: resume.clientId, fence: resume.fence } } : {}),
  })
}

/**
 * The key of what this session keeps on disk; given as null where the browser has no cryptography (plain HTTP on a
 * network). The tab remembers it, so that a reload without the network can open what was kept.
 */
export async function requestSessionKey(): Promise<Asked<CryptoKey | null>> {
  // Absent outside a secure context, whatever the type says.
  if (!globalThis.isSecureContext) return { kind: 'given', value: null }
  const asked = await ask('/api/session/key', sessionKeyAnswer, null)
  if (asked.kind === 'refused') return asked
  const answer = asked.kind === 'given' ? asked.value : readKept('key', sessionKeyAnswer)
  if (answer === null) return { kind: 'unreachable' }
  if (asked.kind === 'given') keep('key', answer)
  const bytes = fromBase64(answer.key)
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  return { kind: 'given', value: key }
}

async function ask<T>(path: string, schema: z.ZodType<T>, body: unknown): Promise<Asked<T>> {
  try {
    const response = await fetch(path, {
      // A line that died without a word would keep the question open for minutes.
      signal: AbortSignal.timeout(answerMs),
      ...(body === null
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }),
    })
    if (response.status === 401) return { kind: 'refused', reason: 'signed-out' }
    if (response.status === 403) return { kind: 'refused', reason: 'no-right' }
    if (response.status === 404) return { kind: 'refused', reason: 'gone' }
    if (!response.ok) return { kind: 'unreachable' }
    const parsed = schema.safeParse(await response.json())
    return parsed.success
      ? { kind: 'given', value: parsed.data }
      : { kind: 'refused', reason: 'too-old' }
  } catch {
    // fetch says nothing more than that no answer came, or not the whole of it.
    return { kind: 'unreachable' }
  }
}

const answerMs = 15_000
