// A board of any number of cards over ten lanes, made of the demonstration's own cards.
import * as Y from 'yjs'
import { must } from '#shared/assert.ts'
import { boardTypes } from '#shared/documents/board-shape.ts'
import { attemptsOf, lanesOf } from '#shared/documents/board.ts'
import { place } from '#shared/domain/place.ts'
import { laneId } from '#shared/domain/ids.ts'
import type { Stage } from '#shared/domain/stages.ts'

const laneCount = 10

/** Open cards of `from`, again and again under ids of their own, their attempts with them. */
export function boardOfCards(from: Y.Doc, cards: number): Y.Doc {
  const source = boardTypes(from)
  const open = [...source.cards.entries()].filter(
    ([, card]) => (card.get('closed') ?? null) === null,
  )
  // A small board holds a sample of the whole: the oldest cards alone are all past their first stages.
  const step = Math.max(1, open.length / cards)
  const attempts = new Map<string, object[]>()
  for (const { attempt, voided } of attemptsOf(from)) {
    if (voided) continue
    attempts.set(attempt.card, [...(attempts.get(attempt.card) ?? []), attempt])
  }
  const firstLane = must([...lanesOf(from)][0], 'the demonstration has lanes').lane
  const relocate = relocator()
  const doc = new Y.Doc()
  const made = boardTypes(doc)
  doc.transact(() => {
    for (const [name, value] of source.settings.entries()) made.settings.set(name, value)
    for (let i = 0; i < laneCount; i++) {
      made.lanes.set(laneName(i), { ...firstLane, name: `Secteur ${i + 1}`, position: i })
    }
    for (let i = 0; i < cards; i++) {
      const [id, card] = must(
        open[Math.floor(i * step) % open.length],
        'the demonstration has cards',
      )
      const copy = new Y.Map<unknown>()
      const own = `bench_${i}`
      made.cards.set(own, copy)
      for (const [field, value] of card.entries()) {
        copy.set(field, field === 'at' ? relocate(value) : value)
      }
      for (const [n, attempt] of (attempts.get(id) ?? []).entries()) {
        made.attempts.set(`${own}_${n}`, { ...attempt, card: own })
      }
    }
  })
  return doc
}

/** One lane after the other, for each stage on its own: every lane holds its share of every stage. */
function relocator(): (value: unknown) => unknown {
  const placed = new Map<Stage, number>()
  return (value) => {
    const at = place.parse(value)
    if (at.lane === null) return at
    const before = placed.get(at.stage) ?? 0
    placed.set(at.stage, before + 1)
    return { ...at, lane: laneName(before % laneCount) }
  }
}

function laneName(index: number): string {
  return laneId.parse(`bench_lane_${index}`)
}
