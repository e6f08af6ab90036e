import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'
import { ask } from '#client/api.ts'
import { findAnswer, type FindAnswer } from '#shared/contracts/find.ts'
import { soughtNumber } from '#shared/domain/sought-number.ts'
import type { Screen } from './screen.ts'

/** A number is looked for on the server, which alone knows whose dossier one may open. */
export type NumberSearch =
  /** What is typed is no number, or not for this person. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'found'; readonly found: FindAnswer['found'] }

/** Long enough for the next digit to be typed. */
const pauseMs = 180
const finders: ReadonlySet<string> = new Set(['coordinator', 'manager', 'officer'])

/** Looks for the number that is typed; an answer that comes after the next digit is thrown away. */
export function createNumberSearch(
  text: Accessor<string>,
  screen: Pick<Screen, 'campaign' | 'actor' | 'online'>,
): Accessor<NumberSearch> {
  const [search, setSearch] = createSignal<NumberSearch>({ kind: 'idle' })
  createEffect(() => {
    const number = text().trim()
    const role = screen.actor()?.role
    if (!soughtNumber(number) || role === undefined || !finders.has(role)) {
      setSearch({ kind: 'idle' })
      return
    }
    if (!screen.online()) {
      setSearch({ kind: 'offline' })
      return
    }
    setSearch({ kind: 'asking' })
    const asking = new AbortController()
    const timer = setTimeout(() => {
      const request = { method: 'POST', body: { number }, signal: asking.signal } as const
      ask(`/api/campaigns/${screen.campaign}/find`, findAnswer, request).then(
        ({ found }) => setSearch({ kind: 'found', found }),
        () => asking.signal.aborted || setSearch({ kind: 'failed' }),
      )
    }, pauseMs)
    onCleanup(() => {
      clearTimeout(timer)
      asking.abort()
    })
  })
  return search
}
