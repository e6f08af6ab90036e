// What I am about to decide of the youth on screen, and where triage proposes to send the card.
import { createEffect, createMemo, createSignal, on, type Accessor } from 'solid-js'
import type { BoardStore } from '#client/board/board-store.ts'
import { staffIn } from '#client/board/desk/dispatch-plan.ts'
import { laneOf, type Frame } from '#client/board/frame.ts'
import type { ExtractHead, TriageCandidate } from '#shared/contracts/triage.ts'
import { proposeDispatch, type Dispatch } from '#shared/domain/dispatch.ts'
import type { CardId, LaneId } from '#shared/domain/ids.ts'
import { whereaboutsOf } from '#shared/domain/sectors.ts'
import type { QueueRow } from './queue.ts'
import type { Youths } from './youths.ts'

export type Kind = 'known' | 'unknown'

export interface Choice {
  /** null: nothing is obvious, a person says so first. */
  readonly kind: Accessor<Kind | null>
  readonly choose: (kind: Kind) => void
  /** Candidates of the youth on screen, best first. */
  readonly candidates: Accessor<readonly TriageCandidate[]>
  /** The one that "connu" attaches to. */
  readonly candidate: Accessor<TriageCandidate | null>
  readonly pick: (file: string) => void
  readonly walk: (by: 1 | -1) => void
  /** Where the card goes as it is decided now; null while nothing is. */
  readonly proposal: Accessor<Dispatch | null>
}

/** Owned by the caller's scope. */
export function createChoice(parts: {
  readonly card: Accessor<CardId | null>
  readonly youths: Youths
  readonly row: Accessor<QueueRow | null>
  readonly store: BoardStore
  readonly extract: Accessor<ExtractHead | null>
}): Choice {
  const [said, setSaid] = createSignal<Kind | null>(null)
  const [picked, setPicked] = createSignal<string | null>(null)
  createEffect(
    on(parts.card, () => {
      setSaid(null)
      setPicked(null)
    }),
  )
  const youth = createMemo(() => {
    const card = parts.card()
    const state = card ? parts.youths.state(card) : null
    return state?.kind === 'read' ? state.youth : null
  })
  const candidates = createMemo(() => youth()?.candidates ?? [])
  const candidate = createMemo(
    () => candidates().find((one) => one.file === picked()) ?? candidates()[0] ?? null,
  )
  /** Pre-ticked, never done without a key: certain and probable are known, nobody alike is unknown. (`domain.md` §7.3) */
  const obvious = createMemo((): Kind | null => {
    const read = youth()
    if (!read || read.matching || !parts.extract()) return null
    if (read.verdict === 'certain' || read.verdict === 'probable') return 'known'
    return read.verdict === 'unknown' ? 'unknown' : null
  })
  const kind = () => said() ?? obvious()
  const proposal = createMemo((): Dispatch | null => {
    const row = parts.row()
    const decided = kind()
    if (!row || decided === null) return null
    const file = decided === 'known' ? candidate() : null
    const referent = file?.referent.kind === 'here' ? file.referent.officer : null
    return proposeDispatch(
      {
        known: decided === 'known' ? (file?.known ?? 'known_active') : 'unknown',
        referent,
        ...whereaboutsOf(row),
      },
      staffIn(parts.store.frame()),
    )
  })
  return {
    kind,
    choose: (next) => setSaid(next),
    candidates,
    candidate,
    pick: (file) => setPicked(file),
    walk: (by) => {
      const all = candidates()
      const at = all.findIndex((one) => one.file === candidate()?.file)
      const to = all[Math.max(0, Math.min(all.length - 1, at + by))]
      if (to) setPicked(to.file)
    },
    proposal,
  }
}

/** Who answers for a lane: "Sandrine Poirier, Karim Bensaïd". */
export function managersOf(frame: Frame, lane: LaneId): string {
  return (laneOf(frame, lane)?.entry.managers ?? []).map((one) => one.name).join(', ')
}
