// The acts of people on a board, one Yjs transaction each. The origin is the act's name: what undo and "en attente" show.
import type * as Y from 'yjs'
import type { Attempt } from '#shared/domain/attempt.ts'
import type { CardField, CardValues } from '#shared/domain/card.ts'
import type { AttemptId, CardId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import { boardTypes } from './board-shape.ts'

/** Why a transaction happened on this side; remote ones carry the provider instead. */
export interface ActOrigin {
  readonly act: 'move' | 'edit' | 'attempt' | 'undo' | 'redo'
  readonly cards: readonly CardId[]
}

/** A card and where it goes; `handover` where the move begins one or ends one. [P3] */
export interface Move {
  readonly card: CardId
  readonly to: Place
  readonly handover?: CardValues['handover']
  /** Why it goes back, where the move says so at once. */
  readonly sentBack?: CardValues['sentBack']
}

/** [S2] Writes a card's whole place at once. Does nothing when the card is not on this board. */
export function moveCard(doc: Y.Doc, card: CardId, to: Place): void {
  moveCards(doc, [{ card, to }])
}

/** Several cards moved as one act; `act` says whether it is taken back or done again. */
export function moveCards(
  doc: Y.Doc,
  moves: readonly Move[],
  act: ActOrigin['act'] = 'move',
): void {
  const { cards } = boardTypes(doc)
  const origin: ActOrigin = { act, cards: moves.map((move) => move.card) }
  doc.transact(() => {
    for (const { card, to, handover, sentBack } of moves) {
      const map = cards.get(card)
      map?.set('at', to)
      if (handover !== undefined) map?.set('handover', handover)
      if (sentBack !== undefined) map?.set('sentBack', sentBack)
    }
  }, origin)
}

/** Writes one or more facts of a card as one act. A fact is taken back by writing null, never by deleting its key. */
export function editCard(
  doc: Y.Doc,
  card: CardId,
  values: { [F in CardField]?: CardValues[F] },
): void {
  editCards(doc, [card], values)
}

/** The same facts of several cards as one act. */
export function editCards(
  doc: Y.Doc,
  cards: readonly CardId[],
  values: { [F in CardField]?: CardValues[F] },
): void {
  const origin: ActOrigin = { act: 'edit', cards }
  doc.transact(() => {
    for (const card of cards) {
      const map = boardTypes(doc).cards.get(card)
      for (const [field, value] of Object.entries(values)) map?.set(field, value)
    }
  }, origin)
}

/** [A1] Adds an attempt under an id of its own; attempts are never edited. */
export function addAttempt(doc: Y.Doc, id: AttemptId, attempt: Attempt): void {
  const origin: ActOrigin = { act: 'attempt', cards: [attempt.card] }
  doc.transact(() => {
    boardTypes(doc).attempts.set(id, attempt)
  }, origin)
}
