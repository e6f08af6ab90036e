import { z } from 'zod'
import type { CardField } from '#shared/domain/card.ts'
import type { AttemptId, CardId } from '#shared/domain/ids.ts'

// The one vocabulary for "what happened" on a board: used by the guard (may they?), the projector (write the row),
// the history and the tests.

export type BoardChange =
  | {
      readonly kind: 'card_created'
      readonly card: CardId
      readonly values: Readonly<Record<string, unknown>>
    }
  | {
      readonly kind: 'card_field'
      readonly card: CardId
      readonly field: CardField
      readonly old: unknown
      readonly new: unknown
    }
  | {
      readonly kind: 'attempt_added'
      readonly attempt: AttemptId
      readonly card: CardId
      readonly value: unknown
    }
  | {
      readonly kind: 'attempt_voided'
      readonly attempt: AttemptId
      readonly card: CardId
      readonly value: unknown
    }
  | {
      readonly kind: 'entry'
      readonly root: 'lanes' | 'tasks' | 'settings'
      readonly key: string
      readonly old: unknown
      readonly new: unknown
    }

/** What became of a change: kept; undone by the guard [G3]; lost to what was committed before it [G6]. */
export const verdict = z.enum(['kept', 'rejected', 'superseded'])
export type ChangeVerdict = z.infer<typeof verdict>
