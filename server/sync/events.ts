// What happened, as rows in words of the board. [G5] Identity and contact values never stand there. [G11]
import type * as Y from 'yjs'
import type { UserId } from '#shared/domain/ids.ts'
import type { Verdict } from '#shared/domain/verdict.ts'
import type { Grammar } from './grammar.ts'
import { holdsZero } from './json-value.ts'
import type { Effect } from './spot.ts'

export interface Happened {
  readonly effect: Effect
  readonly user: UserId
  /** Null: with the update. */
  readonly at: Date | null
  readonly verdict: Verdict
  readonly code: string | null
}

/** A row of the history; values as JSON, null where there is none to keep. */
export interface EventRow {
  readonly at: string | null
  readonly user: UserId
  readonly card: string | null
  readonly field: string
  readonly key: string | null
  readonly old: string | null
  readonly new: string | null
  readonly verdict: Verdict
  readonly code: string | null
}

/** The rows of one update, in order. A value written over itself is no history. */
export function eventRows(
  happened: readonly Happened[],
  { doc, grammar }: { readonly doc: Y.Doc; readonly grammar: Grammar },
): EventRow[] {
  return happened.flatMap(({ effect, user, at, verdict, code }) => {
    const before = textOf(effect.old)
    const after = textOf(effect.new)
    if (verdict === 'kept' && before === after) return []
    const { card, field, key, secret } = grammar.nameOf(effect, doc)
    return {
      at: at?.toISOString() ?? null,
      user,
      card,
      field,
      key,
      old: secret ? null : kept(before, effect.old),
      new: secret ? null : kept(after, effect.new),
      verdict,
      code,
    }
  })
}

/** A key that is absent means null. */
function textOf(value: unknown): string {
  return JSON.stringify(value ?? null)
}

/** null for a value that was not there, that the author's own document had lost, or that was refused as unkeepable. */
function kept(text: string, value: unknown): string | null {
  if (text === 'null' || (text.includes('\\u0000') && holdsZero(value))) return null
  return text
}
