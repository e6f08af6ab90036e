// What an author is told of one settled update.
import type * as Y from 'yjs'
import type { ControlMessage, JudgedChange } from '#shared/contracts/sync.ts'
import type { Outcome } from './batch.ts'
import type { Grammar } from './grammar.ts'
import type { Effect } from './spot.ts'
import type { Winner } from './winner.ts'

interface NoticeParts {
  readonly seq: number
  readonly at: Date
  readonly doc: Y.Doc
  readonly grammar: Grammar
  readonly winners: ReadonlyMap<Effect, Winner>
}

/** The messages of one outcome: what was refused and why [G3], what was overtaken and by whom [G6]. */
export function noticesOf(
  outcome: Outcome & { kind: 'judged' },
  parts: NoticeParts,
): ControlMessage[] {
  const { seq, at } = parts
  const messages: ControlMessage[] = []
  if (outcome.rejected.length > 0) {
    const changes = outcome.rejected.map(({ effect, fault }) => toChange(effect, fault, parts))
    messages.push({ type: 'rejected', seq, changes })
  }
  if (outcome.superseded.length > 0) {
    const changes = outcome.superseded.map((effect) => {
      const winner = parts.winners.get(effect)
      return {
        ...toChange(effect, { code: 'stale', rule: 'W2' }, parts),
        by: winner ? { ...winner.by } : null,
        at: (winner?.at ?? at).toISOString(),
      }
    })
    messages.push({ type: 'superseded', seq, changes })
  }
  return messages
}

function toChange(
  effect: Effect,
  fault: { code: string; rule: string | null },
  { grammar, doc }: NoticeParts,
): JudgedChange {
  const { card, field, key } = grammar.nameOf(effect, doc)
  return {
    card,
    field,
    key,
    code: fault.code,
    rule: fault.rule,
    attempted: effect.new ?? null,
    kept: effect.old ?? null,
  }
}
