// What of the dispatcher's desk is open over the board: one thing at a time.
import { createSignal, type Accessor } from 'solid-js'
import type { LaneId } from '#shared/domain/ids.ts'
import type { ShareTask } from './share-task.ts'
import type { Proposal } from './proposal.ts'

export type DeskTask =
  | { readonly kind: 'handovers'; readonly lane: LaneId }
  | { readonly kind: 'share'; readonly of: ShareTask }
  /** "À répartir" to the lanes, by post code. */
  | { readonly kind: 'dispatch' }
  /** Working time of who works in a lane. */
  | { readonly kind: 'hours'; readonly lane: LaneId }
  /** Post codes of the lanes. */
  | { readonly kind: 'sectors' }

export interface Desk {
  readonly task: Accessor<DeskTask | null>
  readonly ask: (task: DeskTask | null) => void
  /** What "Répartir équitablement" proposes while it is open: the rows of a lane show it. */
  readonly proposal: Accessor<Proposal | null>
  readonly show: (proposal: Proposal | null) => void
}

export function createDesk(): Desk {
  const [task, ask] = createSignal<DeskTask | null>(null)
  const [proposal, show] = createSignal<Proposal | null>(null)
  return { task, ask, proposal, show }
}
