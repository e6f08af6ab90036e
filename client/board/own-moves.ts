// Undo and redo of one's own moves. It writes a new act and never puts a card over what somebody did to it since. [W4]
import { same } from '#client/sync/act.ts'
import type { Move } from '#shared/documents/board-edits.ts'
import type { CardValues } from '#shared/domain/card.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'

export interface OwnMove {
  readonly card: CardId
  readonly from: Place
  readonly to: Place
  /** A hand-over that the move began or ended, and what stood before. [P3] */
  readonly handover?: { readonly from: Handover; readonly to: Handover }
  /** A manager sends it back; the reason is asked. It is not written again when the move is taken back. */
  readonly sentBack?: NonNullable<CardValues['sentBack']>
  /** What the act is called; a move where it says nothing. */
  readonly part?: ActPart
}
type Handover = CardValues['handover']

/** Acts of several cards that have a name of their own. */
export type ActPart = 'share' | 'cover' | 'dispatch' | 'again'

/** Several cards moved as one act. */
export type OwnAct = readonly OwnMove[]

/** What is done for good: it stands in the row of one's acts, so that nothing older is undone in its place. [W4] */
export interface Lasting {
  readonly lasting: 'accept' | 'giveBack' | 'sendBack' | 'fact' | 'attempt'
  readonly cards: readonly CardId[]
}

export function isLasting(act: OwnAct | Lasting): act is Lasting {
  return 'lasting' in act
}

export type Undone =
  | { readonly kind: 'nothing' }
  /** Nothing was taken back; the next time the act before it is. */
  | { readonly kind: 'lasting'; readonly act: Lasting }
  | { readonly kind: 'done'; readonly act: OwnAct }
  /** Somebody moved these cards since, or they left the board; the others, if any, were put back. */
  | { readonly kind: 'overtaken'; readonly act: OwnAct; readonly left: OwnAct }

export interface OwnMoves {
  readonly note: (act: OwnAct | Lasting) => void
  readonly undo: () => Undone
  readonly redo: () => Undone
  /** The server or a colleague had the last word on this card: it cannot be undone any more. */
  readonly forget: (card: CardId) => void
  /** What undo and redo would take up next. */
  readonly next: () => Next
}

export interface Next {
  readonly undo: OwnAct | Lasting | null
  readonly redo: OwnAct | null
}

/** Acts that can be taken back. */
const depth = 50

export function createOwnMoves(board: {
  placeOf: (card: CardId) => Place | null
  /** Whether this person wrote the card's place last: who moved it away and back has acted on it too. */
  wroteLast: (card: CardId) => boolean
  /** What can be undone or done again is another act now. */
  changed: () => void
  move: (moves: readonly Move[], act: 'undo' | 'redo') => void
  /** Whether this person may write that hand-over again: it carries a signature. */
  signs: (handover: Handover) => boolean
}): OwnMoves {
  let done: (OwnAct | Lasting)[] = []
  let undone: OwnAct[] = []

  /** Puts the cards of `act` that still stand where it left them to where `goal` says. */
  function apply(
    act: OwnAct,
    kind: 'undo' | 'redo',
  ): Exclude<Undone, { act: Lasting } | { kind: 'nothing' }> {
    const stand = (move: OwnMove) => (kind === 'undo' ? move.to : move.from)
    const goal = (move: OwnMove) => (kind === 'undo' ? move.from : move.to)
    const free = act.filter(
      (move) => same(board.placeOf(move.card), stand(move)) && board.wroteLast(move.card),
    )
    const left = act.filter((move) => !free.includes(move))
    if (free.length > 0) {
      board.move(
        free.map((move) => ({ card: move.card, to: goal(move), ...handoverOf(move, kind) })),
        kind,
      )
    }
    return left.length > 0 ? { kind: 'overtaken', act: free, left } : { kind: 'done', act: free }
  }

  function handoverOf({ handover }: OwnMove, kind: 'undo' | 'redo'): Pick<Move, 'handover'> {
    if (!handover) return {}
    const goal = kind === 'undo' ? handover.from : handover.to
    return { handover: board.signs(goal) ? goal : null }
  }

  /** Takes up the newest act; what of it could be applied can be taken up the other way. */
  function take(kind: 'undo' | 'redo'): Undone {
    const act = (kind === 'undo' ? done : undone).at(-1)
    if (!act) return { kind: 'nothing' }
    if (kind === 'undo') done = done.slice(0, -1)
    else undone = undone.slice(0, -1)
    if (isLasting(act)) {
      board.changed()
      return { kind: 'lasting', act }
    }
    const result = apply(act, kind)
    if (result.act.length > 0) {
      if (kind === 'undo') undone = [...undone, result.act]
      else done = [...done, result.act]
    }
    board.changed()
    return result
  }

  return {
    note: (act) => {
      done = [...done, act].slice(-depth)
      undone = []
      board.changed()
    },
    undo: () => take('undo'),
    redo: () => take('redo'),
    forget: (card) => {
      const without = (act: OwnAct) =>
        act.some((move) => move.card === card) ? act.filter((move) => move.card !== card) : act
      done = done
        .map((act) =>
          isLasting(act)
            ? { ...act, cards: act.cards.filter((one) => one !== card) }
            : without(act),
        )
        .filter((act) => (isLasting(act) ? act.cards : act).length > 0)
      undone = undone.map(without).filter((act) => act.length > 0)
      board.changed()
    },
    next: () => ({ undo: done.at(-1) ?? null, redo: undone.at(-1) ?? null }),
  }
}
