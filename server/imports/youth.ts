import type { ImportRow } from '#shared/contracts/import-rows.ts'
import type { ImportField } from '#shared/contracts/imports.ts'
import type { DossierValues } from '#shared/documents/dossier-shape.ts'
import type { Wish } from '#shared/domain/card.ts'
import type { Day } from '#shared/domain/day.ts'
import type { ReadPhone } from './values/phones.ts'

/** Fields whose text is kept as it was listed, where reading has changed it. */
export type AsListed = NonNullable<DossierValues['asListed']>

/** What a row says about a youth, read; null is what it does not say. */
export interface Youth {
  readonly lastName: string | null
  readonly firstName: string | null
  readonly usageName: string | null
  readonly sex: 'f' | 'm' | null
  readonly birthDate: Day | null
  readonly birthPlace: string | null
  readonly address: readonly string[]
  readonly postCode: string | null
  readonly commune: string | null
  /** The youth's first, in the order of the columns, then the guardian's. */
  readonly phones: readonly ReadPhone[]
  readonly email: string | null
  readonly guardianName: string | null
  readonly schoolUai: string | null
  readonly schoolName: string | null
  readonly schoolCommune: string | null
  readonly programme: string | null
  readonly mefCode: string | null
  readonly exitDate: Day | null
  readonly exitReason: string | null
  readonly level: string | null
  readonly diploma: string | null
  readonly ine: string | null
  readonly imiloFile: string | null
  readonly situation: string | null
  readonly wish: Wish | null
  readonly slots: string | null
  readonly comment: string | null
  readonly qpv: boolean | null
  readonly known: boolean | null
  readonly territory: string | null
  /** When whoever sends the list has called. */
  readonly callDate: Day | null
  readonly advisor: string | null
  readonly site: string | null
  /** What the list says, where it is kept otherwise. */
  readonly asListed: AsListed
}

export type RowNote = ImportRow['notes'][number]
export type Alike = ImportRow['alike'][number]

/** A row of the list, read. */
export interface ReadRow {
  readonly line: number
  readonly youth: Youth
  /** false: the agreement column says no; null: it says nothing. */
  readonly consent: boolean | null
  readonly notes: readonly RowNote[]
  /** The birth date is no date. */
  readonly badBirthDate: boolean
  /** The level is a digit, and nobody has said of which scale. */
  readonly levelUnclear: boolean
  /** What the file says in each column that is imported, in their order, packed; nothing of guardians who are not kept. */
  readonly cells: string
}

export function note(field: ImportField, code: string, value: string | null): RowNote {
  return { field, code, value: value === null ? null : value.slice(0, 200) }
}
