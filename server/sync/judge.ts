// One inspected update inside the running transaction: applied, judged value by value, and what is refused put back.
import * as Y from 'yjs'
import { handoverOf, placeOf } from './board-grammar.ts'
import type { Bases } from './bases.ts'
import type { Fault, Grammar, Scene } from './grammar.ts'
import type { Inspection, Write } from './inspect.ts'
import { holdsZero } from './json-value.ts'
import type { Effect } from './spot.ts'
import { itemAt, valueOf } from './stored.ts'
import { forgetPositions, restoreText, textOf } from './text-restore.ts'

interface Rejected {
  /** `new` is what was attempted, `old` what is kept. */
  readonly effect: Effect
  readonly fault: Fault
}

export interface Judged {
  readonly kept: readonly Effect[]
  readonly rejected: readonly Rejected[]
  /** Written on a base that was no longer the value; `new` is what was attempted, `old` what stays. [G6] */
  readonly superseded: readonly Effect[]
  /** Those of the superseded that would have been refused besides: colleagues never see what they attempted. [P8] */
  readonly refusedBesides: ReadonlyMap<Effect, Fault>
}

export interface JudgeParts {
  readonly doc: Y.Doc
  readonly grammar: Grammar
  readonly bases: Bases
  readonly scene: Omit<Scene, 'placesBefore' | 'handoversBefore'>
}

/**
 * Applies an update that passed the inspection and settles each value it writes: kept, refused [G3] or overtaken [G6].
 * What is not kept is put back before the transaction ends, while the old values are still there.
 */
export function applyAndJudge(
  bytes: Uint8Array,
  { writes, texts }: Inspection,
  parts: JudgeParts & { readonly transaction: Y.Transaction },
): Judged {
  const { doc, grammar, bases, transaction } = parts
  const kept: Effect[] = []
  const rejected: Rejected[] = []
  const superseded: Effect[] = []
  const refusedBesides = new Map<Effect, Fault>()
  const before = [...writes.values()].toSorted(placesFirst).map(readBefore)
  const oldTexts = [...texts].map((root) => ({ root, old: textOf(doc.getText(root)) }))
  const placesBefore = new Map(
    [...writes.values()].flatMap(({ spot }) => {
      const at = grammar.kind === 'board' && spot.record ? placeOf(doc, spot.record) : null
      return at && spot.record !== null ? [[spot.record, at] as const] : []
    }),
  )
  const handoversBefore = new Map(
    [...placesBefore.keys()].flatMap((card) => {
      const handover = handoverOf(doc, card)
      return handover ? [[card, handover] as const] : []
    }),
  )
  const scene = { ...parts.scene, placesBefore, handoversBefore }

  Y.applyUpdate(doc, bytes)
  for (const one of before) settle(one)
  for (const one of oldTexts) settleText(one)
  return { kept, rejected, superseded, refusedBesides }

  function settle(one: Before): void {
    const { write, last, isLive, old } = one
    const { spot, map, value } = write
    const effect: Effect = { spot, old: isLive ? old : undefined, new: value?.json }
    const fault = value === null ? null : faultOf(effect)
    if (!bases.isCurrent(spot, write.base, last?.id ?? null)) {
      superseded.push(effect)
      if (fault) refusedBesides.set(effect, fault)
      putBack(one, [])
    } else if (value === null) {
      // The author's own document had lost it already, or took the key away, which nobody may.
      superseded.push(effect)
      putBack(one, [])
    } else if (fault) {
      rejected.push({ effect, fault })
      putBack(one, [write.last])
    } else {
      kept.push(effect)
      bases.renew(spot)
      const now = itemAt(map, spot.key ?? '')
      if (now && !now.deleted && Y.compareIDs(now.id, write.last)) return
      // Yjs gave the key to a client id that is higher, or to a value that was refused.
      map.set(spot.key ?? '', value.json)
      bases.join(spot, [write.last, itemAt(map, spot.key ?? '')?.id ?? null])
    }
  }

  function faultOf(effect: Effect): Fault | null {
    return holdsZero(effect.new) ? { code: 'invalid', rule: null } : grammar.judge(effect, scene)
  }

  /** `alike`: items beside the old one and its copy that count as the same value from now on. */
  function putBack({ write, last, isLive, old }: Before, alike: readonly Y.ID[]): void {
    const { map, spot } = write
    const key = spot.key ?? ''
    const now = itemAt(map, key)
    if (isLive) {
      if (now === last && now?.deleted === false) return
      map.set(key, old)
      bases.join(spot, [last?.id ?? null, itemAt(map, key)?.id ?? null, ...alike])
    } else {
      if (now && !now.deleted) map.delete(key)
      bases.join(spot, [last?.id ?? null, ...alike])
    }
  }

  function settleText({ root, old }: { root: string; old: string }): void {
    const text = doc.getText(root)
    const now = textOf(text)
    if (now === old) return
    const effect: Effect = { spot: { root, record: null, key: null }, old, new: now }
    const fault = grammar.judge(effect, scene)
    if (!fault) {
      kept.push(effect)
      return
    }
    rejected.push({ effect, fault })
    forgetPositions(transaction)
    restoreText(text, old)
    forgetPositions(transaction)
  }
}

interface Before {
  readonly write: Write
  readonly last: Y.Item | undefined
  readonly isLive: boolean
  readonly old: unknown
}

function readBefore(write: Write): Before {
  const last = itemAt(write.map, write.spot.key ?? '')
  const isLive = last !== undefined && !last.deleted
  return { write, last, isLive, old: isLive ? valueOf(last) : undefined }
}

/** Rights depend on where a card stands: its place is settled before the rest of the act. */
function placesFirst(a: Write, b: Write): number {
  return Number(b.spot.key === 'at') - Number(a.spot.key === 'at')
}
