// Where a card may go, and what place each target stands for. Pure; the same rules as the server's, asked before the drop.
import type { CardValues } from '#shared/domain/card.ts'
import { may, type RefusalCode } from '#shared/domain/permissions.ts'
import { faultOf, type Place, type PlaceFault } from '#shared/domain/place.ts'
import type { Day } from '#shared/domain/day.ts'
import type { LaneId, UserId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { Stage } from '#shared/domain/stages.ts'
import { everyOfficer, groundOf, isAbsent, type Frame } from './frame.ts'

/** What a card can be dropped on, or sent to from the menu. */
export type Target =
  | { readonly kind: 'cell'; readonly stage: Stage; readonly lane: LaneId | null }
  /** A stage of one officer, or of nobody, in a lane that is open over the whole page. */
  | {
      readonly kind: 'seat'
      readonly stage: Stage
      readonly lane: LaneId
      readonly officer: UserId | null
    }
  /** `lane` null: an officer of the pool, who gets a card in the lane it has; from "À répartir" in the proposed one. */
  | { readonly kind: 'officer'; readonly lane: LaneId | null; readonly officer: UserId }
  | { readonly kind: 'lane'; readonly lane: LaneId | null }

export type Verdict =
  | { readonly kind: 'free'; readonly to: Place }
  /** The card stands there already. */
  | { readonly kind: 'here' }
  /** `held`: a colleague has it in hand. `away`: who would get it is not there. */
  | { readonly kind: 'barred'; readonly code: RefusalCode | PlaceFault | 'held' | 'away' }

/** What a target is judged by. */
export interface Judging {
  readonly actor: Actor
  readonly frame: Frame
  readonly handover?: CardValues['handover']
  /** Lane that triage would propose for the card; null or absent: none. Asked only where it is needed. */
  readonly proposedLane?: () => LaneId | null
}

/** The place that `target` means for a card standing at `at`; its rank is the caller's to say. */
export function placeFor(
  at: Place,
  target: Target,
  { actor, proposedLane }: Pick<Judging, 'actor' | 'proposedLane'>,
): Place {
  switch (target.kind) {
    case 'cell': {
      const { stage, lane } = target
      // "Reçu" is what nobody works on yet: neither a lane nor an officer is kept there.
      if (lane === null || stage === 'received') return { ...at, stage, lane, officer: null }
      return { ...at, stage, lane, officer: officerFor(at, lane, actor) }
    }
    case 'seat': {
      const { stage, lane, officer } = target
      return { ...at, stage, lane, officer: stage === 'received' ? null : officer }
    }
    case 'officer': {
      const stage = at.stage === 'received' ? 'dispatched' : at.stage
      const lane = target.lane ?? at.lane ?? proposedLane?.() ?? null
      return { ...at, stage, lane, officer: target.officer }
    }
    case 'lane':
      if (target.lane === null) return { ...at, stage: 'received', lane: null, officer: null }
      return { ...at, lane: target.lane, officer: at.lane === target.lane ? at.officer : null }
  }
}

/** What colleagues are shown of a target: the cell it stands for and the officer, as far as it names them. */
export function shownTarget(aim: { readonly target: Target; readonly verdict: Verdict } | null): {
  readonly over: { readonly stage: Stage; readonly lane: LaneId | null } | null
  readonly officer: UserId | null
} {
  if (!aim) return { over: null, officer: null }
  const { target, verdict } = aim
  // An officer or a lane is no cell: the card would keep its own stage, and on the platform an officer's its lane.
  const isCell = target.kind === 'cell' || target.kind === 'seat'
  const cell = isCell ? target : verdict.kind === 'free' ? verdict.to : null
  return {
    over: cell && { stage: cell.stage, lane: cell.lane },
    officer: 'officer' in target ? target.officer : null,
  }
}

/** Judges a target as the server will: first the rights, then the place. [P3, P4, S3] */
export function judge(at: Place, target: Target, by: Judging): Verdict {
  return judgePlace(at, placeFor(at, target, by), by)
}

/** The same for a whole place. */
export function judgePlace(at: Place, to: Place, by: Omit<Judging, 'proposedLane'>): Verdict {
  if (to.stage === at.stage && to.lane === at.lane && to.officer === at.officer) {
    return { kind: 'here' }
  }
  const right = may(by.actor, 'card.move', { at, to, handover: by.handover ?? null })
  if (!right.allowed) return { kind: 'barred', code: right.code }
  const fault = faultOf(to, groundOf(by.frame))
  return fault ? { kind: 'barred', code: fault } : { kind: 'free', to }
}

/**
 * Whether a drop would give a card to somebody who is away: no place to let go over by chance. The menus, which say so
 * beside the name, leave it to the person.
 */
export function givesToAbsent(
  at: Place,
  target: Target,
  { frame, today }: { readonly frame: Frame; readonly today: Day },
): boolean {
  if (target.kind !== 'officer' && target.kind !== 'seat') return false
  const { officer } = target
  if (officer === null || officer === at.officer) return false
  const entry = everyOfficer(frame).find((one) => one.id === officer)
  return entry !== undefined && isAbsent(entry, today)
}

/** The officer goes along inside a lane; who works on a free card takes it. [P4] */
function officerFor(at: Place, lane: LaneId, actor: Actor): UserId | null {
  if (at.lane !== lane && actor.template !== 'platform') return null
  if (at.officer === null && actor.role === 'officer' && actor.template !== 'platform') {
    return actor.user
  }
  return at.officer
}
