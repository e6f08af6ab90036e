// How far each stage has come, against the campaign's own targets.
import type { Stage } from '#shared/domain/stages.ts'
import type { BoardStore } from './board-store.ts'

export interface Progress {
  readonly done: number
  readonly of: number
  /** `done / of`, 0 when there is nobody. */
  readonly share: number
  /** Share the structure aims at; null where it has set none. */
  readonly target: number | null
}

export function progressOf(stage: Stage, store: BoardStore): Progress {
  const { targets } = store.frame().settings
  const all = store.count('open')
  switch (stage) {
    case 'received':
      return progress(store.count('caption/dispatched'), all)
    case 'dispatched':
      return progress(store.count('caption/in-time'), store.count('stage/dispatched'))
    case 'first_contact':
      return progress(store.count('caption/reached'), all, targets.reached)
    case 'registered':
      return progress(store.count('caption/appointed'), store.count('stage/registered'))
    case 'followed_up':
      return progress(
        store.count('caption/supported'),
        store.count('caption/reached'),
        targets.supported,
      )
    case 'not_reached':
      return progress(store.count('caption/referred'), store.count('stage/not_reached'))
  }
}

function progress(done: number, of: number, target: number | null = null): Progress {
  return { done, of, share: of === 0 ? 0 : done / of, target }
}
