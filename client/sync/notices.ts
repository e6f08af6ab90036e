// What a person has to be told about their own work: refused, overtaken, or not sent again after a reset. Words: board.
import type { ControlMessage } from '#shared/contracts/sync.ts'
import type { UnsentAct } from './act.ts'

export type Notice =
  /** [P8] Undone by the server for everybody: the table of rights or the schema says no. */
  | Extract<ControlMessage, { type: 'rejected' }>
  /** [W2] Somebody wrote the same thing first. */
  | Extract<ControlMessage, { type: 'superseded' }>
  /** The document was made anew and these acts no longer fit what stands there; they are offered, not sent. */
  | { readonly type: 'unsent'; readonly acts: readonly UnsentAct[] }
  /** [W3] Work of a page that was closed before it was kept has been sent after all. */
  | { readonly type: 'recovered'; readonly count: number }

export interface Notices {
  readonly emit: (notice: Notice) => void
  /** Notices that came before anybody listened are handed to the first listener. */
  readonly listen: (listener: (notice: Notice) => void) => () => void
}

export function createNotices(): Notices {
  const listeners = new Set<(notice: Notice) => void>()
  let early: Notice[] = []
  return {
    emit: (notice) => {
      if (listeners.size === 0) early.push(notice)
      for (const listener of listeners) listener(notice)
    },
    listen: (listener) => {
      listeners.add(listener)
      const waiting = early
      early = []
      for (const notice of waiting) listener(notice)
      return () => listeners.delete(listener)
    },
  }
}
