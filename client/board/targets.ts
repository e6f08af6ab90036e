// Where a card may go, and what place each target stands for. Pure; the same rules as the server's, asked before the drop.
import type { CardValues } from '#shared/domain/card.ts'
import { may, type RefusalCode } from '#shared/domain/permissions.ts'
import { faultOf, type Place, type PlaceFault } from '#shared/domain/place.ts'
import type { LaneId, UserId } from '#shared/domain/ids.ts'
import type { Actor } from '#shared/domain/roles.ts'
import type { Stage } from '#shared/domain/stages.ts'
import { groundOf, type Frame } from './frame.ts'

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
  | { readonly kind: 'officer'; readonly lane: LaneId; readonly officer: UserId }
  | { readonly kind: 'lane'; readonly lane: LaneId | null }

export type Verdict =
  | { readonly kind: 'free'; readonly to: Place }
  /** The card stands there already. */
  | { readonly kind: 'here' }
  /** `held`: a colleague has it in hand. */
  | { readonly kind: 'barred'; readonly code: RefusalCode | PlaceFault | 'held' }

/** The place that `target` means for a card standing at `at`; its rank is the caller's to say. */
export function placeFor(at: Place, target: Target, actor: Actor | null): Place {
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
      return { ...at, stage, lane: target.lane, officer: target.officer }
    }
    case 'lane':
      if (target.lane === null) return { ...at, stage: 'received', lane: null, officer: null }
      return { ...at, lane: target.lane, officer: at.lane === target.lane ? at.officer : null }
  }
}

/** What colleagues are shown of a target: the cell aimed at and the officer, as far as it names them. */
export function shownTarget(target: Target | null): {
  readonly over: { readonly stage: Stage; readonly lane: LaneId | null } | null
  readonly officer: UserId | null
} {
  switch (target?.kind) {
    case undefined:
    case 'lane':
      return { over: null, officer: null }
    case 'cell':
      return { over: { stage: target.stage, lane: target.lane }, officer: null }
    case 'seat':
      return { over: { stage: target.stage, lane: target.lane }, officer: target.officer }
    case 'officer':
      return { over: { stage: 'dispatched', lane: target.lane }, officer: target.officer }
  }
}

/** Judges a target as the server will: first the rights, then the place. [P3, P4, S3] */
export function judge(
  at: Place,
  target: Target,
  by: { actor: Actor; frame: Frame; handover?: CardValues['handover'] },
): Verdict {
  return judgePlace(at, placeFor(at, target, by.actor), by)
}

/** The same for a whole place. */
export function judgePlace(
  at: Place,
  to: Place,
  by: { actor: Actor; frame: Frame; handover?: CardValues['handover'] },
): Verdict {
  if (to.stage === at.stage && to.lane === at.lane && to.officer === at.officer) {
    return { kind: 'here' }
  }
  const right = may(by.actor, 'card.move', { at, to, handover: by.handover ?? null })
  if (!right.allowed) return { kind: 'barred', code: right.code }
  const fault = faultOf(to, groundOf(by.frame))
  return fault ? { kind: 'barred', code: fault } : { kind: 'free', to }
}

/** The officer goes along inside a lane; who works on a free card takes it. [P4] */
function officerFor(at: Place, lane: LaneId, actor: Actor | null): UserId | null {
  if (at.lane !== lane && actor?.template !== 'platform') return null
  if (at.officer === null && actor?.role === 'officer' && actor.template !== 'platform') {
    return actor.user
  }
  return at.officer
}
