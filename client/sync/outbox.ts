// Every local act until the database has kept it: the count behind "n en attente", and what a reload sends again. [W3]
import type { UnsentAct } from './act.ts'
import { movesNoClock } from './sent-frames.ts'

/** Where unacknowledged acts survive a reload; a store that cannot keep them says so by being null. */
export interface ActStore {
  put(act: UnsentAct): Promise<void>
  remove(ids: readonly string[]): Promise<void>
}

export interface Outbox {
  /** Acts that are not acknowledged, oldest first. */
  readonly acts: () => readonly UnsentAct[]
  /** Cards with at least one act on its way. */
  readonly pending: (card: string) => boolean
  readonly add: (act: UnsentAct) => void
  /** Everything below `clock` is kept by the database; acts that move no clock are dropped by name once they are. */
  readonly settle: (clock: number) => void
  /** Forgets acts that are kept, or will never be sent as they are. */
  readonly drop: (ids: readonly string[]) => void
  /** Called after each change. */
  readonly onChange: (listener: () => void) => () => void
}

export function createOutbox(store: ActStore | null, onFault: (error: unknown) => void): Outbox {
  let acts: UnsentAct[] = []
  const perCard = new Map<string, number>()
  const listeners = new Set<() => void>()

  function count(act: UnsentAct, step: 1 | -1): void {
    for (const card of act.cards) {
      const left = (perCard.get(card) ?? 0) + step
      if (left === 0) perCard.delete(card)
      else perCard.set(card, left)
    }
  }

  function forget(gone: (act: UnsentAct) => boolean): void {
    const leaving = acts.filter(gone)
    if (leaving.length === 0) return
    acts = acts.filter((act) => !gone(act))
    for (const act of leaving) count(act, -1)
    store?.remove(leaving.map((act) => act.id)).catch(onFault)
    for (const listener of listeners) listener()
  }

  return {
    acts: () => acts,
    pending: (card) => perCard.has(card),
    add: (act) => {
      acts = [...acts, act]
      count(act, 1)
      store?.put(act).catch(onFault)
      for (const listener of listeners) listener()
    },
    settle: (clock) => {
      forget((act) => act.to <= clock && !movesNoClock(act))
    },
    drop: (ids) => {
      const gone = new Set(ids)
      forget((act) => gone.has(act.id))
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
