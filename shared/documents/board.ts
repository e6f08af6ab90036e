// Typed reading of a board document. The guard keeps what is written inside the schemas, so reading trusts it.
import type * as Y from 'yjs'
import type { Attempt, AttemptVoid } from '#shared/domain/attempt.ts'
import { isCardField, type Card, type CardField, type CardValues } from '#shared/domain/card.ts'
import { laneId, type AttemptId, type CardId, type LaneId } from '#shared/domain/ids.ts'
import { boardTypes, type LaneEntry } from './board-shape.ts'

/** What a key holds while nobody has written it. */
const blank = {
  known: 'untriaged',
  referent: null,
  wish: null,
  territory: null,
  registration: null,
  appointment: null,
  callback: null,
  notReached: null,
  referral: null,
  sentBack: null,
  handover: null,
  imiloVerified: null,
  rioEntered: null,
  tags: [],
  agreementWithdrawn: null,
  noContact: null,
  setAside: null,
  closed: null,
  erased: null,
} as const satisfies Partial<CardValues>

/** One card as a plain value. Keys nobody wrote read as null (or untriaged, or no tags). */
export function readCard(id: CardId, map: Y.Map<unknown>): Card {
  const values: Record<string, unknown> = { ...blank, id }
  // Most keys of most cards were never written: walking the map is half the work of asking for each field.
  map.forEach((value, field) => {
    if (value !== null && value !== undefined && isCardField(field)) values[field] = value
  })
  // The server made the map with `who`, `received`, `contact` and `at`; every later write passed the guard's schema.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
  return values as unknown as Card
}

/** Some fields of a card: a fraction of the work where many cards are read for a few fields each. */
export function readFields<F extends CardField>(
  map: Y.Map<unknown>,
  fields: readonly F[],
): Pick<CardValues, F> {
  const blanks: Partial<CardValues> = blank
  const values: Record<string, unknown> = {}
  for (const field of fields) values[field] = map.get(field) ?? blanks[field] ?? null
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
  return values as unknown as Pick<CardValues, F>
}

export function* cardsOf(doc: Y.Doc): Generator<Card> {
  for (const [id, map] of boardTypes(doc).cards.entries()) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
    yield readCard(id as CardId, map)
  }
}

export interface BoardAttempt {
  readonly id: AttemptId
  readonly attempt: Attempt
  readonly voided: AttemptVoid | null
}

export function* attemptsOf(doc: Y.Doc): Generator<BoardAttempt> {
  const { attempts, voids } = boardTypes(doc)
  for (const [id, value] of attempts.entries()) {
    yield {
      // Tens of thousands at once: a schema for each would be a good part of opening a board.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
      id: id as AttemptId,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
      attempt: value as Attempt,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the guard is the parser of this boundary
      voided: (voids.get(id) ?? null) as AttemptVoid | null,
    }
  }
}

export function* lanesOf(doc: Y.Doc): Generator<{ readonly id: LaneId; readonly lane: LaneEntry }> {
  for (const [id, value] of boardTypes(doc).lanes.entries()) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the server writes lanes
    yield { id: laneId.parse(id), lane: value as LaneEntry }
  }
}
