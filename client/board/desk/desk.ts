// What of the dispatcher's desk is open over the board: one thing at a time.
import { createSignal, type Accessor } from 'solid-js'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import type { Chosen } from './dispatch-plan.ts'
import type { ShareTask } from './share-task.ts'
import type { Proposal } from './proposal.ts'

export type DeskTask =
  | { readonly kind: 'handovers'; readonly lane: LaneId }
  | { readonly kind: 'share'; readonly of: ShareTask }
  /** "À répartir" to the lanes, by post code. */
  | ({ readonly kind: 'dispatch' } & DispatchTask)
  /** Working time of who works in a lane. */
  | { readonly kind: 'hours'; readonly lane: LaneId }
  /** Post codes of the lanes; opened from the dispatch, which is gone back to as it was. */
  | { readonly kind: 'sectors'; readonly from: DispatchTask }

export interface DispatchTask {
  /** Cards that were selected when it was asked for; none: all. */
  readonly cards: readonly CardId[]
  /** What was decided by hand before the sectors were looked at. */
  readonly decided?: { readonly chosen: Chosen; readonly untriaged: boolean }
}

export interface Desk {
  readonly task: Accessor<DeskTask | null>
  readonly ask: (task: DeskTask | null) => void
  /** What "Répartir équitablement" proposes while it is open: the rows of a lane show it. */
  readonly proposal: Accessor<Proposal | null>
  readonly show: (proposal: Proposal | null) => void
}

export function createDesk(): Desk {
  // The same button again leaves what is open, and every choice made in it, as it is.
  const [task, ask] = createSignal<DeskTask | null>(null, { equals: isSame })
  const [proposal, show] = createSignal<Proposal | null>(null)
  return { task, ask, proposal, show }
}

function isSame(a: DeskTask | null, b: DeskTask | null): boolean {
  return nameOf(a) === nameOf(b)
}

function nameOf(task: DeskTask | null): string {
  return JSON.stringify(task, (key, value: unknown) => (key === 'decided' ? undefined : value))
}

/** "À répartir" to the lanes: of the selected cards those that wait there, else all of them. */
export function dispatchOf(
  selected: readonly CardId[],
  laneOf: (card: CardId) => LaneId | null | undefined,
): DeskTask {
  return { kind: 'dispatch', cards: selected.filter((card) => laneOf(card) === null) }
}
