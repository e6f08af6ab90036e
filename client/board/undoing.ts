// [W4] Undo and redo by name: what would be taken back is said before, what was and what was not is said after.
import { createSignal, type Accessor } from 'solid-js'
import type * as Y from 'yjs'
import { announce } from '#client/ui/announce.ts'
import { showToast } from '#client/ui/toast.ts'
import { t } from '#client/i18n/i18n.ts'
import { moveCards } from '#shared/documents/board-edits.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { BoardIndex } from './board-index.ts'
import { createOwnMoves, type OwnAct, type Undone } from './own-moves.ts'

export interface Undoing {
  /** "déplacer 12 fiches"; null: nothing to take back. */
  readonly undoName: Accessor<string | null>
  readonly redoName: Accessor<string | null>
  readonly note: (act: OwnAct) => void
  readonly undo: () => void
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
}): Undoing {
  const { doc, index } = parts
  const [next, setNext] = createSignal<{ undo: OwnAct | null; redo: OwnAct | null }>({
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
    const [first] = act
    const only = act.length === 1 && first ? index.view(first.card)?.name : undefined
    return only ?? t().together.undo.cards(act.length)
  }

  /** "déplacer 12 fiches", "répartir 9 fiches". */
  function actName(act: OwnAct): string {
    const words = t().together.undo
    const part = act[0]?.part
    return part ? words[part](words.cards(act.length)) : words.move(whatOf(act))
  }

  function say(result: Undone, kind: 'undo' | 'redo'): void {
    const words = t().together.undo
    if (result.kind === 'nothing') {
      announce(kind === 'undo' ? words.nothingToUndo : words.nothingToRedo)
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
            : { label: t().board.move.undo, run: undo },
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

  function undo(): void {
    say(own.undo(), 'undo')
  }
  function redo(): void {
    say(own.redo(), 'redo')
  }
  const nameOf = (act: OwnAct | null) => act && actName(act)
  return {
    undoName: () => nameOf(next().undo),
    redoName: () => nameOf(next().redo),
    note: own.note,
    undo,
    redo,
    forget: own.forget,
  }
}
