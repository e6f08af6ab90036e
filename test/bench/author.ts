// Writes the moves of all writers from one document, each under its writer's own Yjs client id.
import * as Y from 'yjs'
import type { CardId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { cardsOf } from '#shared/documents/board.ts'

export interface Move {
  readonly number: number
  readonly card: CardId
  readonly update: Uint8Array
}

const stages = ['dispatched', 'first_contact', 'registered', 'followed_up'] as const
/** What a rank of ours starts with, so that a move can be found in the bytes of a frame. */
const mark = 'zzBench'
const digits = 8

/**
 * Writers have cards of their own, so that no update builds on one that another connection still has under way; a card
 * comes back only after all others of its writer, so that no move hides another that is in flight.
 */
export class Author {
  /** Moves made until now; each has its number. */
  made = 0

  readonly #doc = new Y.Doc()
  readonly #clientIds: readonly number[]
  readonly #shares: (readonly { readonly id: CardId; readonly at: Place }[])[]
  readonly #next: number[]
  #update: Uint8Array | null = null

  constructor(state: readonly Uint8Array[], clientIds: readonly number[]) {
    this.#doc.transact(() => {
      for (const update of state) Y.applyUpdate(this.#doc, update)
    })
    this.#clientIds = clientIds
    this.#next = clientIds.map(() => 0)
    const movable = [...cardsOf(this.#doc)]
      .filter((card) => card.at.lane !== null && card.closed === null)
      .map(({ id, at }) => ({ id, at }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    this.#shares = clientIds.map((_, writer) =>
      movable.filter((__, i) => i % clientIds.length === writer),
    )
    this.#doc.on('update', (update: Uint8Array) => {
      this.#update = update
    })
  }

  move(writer: number): Move {
    const share = this.#shares[writer] ?? []
    const turn = this.#next[writer] ?? 0
    const card = share[turn % share.length]
    const clientId = this.#clientIds[writer]
    if (!card || clientId === undefined) throw new Error(`Writer ${writer} has no card to move`)
    this.#next[writer] = turn + 1
    const number = this.made++
    this.#doc.clientID = clientId
    const stage = stages[(turn + Math.floor(turn / share.length)) % stages.length] ?? 'dispatched'
    const rank = `${mark}${String(number).padStart(digits, '0')}V`
    boardTypes(this.#doc)
      .cards.get(card.id)
      ?.set('at', { ...card.at, stage, rank })
    if (!this.#update) throw new Error('A move makes an update')
    return { number, card: card.id, update: this.#update }
  }
}

/** Calls `found` with the number of each move in the bytes of a frame. */
export function findMoves(frame: Buffer, found: (number: number) => void): void {
  for (let at = frame.indexOf(mark); at !== -1; at = frame.indexOf(mark, at + mark.length)) {
    const from = at + mark.length
    found(Number(frame.toString('latin1', from, from + digits)))
  }
}
