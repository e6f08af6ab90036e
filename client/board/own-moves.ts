// Undo and redo of one's own moves. It writes a new act and never puts a card over what somebody did to it since. [W4]
import { same } from '#client/sync/act.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'

export interface OwnMove {
  readonly card: CardId
  readonly from: Place
  readonly to: Place
}

/** Several cards moved as one act. */
export type OwnAct = readonly OwnMove[]

export type Undone =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'done'; readonly act: OwnAct }
  /** Somebody moved these cards since; the others, if any, were put back. */
  | { readonly kind: 'overtaken'; readonly act: OwnAct; readonly left: OwnAct }

export interface OwnMoves {
  readonly note: (act: OwnAct) => void
  readonly undo: () => Undone
  readonly redo: () => Undone
  /** The server or a colleague had the last word on this card: it cannot be undone any more. */
  readonly forget: (card: CardId) => void
}

/** Acts that can be taken back. */
const depth = 50

export function createOwnMoves(board: {
  placeOf: (card: CardId) => Place | null
  move: (moves: readonly { card: CardId; to: Place }[], act: 'undo' | 'redo') => void
}): OwnMoves {
  let done: OwnAct[] = []
  let undone: OwnAct[] = []

  /** Puts the cards of `act` that still stand where it left them to where `goal` says. */
  function apply(act: OwnAct, kind: 'undo' | 'redo'): Undone {
    const stand = (move: OwnMove) => (kind === 'undo' ? move.to : move.from)
    const goal = (move: OwnMove) => (kind === 'undo' ? move.from : move.to)
    const free = act.filter((move) => same(board.placeOf(move.card), stand(move)))
    const left = act.filter((move) => !free.includes(move))
    if (free.length > 0) {
      board.move(
        free.map((move) => ({ card: move.card, to: goal(move) })),
        kind,
      )
    }
    return left.length > 0 ? { kind: 'overtaken', act: free, left } : { kind: 'done', act: free }
  }

  return {
    note: (act) => {
      done = [...done, act].slice(-depth)
      undone = []
    },
    undo: () => {
      const act = done.at(-1)
      if (!act) return { kind: 'nothing' }
      done = done.slice(0, -1)
      const result = apply(act, 'undo')
      if (result.kind !== 'nothing' && result.act.length > 0) undone = [...undone, result.act]
      return result
    },
    redo: () => {
      const act = undone.at(-1)
      if (!act) return { kind: 'nothing' }
      undone = undone.slice(0, -1)
      const result = apply(act, 'redo')
      if (result.kind !== 'nothing' && result.act.length > 0) done = [...done, result.act]
      return result
    },
    forget: (card) => {
      const without = (acts: OwnAct[]) =>
        acts.map((act) => act.filter((move) => move.card !== card)).filter((act) => act.length > 0)
      done = without(done)
      undone = without(undone)
    },
  }
}
