// [P3] What becomes of cards that another manager handed over.
import type * as Y from 'yjs'
import { today } from '#client/i18n/format.ts'
import { editCards, moveCards } from '#shared/documents/board-edits.ts'
import { placesAtEnd } from '#shared/documents/dispatch.ts'
import type { SendBackReason } from '#shared/domain/card.ts'
import type { CardId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { BoardIndex } from './board-index.ts'
import type { Lasting } from './own-moves.ts'

export interface HandoverActs {
  /** They stay here. */
  readonly accept: (cards: readonly CardId[]) => void
  /** They go back, with the reason. */
  readonly giveBack: (cards: readonly CardId[], reason: SendBackReason) => void
}

export function createHandoverActs(parts: {
  doc: Y.Doc
  index: BoardIndex
  actor: () => Actor | null
  /** What is answered is the other lane's by right: it cannot be undone. [W4] */
  note: (act: Lasting) => void
}): HandoverActs {
  const { doc, index } = parts
  return {
    accept: (cards) => {
      editCards(doc, cards, { handover: null })
      parts.note({ lasting: 'accept', cards })
    },
    giveBack: (cards, reason) => {
      const by = parts.actor()?.user
      if (!by) return
      const sent = cards.flatMap((card) => {
        const { at, handover } = index.view(card)?.card ?? {}
        return at && handover ? [{ card, at: { ...at, lane: handover.from, officer: null } }] : []
      })
      const sentBack = { reason, by, on: today() }
      moveCards(
        doc,
        placesAtEnd(doc, sent).map(({ card, to }) => ({ card, to, handover: null, sentBack })),
      )
      parts.note({ lasting: 'giveBack', cards: sent.map((one) => one.card) })
    },
  }
}
