import { z } from 'zod'
import { cardRow } from './cards.ts'

/** A number is sent in a body: addresses end up in logs. */
export const findRequest = z.object({ number: z.string().trim().min(1).max(60) })

export const foundBy = z.enum(['phone', 'guardianPhone', 'imiloFile', 'ine'])
export type FoundBy = z.infer<typeof foundBy>

/** The youths whose dossier the asker may open and whose number it is; which numbers they have is not told. */
export const findAnswer = z.object({
  found: z.array(z.object({ card: cardRow, by: foundBy })),
})
export type FindAnswer = z.infer<typeof findAnswer>
