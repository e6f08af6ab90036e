// A board of any number of cards over ten lanes, made of the demonstration's own cards.
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { attemptsOf, lanesOf } from '#shared/documents/board.ts'
import { place } from '#shared/domain/place.ts'
import { laneId } from '#shared/domain/ids.ts'

const laneCount = 10

/** Open cards of `from`, again and again under ids of their own, their attempts with them. */
export function boardOfCards(from: Y.Doc, cards: number): Y.Doc {
  const source = boardTypes(from)
  const open = [...source.cards.entries()].filter(
    ([, card]) => (card.get('closed') ?? null) === null,
  )
  const attempts = new Map<string, object[]>()
  for (const { attempt, voided } of attemptsOf(from)) {
    if (voided) continue
    attempts.set(attempt.card, [...(attempts.get(attempt.card) ?? []), attempt])
  }
  const firstLane = must([...lanesOf(from)][0], 'the demonstration has lanes').lane
  const doc = new Y.Doc()
  const made = boardTypes(doc)
  doc.transact(() => {
    for (const [name, value] of source.settings.entries()) made.settings.set(name, value)
    for (let i = 0; i < laneCount; i++) {
      made.lanes.set(laneName(i), { ...firstLane, name: `Secteur ${i + 1}`, position: i })
    }
    for (let i = 0; i < cards; i++) {
      const [id, card] = must(open[i % open.length], 'the demonstration has cards')
      const copy = new Y.Map<unknown>()
      const own = `bench_${i}`
      made.cards.set(own, copy)
      for (const [field, value] of card.entries()) {
        copy.set(field, field === 'at' ? relocated(value, i) : value)
      }
      for (const [n, attempt] of (attempts.get(id) ?? []).entries()) {
        made.attempts.set(`${own}_${n}`, { ...attempt, card: own })
      }
    }
  })
  return doc
}

function relocated(value: unknown, i: number): unknown {
  const at = place.parse(value)
  return at.lane === null ? at : { ...at, lane: laneName(i % laneCount) }
}

function laneName(index: number): string {
  return laneId.parse(`bench_lane_${index}`)
}
