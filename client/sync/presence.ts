// Who else is here, and what I show of myself. The server stamps the name; nothing here is believed about identity.
import { createSignal, type Accessor } from 'solid-js'
import type { Awareness } from 'y-protocols/awareness'
import { z } from 'zod'
import { presenceState, type PresenceState } from '#shared/contracts/sync.ts'

export interface Colleague {
  readonly clientId: number
  readonly user: { readonly id: string; readonly name: string }
  readonly state: PresenceState
}

export interface Presence {
  /** Everybody else on this document, one entry a page. */
  readonly others: Accessor<readonly Colleague[]>
  /** Who wrote under a client id, as far as this page has seen them; they may have left since. */
  readonly whoWas: (clientId: number) => Colleague['user'] | null
  /** Merges into what I show; sent at most ten times a second. */
  readonly show: (change: PresenceState) => void
  readonly close: () => void
}

export function createPresence(awareness: Awareness): Presence {
  const [others, setOthers] = createSignal<readonly Colleague[]>([])
  const seen = new Map<number, Colleague['user']>()
  let mine: PresenceState = {}
  let timer: ReturnType<typeof setTimeout> | undefined
  let sentAt = 0

  function read(): void {
    const colleagues: Colleague[] = []
    for (const [clientId, value] of awareness.getStates()) {
      const parsed = stamped.safeParse(value)
      if (!parsed.success) continue
      const { user, ...state } = parsed.data
      seen.set(clientId, user)
      if (clientId !== awareness.clientID) colleagues.push({ clientId, user, state })
    }
    setOthers(colleagues)
  }

  function send(): void {
    timer = undefined
    sentAt = Date.now()
    awareness.setLocalState({ ...mine })
  }

  awareness.on('change', read)
  read()
  return {
    others,
    whoWas: (clientId) => seen.get(clientId) ?? null,
    show: (change) => {
      mine = { ...mine, ...change }
      if (timer !== undefined) return
      timer = setTimeout(send, Math.max(0, sentAt + betweenSendsMs - Date.now()))
    },
    close: () => {
      clearTimeout(timer)
      awareness.off('change', read)
    },
  }
}

const betweenSendsMs = 100

const stamped = presenceState.extend({ user: z.object({ id: z.string(), name: z.string() }) })
