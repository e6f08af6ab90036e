// What a drop would bring into a lane, known before the drop.
import type { CardId } from '#shared/domain/ids.ts'
import type { Acts } from './acts.ts'
import type { BoardIndex } from './board-index.ts'
import type { Target } from './targets.ts'

export interface Coming {
  readonly cards: number
  readonly late: number
}

/** Of `cards`, those that may go to `target` and stand in another lane than its own. */
export function comingTo(
  target: Target,
  cards: readonly CardId[],
  by: { readonly index: BoardIndex; readonly acts: Pick<Acts, 'judge'> },
): Coming {
  const views = cards
    .filter((card) => by.acts.judge(card, target).kind === 'free')
    .flatMap((card) => by.index.view(card) ?? [])
    .filter((view) => view.card.at.lane !== target.lane)
  return { cards: views.length, late: views.filter((view) => view.urgency === 'late').length }
}
