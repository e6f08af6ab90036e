/*
 * The dossier document, `dossier/<cardId>`: contact details and notes, served only to those who may open the card [P7].
 *
 *   person   Y.Map<field, JSON>        one small value per key of `dossierFields`
 *   numbers  Y.Map<NumberId, JSON>     every phone of the youth or the guardian, with its own status [A4]
 *   notes    Y.Text                    shared notes; created with the document, by the server
 */
import type * as Y from 'yjs'
import { z } from 'zod'
import { day } from '#shared/domain/day.ts'

const text = (max: number) => z.string().max(max)

/** Keys of the `person` root. */
export const dossierFields = {
  birthDate: day.nullable(),
  birthPlace: text(100).nullable(),
  usageName: text(100).nullable(),
  ine: text(20).nullable(),
  imiloFile: text(20).nullable(),
  email: text(200).nullable(),
  address: z
    .strictObject({
      lines: z.array(text(200)).max(4),
      postCode: text(10).nullable(),
      commune: text(100).nullable(),
    })
    .nullable(),
  guardian: z.strictObject({ name: text(200).nullable() }).nullable(),
  school: z
    .strictObject({
      uai: text(10).nullable(),
      name: text(200).nullable(),
      commune: text(100).nullable(),
    })
    .nullable(),
  schooling: z
    .strictObject({
      programme: text(200).nullable(),
      mefCode: text(20).nullable(),
      level: text(60).nullable(),
      diploma: text(100).nullable(),
      exitDate: day.nullable(),
      exitReason: text(200).nullable(),
    })
    .nullable(),
  situation: text(200).nullable(),
  slots: text(200).nullable(),
  /** The PSAD or sector as the list names it: a proposal for the dispatch. */
  territory: text(100).nullable(),
  /** Whether the list says that the mission locale knows the youth: a hint for the triage. */
  knownByList: z.boolean().nullable(),
  comment: text(1000).nullable(),
  /** When the operator has called, whom it names as the adviser, and where. */
  callDate: day.nullable(),
  advisor: text(100).nullable(),
  site: text(100).nullable(),
  /** What the list says, where it is kept otherwise; of numbers, `raw` says it. Nobody but an import writes it. */
  asListed: z
    .strictObject({
      lastName: text(100).optional(),
      firstName: text(100).optional(),
      usageName: text(100).optional(),
      birthDate: text(100).optional(),
      postCode: text(100).optional(),
      commune: text(100).optional(),
      level: text(100).optional(),
      exitDate: text(100).optional(),
      callDate: text(100).optional(),
    })
    .nullable(),
} as const
export type DossierField = keyof typeof dossierFields
export type DossierValues = { readonly [F in DossierField]: z.infer<(typeof dossierFields)[F]> }

/** One phone number. `e164` is null when the raw text could not be read; nothing is ever dropped for being "invalid". */
export const phoneNumber = z.strictObject({
  raw: text(60),
  e164: z
    .string()
    .regex(/^\+\d{6,15}$/)
    .nullable(),
  owner: z.enum(['youth', 'guardian']),
  status: z.enum(['untried', 'valid', 'doubtful', 'wrong', 'out_of_service']),
})
export type PhoneNumber = z.infer<typeof phoneNumber>

export interface DossierTypes {
  readonly person: Y.Map<unknown>
  readonly numbers: Y.Map<unknown>
  readonly notes: Y.Text
}

export function dossierTypes(doc: Y.Doc): DossierTypes {
  return {
    person: doc.getMap('person'),
    numbers: doc.getMap('numbers'),
    notes: doc.getText('notes'),
  }
}
