// [W4] Undo and redo by name: what would be taken back is said before, what was and what was not is said after.
import { createSignal, type Accessor } from 'solid-js'
import type * as Y from 'yjs'
import { announce } from '#client/ui/announce.ts'
import { outdateToast, showToast } from '#client/ui/toast.ts'
import { t } from '#client/i18n/i18n.ts'
import { moveCards } from '#shared/documents/board-edits.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { BoardIndex } from './board-index.ts'
import {
  createOwnMoves,
  isLasting,
  type Lasting,
  type Next,
  type OwnAct,
  type Undone,
} from './own-moves.ts'

export interface Undoing {
  /** "Annuler : déplacer 12 fiches", or that there is nothing, or that it cannot be. */
  readonly undoText: Accessor<string>
  readonly redoText: Accessor<string>
  readonly mayUndo: Accessor<boolean>
  readonly mayRedo: Accessor<boolean>
  /** The newest act: what was said of the one before it, with its "Annuler", is said no more. */
  readonly note: (act: OwnAct | Lasting) => void
  /** Of `act` alone, where one is named: nothing else is taken back in its place. */
  readonly undo: (act?: OwnAct) => void
  readonly redo: () => void
  readonly forget: (card: CardId) => void
}

export function createUndoing(parts: {
  doc: Y.Doc
  index: BoardIndex
  /** Who moved a card last, as far as this screen knows. */
  lastMover: (card: CardId) => string | null
  wroteLast: (card: CardId) => boolean
  actor: () => Actor | null
  /** The board is closed, or closed to this person: nothing that is written here is sent any more. */
  ended: () => boolean
}): Undoing {
  const { doc, index } = parts
  const [next, setNext] = createSignal<Next>({
    undo: null,
    redo: null,
  })
  const own = createOwnMoves({
    placeOf: (card) => index.view(card)?.card.at ?? null,
    wroteLast: parts.wroteLast,
    changed: () => setNext(own.next()),
    move: (moves, act) => moveCards(doc, moves, act),
    signs: (handover) => handover === null || handover.by === parts.actor()?.user,
  })

  function whatOf(act: OwnAct): string {
    return cardsName(act.map((move) => move.card))
  }

  function cardsName(cards: readonly CardId[]): string {
    const [first] = cards
    const only = cards.length === 1 && first ? index.view(first)?.name : undefined
    return only ?? t().together.undo.cards(cards.length)
  }

  /** "déplacer 12 fiches", "répartir 9 fiches". */
  function actName(act: OwnAct | Lasting): string {
    const words = t().together.undo
    if (isLasting(act)) return words[act.lasting](cardsName(act.cards))
    const part = act[0]?.part
    return part ? words[part](words.cards(act.length)) : words.move(whatOf(act))
  }

  function say(result: Undone, kind: 'undo' | 'redo'): void {
    const words = t().together.undo
    if (result.kind === 'nothing') {
      announce(kind === 'undo' ? words.nothingToUndo : words.nothingToRedo)
      return
    }
    if (result.kind === 'lasting') {
      const before = next().undo
      showToast({
        text: words.lasts(actName(result.act)),
        icon: 'undo-2',
        replaces: 'move',
        ...(before && !isLasting(before)
          ? { action: { label: words.undo(actName(before)), run: () => undo(before) } }
          : {}),
      })
      return
    }
    const done = (act: OwnAct) =>
      kind === 'undo' ? words.undone(actName(act)) : words.redone(actName(act))
    if (result.kind === 'done') {
      showToast({
        text: done(result.act),
        icon: 'undo-2',
        replaces: 'move',
        action:
          kind === 'undo'
            ? { label: t().board.move.redo, run: redo }
            : { label: t().board.move.undo, run: () => undo(result.act) },
      })
      return
    }
    const text = [result.act.length > 0 ? done(result.act) : '', leftWords(result.left)]
    showToast({
      text: text.filter(Boolean).join('. '),
      icon: 'git-compare',
      replaces: 'move',
      matters: true,
    })
  }

  function leftWords(left: OwnAct): string {
    const words = t().together.undo
    const gone = left.filter((move) => index.view(move.card) === undefined)
    const moved = left.filter((move) => !gone.includes(move))
    const [first] = moved
    const who = first ? parts.lastMover(first.card) : null
    return [
      moved.length > 0 ? words.left(whatOf(moved), who ?? t().board.move.someone) : '',
      gone.length > 0 ? words.gone(words.cards(gone.length)) : '',
    ]
      .filter(Boolean)
      .join('. ')
  }

  function undo(act?: OwnAct): void {
    if (parts.ended() || (act && own.next().undo !== act)) return
    say(own.undo(), 'undo')
  }
  function redo(): void {
    if (!parts.ended()) say(own.redo(), 'redo')
  }
  return {
    undoText: () => {
      const words = t().together.undo
      const { undo: act } = next()
      if (act === null) return words.nothingToUndo
      return isLasting(act) ? words.lasts(actName(act)) : words.undo(actName(act))
    },
    redoText: () => {
      const words = t().together.undo
      const { redo: act } = next()
      return act === null ? words.nothingToRedo : words.redo(actName(act))
    },
    mayUndo: () => next().undo !== null,
    mayRedo: () => next().redo !== null,
    note: (act) => {
      outdateToast('move')
      own.note(act)
    },
    undo,
    redo,
    forget: own.forget,
  }
}
