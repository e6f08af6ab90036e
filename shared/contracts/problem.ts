import { z } from 'zod'

/** RFC 9457 problem+json, with a stable `code` that both languages have words for. */
export const problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  /** Field by field, for a form: path → code. */
  fields: z.record(z.string(), z.string()).optional(),
  /** Seconds to wait, when there were too many tries. */
  retryAfter: z.number().int().optional(),
})
export type Problem = z.infer<typeof problem>
