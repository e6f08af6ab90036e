// The return from offline: one list of what was done there, of what was kept and what was not. [W2, W3]
import { createEffect, createSignal, on, type Accessor } from 'solid-js'
import type { UnsentAct } from '#client/sync/act.ts'
import type { Live } from '#client/sync/live.ts'
import type { Notice } from '#client/sync/notices.ts'
import type { JudgedChange } from '#shared/contracts/sync.ts'

/** An act that did not take effect, or of whose cards some did not. */
export interface Lost {
  readonly act: UnsentAct
  readonly why:
    | { readonly kind: 'refused'; readonly change: JudgedChange }
    | { readonly kind: 'overtaken'; readonly change: JudgedChange; readonly by: string | null }
    /** The card had changed before the act could be said again. */
    | { readonly kind: 'unsent' }
}

export interface Report {
  readonly kept: readonly UnsentAct[]
  readonly lost: readonly Lost[]
}

export interface BackOnline {
  /** What became of the work done without the network, until it was looked at. */
  readonly report: Accessor<Report | null>
  readonly close: () => void
  /** Whether this notice is told in the list, and needs no telling of its own. */
  readonly takes: (notice: Notice) => boolean
}

/** Owned by the caller's scope. `told`: everything done offline has its verdict. */
export function createBackOnline(live: Live, told: (report: Report) => void): BackOnline {
  const [report, setReport] = createSignal<Report | null>(null)
  /** Acts done without the network by the id they are sent under: said again to a new document, they have another. */
  let owed = new Map<string, UnsentAct>()
  let lost: Lost[] = []
  let away = false

  function owe(acts: readonly UnsentAct[]): void {
    const waiting = new Set(acts.map((act) => act.id))
    for (const act of acts) {
      if (owed.has(act.id)) continue
      const before = [...owed].find(([id, one]) => !waiting.has(id) && sameAct(one, act))
      if (before) owed.delete(before[0])
      owed.set(act.id, before?.[1] ?? act)
    }
  }

  function finish(): void {
    away = false
    const gone = new Set(lost.map((one) => one.act))
    const made = { kept: [...owed.values()].filter((act) => !gone.has(act)), lost }
    owed = new Map()
    lost = []
    if (made.kept.length + made.lost.length > 1) setReport(made)
    told(made)
  }

  createEffect(
    on([() => live.state().kind, live.unsent] as const, ([kind, unsent]) => {
      if (kind === 'offline' || kind === 'reconnecting') {
        away ||= live.current() !== null
        if (away) owe(unsent)
      } else if (kind === 'live' && away && unsent.length === 0) {
        finish()
      }
    }),
  )

  /** The oldest act on which this verdict may fall. */
  function actOf({ card, field, key }: JudgedChange): UnsentAct | undefined {
    const judged = new Set(lost.map((one) => one.act))
    return [...owed.values()].find(
      (act) =>
        !judged.has(act) &&
        (card === null || act.cards.length === 0 || act.cards.includes(card)) &&
        act.writes.some((write) => write.key === field || write.key === key),
    )
  }

  return {
    report,
    close: () => setReport(null),
    takes: (notice) => {
      if (!away || owed.size === 0) return false
      if (notice.type === 'recovered') return true
      if (notice.type === 'unsent') {
        for (const act of notice.acts) {
          const known = owed.get(act.id) ?? [...owed.values()].find((one) => sameAct(one, act))
          if (known) lost.push({ act: known, why: { kind: 'unsent' } })
        }
        return owed.size > 1
      }
      for (const change of notice.changes) {
        const act = actOf(change)
        if (!act) continue
        const by = 'by' in change && isNamed(change.by) ? change.by.name : null
        lost.push({
          act,
          why:
            notice.type === 'rejected'
              ? { kind: 'refused', change }
              : { kind: 'overtaken', change, by },
        })
      }
      // Of a single act one is told at once, with the way to take it again.
      return owed.size > 1
    },
  }
}

function isNamed(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'name' in value
}

function sameAct(a: UnsentAct, b: UnsentAct): boolean {
  return said(a) === said(b)
}

function said({ act, cards, writes }: UnsentAct): string {
  return JSON.stringify([
    act,
    cards,
    writes.map(({ root, path, key, value }) => [root, path, key, value]),
  ])
}
