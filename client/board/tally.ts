// Counts that the headers show, kept up card by card: what a card adds, it takes away when it changes.
import type { CardView } from './card-view.ts'
import { flags, hasFlag, type Flag } from './filters.ts'
import type { Stage } from '#shared/domain/stages.ts'

export interface Tally {
  readonly add: (view: CardView) => void
  readonly remove: (view: CardView) => void
  readonly count: (key: TallyKey) => number
  readonly entries: () => ReadonlyMap<TallyKey, number>
}

/** `late/Est0001` etc.: one name per number shown. A null lane is written as nothing. */
export type TallyKey =
  | 'open'
  | `flag/${Flag}`
  | `stage/${Stage}`
  | `lane/${string}`
  | `lane-late/${string}`
  /** Cards being worked on. */
  | `officer/${string}`
  /** All open cards, whatever their stage. */
  | `held/${string}`
  | `handed-to/${string}`
  | `handed-from/${string}`
  | `urgency/${string}`
  | `caption/${Caption}`

/** Numbers behind the captions of the stage headers. */
export type Caption = 'dispatched' | 'reached' | 'in-time' | 'supported' | 'referred' | 'appointed'

export function createTally(): Tally {
  const counts = new Map<TallyKey, number>()
  function change(view: CardView, step: 1 | -1): void {
    for (const key of keysOf(view)) {
      const next = (counts.get(key) ?? 0) + step
      if (next === 0) counts.delete(key)
      else counts.set(key, next)
    }
  }
  return {
    add: (view) => change(view, 1),
    remove: (view) => change(view, -1),
    count: (key) => counts.get(key) ?? 0,
    entries: () => counts,
  }
}

export function cellKeyOf(stage: Stage, lane: string | null): string {
  return `${stage}|${lane ?? ''}`
}

function* keysOf(view: CardView): Generator<TallyKey> {
  const { at, registration, referral, appointment, handover } = view.card
  const lane = at.lane ?? ''
  yield 'open'
  yield `stage/${at.stage}`
  yield `lane/${lane}`
  yield `urgency/${cellKeyOf(at.stage, at.lane)}/${view.urgency}`
  for (const flag of flags) if (hasFlag(view, flag)) yield `flag/${flag}`
  if (view.urgency === 'late') yield `lane-late/${lane}`
  if (at.officer !== null) yield `held/${at.officer}`
  if (at.officer !== null && isActive(at.stage)) yield `officer/${at.officer}`
  if (handover !== null) {
    yield `handed-to/${handover.to}`
    yield `handed-from/${handover.from}`
  }
  if (at.lane !== null) yield 'caption/dispatched'
  if (at.stage === 'dispatched' && view.urgency !== 'late') yield 'caption/in-time'
  const contacted =
    at.stage === 'first_contact' || registration !== null || isAfterContact(at.stage)
  if (contacted) yield 'caption/reached'
  if (at.stage === 'registered' && appointment !== null) yield 'caption/appointed'
  if (at.stage === 'followed_up') yield 'caption/supported'
  if (at.stage === 'not_reached' && referral !== null) yield 'caption/referred'
}

/** Work in progress: what weighs on an officer's day. */
function isActive(stage: Stage): boolean {
  return stage === 'dispatched' || stage === 'first_contact' || stage === 'registered'
}

function isAfterContact(stage: Stage): boolean {
  return stage === 'registered' || stage === 'followed_up'
}
