import { createSignal } from 'solid-js'
import { ApiProblem, ask, onSignedOut, tell } from './api.ts'
import { forgetKept, keep, readKept } from './offline/kept.ts'
import { forgetCopies } from './sync/board-copy.ts'
import { forgetUnsent } from './sync/unsent.ts'
import { sessionAnswer } from '#shared/contracts/sessions.ts'
import type { SessionAnswer } from '#shared/contracts/sessions.ts'

export type User = SessionAnswer['user']
type Session =
  | { readonly state: 'unknown' }
  | { readonly state: 'out' }
  | { readonly state: 'in'; readonly user: User }
  | { readonly state: 'unreachable'; readonly code: string }

const [read, write] = createSignal<Session>({ state: 'unknown' })
onSignedOut(forget)

/** Nobody is signed in here any more: nothing that this tab or this browser kept for a reload outlives that. */
function forget(): void {
  forgetKept()
  void forgetCopies()
  void forgetUnsent()
  write({ state: 'out' })
}

function enter(user: User): void {
  keep('session', { user })
  write({ state: 'in', user })
}

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
    enter(user)
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    if (error.status === 401) {
      forget()
      return
    }
    // Without the network the tab goes on as who it was; the server judges once it is back.
    const kept = error.code === 'offline' ? readKept('session', sessionAnswer) : null
    write(kept ? { state: 'in', user: kept.user } : { state: 'unreachable', code: error.code })
  }
}

/** Throws ApiProblem when the server refuses. */
export async function signIn(email: string, password: string): Promise<void> {
  const { user } = await ask('/api/session', sessionAnswer, {
    method: 'POST',
    body: { email, password },
  })
  enter(user)
}

export async function signOut(): Promise<void> {
  await tell('/api/session', { method: 'DELETE' })
  forget()
}
