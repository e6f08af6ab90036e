// What a drop would bring into a lane, known before the drop.
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import type { Acts } from './acts.ts'
import type { BoardIndex } from './board-index.ts'
import type { Target } from './targets.ts'

export interface Coming {
  readonly cards: number
  readonly late: number
}

/** Of `cards`, those that `target` would bring into `lane` from elsewhere. */
export function comingTo(
  lane: LaneId | null,
  { target, cards }: { readonly target: Target; readonly cards: readonly CardId[] },
  by: { readonly index: BoardIndex; readonly acts: Pick<Acts, 'judge'> },
): Coming {
  // Only an officer of the pool gets cards in more than one lane.
  const pooled = target.kind === 'officer' && target.lane === null
  const brought = pooled || target.lane === lane ? cards : []
  const views = brought
    .filter((card) => {
      const verdict = by.acts.judge(card, target)
      return verdict.kind === 'free' && verdict.to.lane === lane
    })
    .flatMap((card) => by.index.view(card) ?? [])
    .filter((view) => view.card.at.lane !== lane)
  return { cards: views.length, late: views.filter((view) => view.urgency === 'late').length }
}
