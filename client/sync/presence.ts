// Who else is here, and what I show of myself. The server stamps the name; nothing here is believed about identity.
import { createSignal, type Accessor } from 'solid-js'
import type { Awareness } from 'y-protocols/awareness'
import { z } from 'zod'
import { presenceState, type PresenceState } from '#shared/contracts/sync.ts'
import type { CardId } from '#shared/domain/ids.ts'

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
  /**
   * A card's new place has come from this page: its hand is open, whatever an older word of it still says. Places and
   * presence travel apart, and the place is often first.
   */
  readonly dropped: (clientId: number, card: CardId) => void
  readonly close: () => void
}

export function createPresence(awareness: Awareness): Presence {
  const [others, setOthers] = createSignal<readonly Colleague[]>([])
  const seen = new Map<number, Colleague['user']>()
  let mine: PresenceState = {}
  let timer: ReturnType<typeof setTimeout> | undefined
  let sentAt = 0
  const dragsHeard = new Map<number, { readonly said: string; readonly at: number }>()
  /** Cards that were dropped before their drag was said to be over. */
  const droppedBy = new Map<number, CardId>()
  let forgetting: ReturnType<typeof setTimeout> | undefined

  function isOver(clientId: number, drag: PresenceState['drag']): boolean {
    const card = droppedBy.get(clientId)
    if (card === undefined) return false
    if (drag?.card === card) return true
    droppedBy.delete(clientId)
    return false
  }

  /**
   * Whoever holds a card and died with it gives no beat any more: the server forgets the drag in its rounds, the hand
   * goes here in time.
   */
  function isStale(clientId: number, drag: PresenceState['drag']): boolean {
    if (!drag) {
      dragsHeard.delete(clientId)
      return false
    }
    const said = JSON.stringify(drag)
    const before = dragsHeard.get(clientId)
    const at = before?.said === said ? before.at : Date.now()
    dragsHeard.set(clientId, { said, at })
    const left = at + dragShownMs - Date.now()
    if (left <= 0) return true
    forgetting ??= setTimeout(() => {
      forgetting = undefined
      read()
    }, left)
    return false
  }

  function read(): void {
    const colleagues: Colleague[] = []
    for (const [clientId, value] of awareness.getStates()) {
      const parsed = stamped.safeParse(value)
      if (!parsed.success) continue
      const { user, ...state } = parsed.data
      seen.set(clientId, user)
      if (clientId === awareness.clientID) continue
      const isPast = isStale(clientId, state.drag) || isOver(clientId, state.drag)
      const shown = isPast ? { ...state, drag: null } : state
      colleagues.push({ clientId, user, state: shown })
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
    dropped: (clientId, card) => {
      const drag = others().find((one) => one.clientId === clientId)?.state.drag
      if (drag?.card !== card) return
      droppedBy.set(clientId, card)
      read()
    },
    close: () => {
      clearTimeout(timer)
      clearTimeout(forgetting)
      awareness.off('change', read)
    },
  }
}

const betweenSendsMs = 100
/** A drag that gave no beat for this long is shown no more. */
const dragShownMs = 8_500

const stamped = presenceState.extend({ user: z.object({ id: z.string(), name: z.string() }) })
