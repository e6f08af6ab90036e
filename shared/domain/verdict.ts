import { z } from 'zod'

/** What became of a change: kept; undone by the guard [G3]; lost to what was committed before it [G6]. */
export const verdict = z.enum(['kept', 'rejected', 'superseded'])
export type Verdict = z.infer<typeof verdict>
