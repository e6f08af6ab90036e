// The return from offline: one list of what was done there, of what was kept and what was not. [W2, W3]
import { createEffect, createSignal, on, type Accessor } from 'solid-js'
import type { Live } from '#client/sync/live.ts'
import type { Notice } from '#client/sync/notices.ts'
import { createOwed, type Report } from './owed.ts'

export interface BackOnline {
  /** What became of the work done without the network, until it was looked at. */
  readonly report: Accessor<Report | null>
  readonly close: () => void
  /** Whether this notice is told in the list, and needs no telling of its own. */
  readonly takes: (notice: Notice) => boolean
}

/** Owned by the caller's scope. `told`: everything done offline has its verdict, which no notice of its own has told. */
export function createBackOnline(live: Live, told: (report: Report) => void): BackOnline {
  const [report, setReport] = createSignal<Report | null>(null)
  const owed = createOwed()
  let away = false

  function finish(): void {
    away = false
    const single = owed.count() <= 1
    const made = owed.settle()
    if (!single) setReport(made)
    if (!single || made.lost.length === 0) told(made)
  }

  createEffect(
    on([() => live.state().kind, live.unsent] as const, ([kind, unsent]) => {
      if (kind === 'offline' || kind === 'reconnecting') {
        away ||= live.current() !== null
      } else if (kind === 'connecting') {
        // Before anything is shown, what waits is what a page that is gone had left: a reload with the line back.
        away ||= unsent.length > 0
      } else if (kind === 'live' && away && unsent.length === 0) {
        finish()
        return
      }
      if (away && kind !== 'live') owed.owe(unsent)
    }),
  )

  return {
    report,
    close: () => setReport(null),
    takes: (notice) => {
      const { kind } = live.state()
      // No list comes any more.
      if (kind === 'refused') return false
      if (kind === 'connecting') away ||= notice.type === 'unsent'
      if (!away) return false
      const known = owed.judge(notice)
      if (notice.type === 'recovered') return known
      // Of a single act one is told at once, with the way to take it again.
      return known && owed.count() > 1
    },
  }
}
