// Work done without the network, until each card of it has its verdict. [W2, W3]
import { same, type UnsentAct, type Write } from '#client/sync/act.ts'
import type { Notice } from '#client/sync/notices.ts'
import type { JudgedChange } from '#shared/contracts/sync.ts'

/** What of an act did not take effect: one card of it, where it is about cards. */
export interface Lost {
  /** The act as far as it is about that card. */
  readonly act: UnsentAct
  readonly why:
    | { readonly kind: 'refused'; readonly change: JudgedChange }
    | { readonly kind: 'overtaken'; readonly change: JudgedChange; readonly by: string | null }
    /** The card had changed before the act could be said again. */
    | { readonly kind: 'unsent' }
}

export interface Report {
  /** Acts, without the cards that they lost. */
  readonly kept: readonly UnsentAct[]
  readonly lost: readonly Lost[]
}

export interface Owed {
  /** Acts, not cards. */
  readonly count: () => number
  readonly owe: (unsent: readonly UnsentAct[]) => void
  /** False: not everything in it is about work that is owed, and it has to be told by itself. */
  readonly judge: (notice: Notice) => boolean
  /** Everything else is kept; nothing is owed any more. */
  readonly settle: () => Report
}

export function createOwed(): Owed {
  /** By the id they are sent under: said again to a new document, they have another. */
  let owed = new Map<string, UnsentAct>()
  let losses: (Lost & { readonly of: UnsentAct; readonly card: string | null })[] = []
  let judged = new Set<Write>()

  function owe(unsent: readonly UnsentAct[]): void {
    const waiting = new Set(unsent.map((act) => act.id))
    for (const act of unsent) {
      if (owed.has(act.id)) continue
      const before = [...owed].find(([id, one]) => !waiting.has(id) && sameAct(one, act))
      if (before) owed.delete(before[0])
      owed.set(act.id, before?.[1] ?? act)
    }
  }

  function judgeChange(change: JudgedChange, why: Lost['why']): boolean {
    const open = [...owed.values()].flatMap((act) => {
      const writes = writesOn(act, change.card).filter((write) => concerns(write, change))
      return writes.filter((write) => !judged.has(write)).map((write) => ({ act, write }))
    })
    // Of several acts on one card, the one that wrote just this; where none did, the oldest.
    const found = open.find(({ write }) => same(write.value, change.attempted)) ?? open[0]
    if (!found) return false
    judged.add(found.write)
    lose(found.act, change.card, why)
    return true
  }

  /** One line for each card of an act, however many of its values were judged. */
  function lose(act: UnsentAct, card: string | null, why: Lost['why']): void {
    if (losses.some((one) => one.of === act && one.card === card)) return
    losses.push({ of: act, card, act: partOf(act, [card]), why })
  }

  function loseUnsent(act: UnsentAct): void {
    const known = owed.get(act.id) ?? [...owed.values()].find((one) => sameAct(one, act))
    if (!known) owed.set(act.id, act)
    const of = known ?? act
    for (const card of of.cards.length > 0 ? of.cards : [null]) lose(of, card, { kind: 'unsent' })
  }

  return {
    count: () => owed.size,
    owe,
    judge: (notice) => {
      switch (notice.type) {
        case 'recovered':
          return owed.size > 0
        case 'unsent':
          for (const act of notice.acts) loseUnsent(act)
          return true
        case 'rejected': {
          const told = notice.changes.map((change) =>
            judgeChange(change, { kind: 'refused', change }),
          )
          return told.every(Boolean)
        }
        case 'superseded': {
          const told = notice.changes.map((change) =>
            judgeChange(change, { kind: 'overtaken', change, by: change.by?.name ?? null }),
          )
          return told.every(Boolean)
        }
      }
    },
    settle: () => {
      const kept = [...owed.values()].flatMap((act) => {
        const gone = losses.filter((one) => one.of === act).map((one) => one.card)
        if (gone.length === 0) return [act]
        const left = act.cards.filter((card) => !gone.includes(card))
        return left.length > 0 && !gone.includes(null) ? [partOf(act, left)] : []
      })
      const lost = losses.map(({ act, why }) => ({ act, why }))
      owed = new Map()
      losses = []
      judged = new Set()
      return { kept, lost }
    },
  }
}

function concerns({ key }: Write, change: JudgedChange): boolean {
  return key === change.field || key === change.key
}

/** What an act wrote that can be about this card. */
function writesOn({ cards, writes }: UnsentAct, card: string | null): readonly Write[] {
  if (card === null || cards.length === 0) return writes
  if (!cards.includes(card)) return []
  return cards.length === 1 ? writes : writes.filter((write) => write.path.includes(card))
}

function partOf(act: UnsentAct, cards: readonly (string | null)[]): UnsentAct {
  const own = act.cards.filter((card) => cards.includes(card))
  if (own.length === act.cards.length || own.length === 0) return act
  return { ...act, cards: own, writes: own.flatMap((card) => writesOn(act, card)) }
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
