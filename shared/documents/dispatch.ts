// Sending several cards at once: each at the end of the cell it goes to, in the order given.
import type * as Y from 'yjs'
import type { CardId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import { cardsOf } from './board.ts'
import { ranksAfter } from './rank.ts'

export interface Sent {
  readonly card: CardId
  readonly at: Pick<Place, 'stage' | 'lane' | 'officer'>
}

/** The whole places of cards that are sent, for `moveCards`; the same on the server and on a screen. */
export function placesAtEnd(doc: Y.Doc, sent: readonly Sent[]): { card: CardId; to: Place }[] {
  const going = new Set<string>(sent.map((one) => one.card))
  const last = new Map<string, string>()
  for (const { id, at } of cardsOf(doc)) {
    const cell = cellOf(at)
    if (!going.has(id) && at.rank > (last.get(cell) ?? '')) last.set(cell, at.rank)
  }
  const counts = new Map<string, number>()
  for (const { at } of sent) counts.set(cellOf(at), (counts.get(cellOf(at)) ?? 0) + 1)
  const ranks = new Map(
    [...counts].map(([cell, count]) => [cell, ranksAfter(last.get(cell) ?? null, count)]),
  )
  return sent.map(({ card, at }) => {
    const rank = ranks.get(cellOf(at))?.shift() ?? 'a0'
    return { card, to: { stage: at.stage, lane: at.lane, officer: at.officer, rank } }
  })
}

function cellOf({ stage, lane }: Pick<Place, 'stage' | 'lane'>): string {
  return `${stage}|${lane ?? ''}`
}
