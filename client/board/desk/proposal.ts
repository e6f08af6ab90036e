// A proposed split, line by line, and how it follows the board while a person looks at it. Pure.
import { splitEvenly, type SplitReason } from '#shared/domain/even-split.ts'
import type { SplitCard, SplitOfficer, SplitRules } from '#shared/domain/split-seats.ts'
import type { Day } from '#shared/domain/day.ts'
import type { CardId, LaneId, UserId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Stage } from '#shared/domain/stages.ts'
import type { Candidate } from './share-task.ts'

/** `hand`: chosen by the person; `out`: left out by them; `full`: nobody has room; `lane`: no sector is known for it. */
export type LineReason = SplitReason | 'hand' | 'out' | 'full' | 'lane'

export interface Line {
  readonly card: CardId
  readonly from: Place
  readonly lane: LaneId | null
  readonly officer: UserId | null
  readonly why: LineReason
}

export type Lines = ReadonlyMap<CardId, Line>

/** Where a card would stand: in the stage it is in, and from "Reçu" in "Transmis". */
export function stageAfter(from: Pick<Place, 'stage'>): Stage {
  return from.stage === 'received' ? 'dispatched' : from.stage
}

/** What the rows of a lane are shown of it. */
export interface Proposal {
  readonly proposedTo: (officer: UserId) => readonly CardId[]
  readonly proposedIn: (seat: {
    readonly officer: UserId
    readonly lane: LaneId
    readonly stage: Stage
  }) => readonly CardId[]
}

export interface Sharers {
  /** `active` without the cards that are shared. */
  readonly officers: readonly SplitOfficer[]
  readonly cardOf: (card: CardId) => SplitCard | null
  readonly today: Day
  readonly rules: SplitRules
}

/** Lines for `candidates`, beside `kept` lines that stand already: they weigh on their officers, and siblings join them. */
export function propose(candidates: readonly Candidate[], kept: Lines, by: Sharers): Lines {
  const given = countOf(kept)
  const homes = homesOf(kept, by)
  const placed = candidates.filter((one) => one.lane !== null)
  const { assignments } = splitEvenly({
    officers: by.officers.map((one) => ({ ...one, given: one.given + (given.get(one.id) ?? 0) })),
    cards: placed.flatMap(({ card }) => {
      const known = by.cardOf(card)
      if (!known || known.siblingWith !== null || known.household === null) return known ?? []
      return Object.assign({}, known, { siblingWith: homes.get(known.household) ?? null })
    }),
    today: by.today,
    rules: by.rules,
  })
  const found = new Map(assignments.map((one) => [one.card, one]))
  const lines = new Map<CardId, Line>()
  for (const { card, from, lane } of candidates) {
    const one = found.get(card)
    const officer = one?.officer ?? null
    // Who has it already keeps it: nothing to do for that card.
    if (officer !== null && officer === from.officer) continue
    lines.set(card, {
      card,
      from,
      lane,
      officer,
      why: one?.why ?? (lane === null ? 'lane' : 'full'),
    })
  }
  return lines
}

/** The same for everything, beside what a person has `decided` line by line: by hand to whom, left out, or to which lane. */
export function proposeBeside(
  candidates: readonly Candidate[],
  decided: Lines,
  by: Sharers,
): Lines {
  const kept = new Map<CardId, Line>()
  const open: Candidate[] = []
  for (const candidate of candidates) {
    const line = decided.get(candidate.card)
    const lane = candidate.lane ?? line?.lane ?? null
    if (line && (line.why === 'hand' || line.why === 'out')) {
      kept.set(candidate.card, { ...line, from: candidate.from, lane })
    } else open.push({ ...candidate, lane })
  }
  return new Map([...kept, ...propose(open, kept, by)])
}

/** To whom the proposal gives a brother or sister already. */
function homesOf(lines: Lines, by: Sharers): ReadonlyMap<string, UserId> {
  const homes = new Map<string, UserId>()
  for (const { card, officer } of lines.values()) {
    const household = by.cardOf(card)?.household ?? null
    if (household !== null && officer !== null) homes.set(household, officer)
  }
  return homes
}

export interface Followed {
  readonly lines: Lines
  /** Cards that somebody has moved, given or closed meanwhile. */
  readonly gone: readonly CardId[]
  readonly added: readonly CardId[]
  /** Cards whose officer left the lane meanwhile: proposed anew. */
  readonly again: readonly CardId[]
}

/** The same proposal on a board that has changed: what still stands is kept as it is, edited lines too. */
export function follow(lines: Lines, candidates: readonly Candidate[], by: Sharers): Followed {
  const now = new Map(candidates.map((one) => [one.card, one]))
  const there = new Set(by.officers.map((one) => one.id))
  const gone: CardId[] = []
  const again: Candidate[] = []
  const kept = new Map<CardId, Line>()
  for (const [card, line] of lines) {
    const candidate = now.get(card)
    if (!candidate) gone.push(card)
    else if (line.officer !== null && !there.has(line.officer)) again.push(candidate)
    else kept.set(card, line.from === candidate.from ? line : { ...line, from: candidate.from })
  }
  const added = candidates.filter((one) => !lines.has(one.card))
  if (gone.length + again.length + added.length === 0) return { lines, gone, added: [], again: [] }
  const fresh = propose([...again, ...added], kept, by)
  return {
    lines: new Map([...kept, ...fresh]),
    gone,
    added: added.map((one) => one.card).filter((card) => fresh.has(card)),
    again: again.map((one) => one.card),
  }
}

export function countOf(lines: Lines): ReadonlyMap<UserId, number> {
  const counts = new Map<UserId, number>()
  for (const { officer } of lines.values()) {
    if (officer !== null) counts.set(officer, (counts.get(officer) ?? 0) + 1)
  }
  return counts
}

/** Cards by officer: what the rows of a lane show dashed. */
export function byOfficer(lines: Lines): ReadonlyMap<UserId, readonly CardId[]> {
  const groups = new Map<UserId, CardId[]>()
  for (const { card, officer } of lines.values()) {
    if (officer === null) continue
    const group = groups.get(officer)
    if (group) group.push(card)
    else groups.set(officer, [card])
  }
  return groups
}
