// Which cards "Répartir équitablement" speaks of, and among whom. Pure.
import { shareOfPresence } from '#shared/domain/presence.ts'
import { surplusOf } from '#shared/domain/surplus.ts'
import { proposeLane, whereaboutsOf } from '#shared/domain/sectors.ts'
import type { Day } from '#shared/domain/day.ts'
import type { CardId, LaneId, UserId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Stage } from '#shared/domain/stages.ts'
import type { OfficerEntry } from '#shared/documents/board-shape.ts'
import type { CardView } from '../card-view.ts'
import { staffIn } from './dispatch-plan.ts'
import { everyOfficer, officersOf, type Frame } from '../frame.ts'

export type ShareTask =
  /** What a lane has and nobody in it. */
  | { readonly kind: 'lane'; readonly lane: LaneId }
  /** Telephone platform: everything that nobody has, whatever the PSAD. */
  | { readonly kind: 'pool' }
  /** The cards of an officer who leaves or is away; in one lane, or in all of a platform's. */
  | { readonly kind: 'cover'; readonly officer: UserId; readonly lane: LaneId | null }

/** A card to be given to somebody. `lane` null: a person has to say where it goes first. */
export interface Candidate {
  readonly card: CardId
  readonly from: Place
  readonly lane: LaneId | null
}

/** Work in progress: what somebody has to go on with. */
const active: ReadonlySet<Stage> = new Set([
  'received',
  'dispatched',
  'first_contact',
  'registered',
])

/**
 * What stays with somebody who is away, unless a person says otherwise: nothing is overdue there, and the youth knows them.
 * Of somebody who leaves nothing stays.
 */
export const keptWhileAway: ReadonlySet<Stage> = new Set(['followed_up', 'not_reached'])

/** Whether the officer of a cover works there no more. */
export function hasLeft(task: ShareTask, frame: Frame): boolean {
  if (task.kind !== 'cover') return false
  const here = task.lane === null ? everyOfficer(frame) : officersOf(frame, task.lane)
  return !here.some((one) => one.id === task.officer)
}

export function candidatesOf(
  task: ShareTask,
  views: Iterable<CardView>,
  by: {
    readonly frame: Frame
    /** Cover: they leave for good, and every open card needs somebody else. */
    readonly leaving: boolean
  },
): readonly Candidate[] {
  const found: Candidate[] = []
  for (const { id, card } of views) {
    const { at } = card
    if (!belongs(task, at)) continue
    if (task.kind !== 'cover' && !active.has(at.stage)) continue
    // [A5] Nobody calls who asked not to be; but of who leaves, somebody has to look after these too.
    if (card.noContact !== null && !by.leaving) continue
    found.push({ card: id, from: at, lane: at.lane ?? laneFor(card, by.frame) })
  }
  return found
}

function belongs(task: ShareTask, at: Place): boolean {
  switch (task.kind) {
    case 'lane':
      return at.lane === task.lane && at.officer === null
    case 'pool':
      return at.officer === null
    case 'cover':
      return at.officer === task.officer && (task.lane === null || at.lane === task.lane)
  }
}

function laneFor(card: CardView['card'], frame: Frame): LaneId | null {
  const proposal = proposeLane(whereaboutsOf(card), staffIn(frame).lanes)
  return proposal.kind === 'lane' ? proposal.lane : null
}

/** Among whom it is shared: who works there, without the one whose cards they are. */
export function sharers(task: ShareTask, frame: Frame): readonly OfficerEntry[] {
  switch (task.kind) {
    case 'lane':
      return officersOf(frame, task.lane)
    case 'pool':
      return frame.pool
    case 'cover': {
      const all = task.lane === null ? frame.pool : officersOf(frame, task.lane)
      return all.filter((one) => one.id !== task.officer)
    }
  }
}

/**
 * Cards that nobody has begun to call and that stand with somebody who carries more than their share: what
 * "Rééquilibrer aussi" adds. The latest received go first: who has waited longest keeps who has them.
 */
export function surplusCards(
  task: ShareTask,
  views: Iterable<CardView>,
  by: {
    readonly frame: Frame
    readonly loadOf: (officer: UserId) => number
    readonly today: Day
    readonly workingTime: boolean
    /** Cards that are shared anyhow. */
    readonly arriving: number
  },
): readonly Candidate[] {
  const officers = sharers(task, by.frame)
  const untouched = new Map<UserId, CardView[]>(officers.map((one) => [one.id, []]))
  for (const view of views) {
    const { at } = view.card
    if (at.officer === null || at.stage !== 'dispatched' || view.attempts.length > 0) continue
    if (task.kind === 'lane' && at.lane !== task.lane) continue
    untouched.get(at.officer)?.push(view)
  }
  const surplus = surplusOf(
    officers.map((one) => ({
      load: by.loadOf(one.id),
      movable: untouched.get(one.id)?.length ?? 0,
      weight: by.workingTime ? one.weeklyQuota * shareOfPresence(one.absences, by.today) : 1,
    })),
    by.arriving,
  )
  return officers.flatMap((one, i) =>
    (untouched.get(one.id) ?? [])
      .toSorted(latestFirst)
      .slice(0, surplus[i] ?? 0)
      .map(({ id, card }) => ({ card: id, from: card.at, lane: card.at.lane })),
  )
}

function latestFirst(a: CardView, b: CardView): number {
  const [x, y] = [a.card.received.on, b.card.received.on]
  if (x !== y) return x < y ? 1 : -1
  return a.id < b.id ? -1 : 1
}
