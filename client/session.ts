import { createSignal } from 'solid-js'
import { ApiProblem, ask, onSignedOut, tell } from './api.ts'
import { sessionAnswer } from '#shared/contracts/sessions.ts'
import type { SessionAnswer } from '#shared/contracts/sessions.ts'

export type User = SessionAnswer['user']
type Session =
  | { readonly state: 'unknown' }
  | { readonly state: 'out' }
  | { readonly state: 'in'; readonly user: User }
  | { readonly state: 'unreachable'; readonly code: string }

const [read, write] = createSignal<Session>({ state: 'unknown' })
onSignedOut(() => write({ state: 'out' }))

/** Who is signed in on this screen. */
export const session = read

/** The signed-in person, or null. */
export function me(): User | null {
  const now = read()
  return now.state === 'in' ? now.user : null
}

export async function readSession(): Promise<void> {
  try {
    const { user } = await ask('/api/session', sessionAnswer)
    write({ state: 'in', user })
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    write(error.status === 401 ? { state: 'out' } : { state: 'unreachable', code: error.code })
  }
}

/** Throws ApiProblem when the server refuses. */
export async function signIn(email: string, password: string): Promise<void> {
  const { user } = await ask('/api/session', sessionAnswer, {
    method: 'POST',
    body: { email, password },
  })
  write({ state: 'in', user })
}

export async function signOut(): Promise<void> {
  await tell('/api/session', { method: 'DELETE' })
  write({ state: 'out' })
}
