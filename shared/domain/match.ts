import { z } from 'zod'

// What comparing a youth with a file of i-milo says, in codes that the screen has words for. Rules: server/matching.

/**
 * `certain` may be confirmed in bulk, `probable` is proposed, `to_check` needs a person's eye, `unknown` is nobody's file.
 * From the strongest to the weakest.
 */
export const matchVerdicts = ['certain', 'probable', 'to_check', 'unknown'] as const
export const matchVerdict = z.enum(matchVerdicts)
export type MatchVerdict = z.infer<typeof matchVerdict>

/** `=`, `≈`, `≠` of the triage table; `missing` when one side does not say. */
export const likeness = z.enum(['same', 'near', 'different', 'missing'])

/** Why a field is the same, near or different. */
export const matchCause = z.enum([
  'equal',
  'missing',
  'different',
  /** Letters differ: one keystroke, or the same sound. */
  'spelling',
  /** BENALI, BEN ALI; EL HADDAD, HADDAD. */
  'particle',
  /** One of two family names, one of two first names. */
  'part',
  /** Equal to the name of use. */
  'usage_name',
  /** Family name and first name have changed places. */
  'swapped',
  /** Alexandre, Alexandra. */
  'other_sex',
  'one_digit',
  'day_month',
  /** 1 January or 31 December: written where the day is not known. */
  'weak_date',
  /** One number of several, or the whole address, is shared. */
  'shared',
])
export type MatchCause = z.infer<typeof matchCause>

export const matchFields = [
  'lastName',
  'firstName',
  'birthDate',
  'phone',
  'email',
  'address',
  'ine',
  'imiloFile',
] as const
export const matchField = z.enum(matchFields)
export type MatchField = z.infer<typeof matchField>

export const fieldMatch = z.strictObject({ is: likeness, cause: matchCause })
export type FieldMatch = z.infer<typeof fieldMatch>

/** Who the person of the file may be. */
export const kinship = z.enum(['same_person', 'twin', 'sibling', 'homonym', 'unlikely'])
export type Kinship = z.infer<typeof kinship>

/** One file compared with a youth. Holds no identity: the number and codes only. */
export const matchCandidate = z.strictObject({
  /** N° dossier in i-milo. */
  file: z.string().min(1).max(20),
  verdict: matchVerdict,
  /** 0 to 100, inside the band of the verdict. Always shown with its reasons. */
  score: z.number().int().min(0).max(100),
  kinship,
  fields: z.record(matchField, fieldMatch),
})
export type MatchCandidate = z.infer<typeof matchCandidate>
