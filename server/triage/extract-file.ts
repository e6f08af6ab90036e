import { z } from 'zod'
import { day } from '#shared/domain/day.ts'

/**
 * One file of the i-milo extract: what tells a person from another, and who follows them. Nothing else of the extract is
 * read (situation, level, schemes …): it would not serve the matching.
 */
export const extractFile = z.object({
  /** N° dossier. */
  number: z.string().min(1).max(20),
  lastName: z.string(),
  usageName: z.string().nullable(),
  firstName: z.string(),
  sex: z.enum(['f', 'm']).nullable(),
  birthDate: day.nullable(),
  /** E.164. */
  phones: z.array(z.string()),
  email: z.string().nullable(),
  address: z.array(z.string()),
  postCode: z.string().nullable(),
  commune: z.string().nullable(),
  site: z.string().nullable(),
  /** "Conseiller référent", as i-milo writes it: DURAND Claire. */
  advisor: z.string().nullable(),
  /** "Statut du dossier": Actif, En veille … */
  status: z.string().nullable(),
  lastInterview: day.nullable(),
})
export type ExtractFile = z.infer<typeof extractFile>
